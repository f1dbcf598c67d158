package dev.chatcontract.codegen;

import dev.chatcontract.codegen.syntax.JavaSyntax;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.runtime.RuntimeConstants;
import org.openapitools.codegen.api.TemplatingEngineAdapter;
import org.openapitools.codegen.api.TemplatingExecutor;

/**
 * Runs {@code .vm} templates for OpenAPI Generator under the engine name {@code velocity}.
 *
 * <p>Strict: a reference that does not exist stops the build and names template, line and column.
 */
public final class VelocityTemplatingEngine implements TemplatingEngineAdapter {
  static final String IDENTIFIER = "velocity";

  /** By the executor that finds the templates, which differs from run to run. */
  private final Map<TemplatingExecutor, VelocityEngine> engines = new HashMap<>();

  @Override
  public String getIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public String[] getFileExtensions() {
    return new String[] {"vm"};
  }

  @Override
  public String compileTemplate(
      TemplatingExecutor executor, Map<String, Object> bundle, String templateFile) {
    StringWriter out = new StringWriter();
    VelocityContext context = new VelocityContext(new HashMap<>(bundle));
    // A number sign in front of a word, as in Javadoc links, is a directive to Velocity.
    context.put("H", "#");
    try {
      engines
          .computeIfAbsent(executor, VelocityTemplatingEngine::engine)
          .getTemplate(templateFile)
          .merge(context, out);
    } catch (VelocityException e) {
      throw new IllegalStateException("template " + templateFile + ": " + e.getMessage(), e);
    }
    String text = out.toString();
    return text.startsWith("package ") && bundle.get(JavaSyntax.KEY) instanceof JavaSyntax syntax
        ? syntax.finished(text)
        : text;
  }

  private static VelocityEngine engine(TemplatingExecutor executor) {
    VelocityEngine engine = new VelocityEngine();
    engine.setProperty(RuntimeConstants.RESOURCE_LOADERS, "executor");
    engine.setProperty("resource.loader.executor.instance", new ExecutorResourceLoader(executor));
    engine.setProperty("resource.loader.executor.cache", true);
    engine.setProperty(RuntimeConstants.INPUT_ENCODING, "UTF-8");
    engine.setProperty(RuntimeConstants.RUNTIME_REFERENCES_STRICT, true);
    // A bound of zero is a bound.
    engine.setProperty(RuntimeConstants.CHECK_EMPTY_OBJECTS, false);
    engine.setProperty(RuntimeConstants.SPACE_GOBBLING, "lines");
    // Model and operation objects of OpenAPI Generator have public fields, our views have methods.
    engine.setProperty(
        RuntimeConstants.UBERSPECT_CLASSNAME,
        "org.apache.velocity.util.introspection.UberspectImpl,"
            + "org.apache.velocity.util.introspection.UberspectPublicFields");
    engine.setProperty(RuntimeConstants.VM_LIBRARY, "macros.vm");
    engine.init();
    return engine;
  }
}
