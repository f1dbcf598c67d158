package dev.chatcontract.codegen;

import dev.chatcontract.codegen.syntax.JavaSyntax;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.runtime.RuntimeConstants;
import org.apache.velocity.runtime.resource.Resource;
import org.apache.velocity.runtime.resource.loader.ResourceLoader;
import org.apache.velocity.util.ExtProperties;

/**
 * Renders {@code .vm} templates.
 *
 * <p>Strict: an unknown reference stops the build, with the template, line and column.
 */
final class Templates {
  private final VelocityEngine engine = new VelocityEngine();

  /**
   * @param texts returns the text of the template of that name, or throws what Velocity expects if
   *     it does not exist
   */
  Templates(UnaryOperator<String> texts) {
    engine.setProperty(RuntimeConstants.RESOURCE_LOADERS, "texts");
    engine.setProperty("resource.loader.texts.instance", new Loader(texts));
    engine.setProperty("resource.loader.texts.cache", true);
    engine.setProperty(RuntimeConstants.INPUT_ENCODING, "UTF-8");
    engine.setProperty(RuntimeConstants.RUNTIME_REFERENCES_STRICT, true);
    // Otherwise Velocity would treat a bound of zero as false.
    engine.setProperty(RuntimeConstants.CHECK_EMPTY_OBJECTS, false);
    engine.setProperty(RuntimeConstants.SPACE_GOBBLING, "lines");
    // OpenAPI Generator's model and operation objects have public fields, our views have methods.
    engine.setProperty(
        RuntimeConstants.UBERSPECT_CLASSNAME,
        "org.apache.velocity.util.introspection.UberspectImpl,"
            + "org.apache.velocity.util.introspection.UberspectPublicFields");
    engine.setProperty(RuntimeConstants.VM_LIBRARY, "macros.vm");
    engine.init();
  }

  /** Renders a template with the values of {@code bundle}. */
  String write(String template, Map<String, Object> bundle) {
    StringWriter out = new StringWriter();
    VelocityContext context = new VelocityContext(new HashMap<>(bundle));
    // To Velocity, a number sign before a word, as in a Javadoc link, begins a directive.
    context.put("H", "#");
    try {
      engine.getTemplate(template).merge(context, out);
    } catch (VelocityException e) {
      throw new IllegalStateException("template " + template + ": " + e.getMessage(), e);
    }
    String text = out.toString();
    return text.startsWith("package ") && bundle.get(JavaSyntax.KEY) instanceof JavaSyntax syntax
        ? syntax.finished(text)
        : text;
  }

  /** Lets {@code #parse} and macros find templates in the same place as all others. */
  private static final class Loader extends ResourceLoader {
    private final UnaryOperator<String> texts;

    Loader(UnaryOperator<String> texts) {
      this.texts = texts;
    }

    @Override
    public void init(ExtProperties configuration) {}

    @Override
    public Reader getResourceReader(String source, String encoding) {
      return new StringReader(texts.apply(source));
    }

    @Override
    public boolean isSourceModified(Resource resource) {
      return false;
    }

    @Override
    public long getLastModified(Resource resource) {
      return 0;
    }
  }
}
