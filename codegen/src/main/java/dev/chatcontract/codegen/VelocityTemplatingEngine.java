package dev.chatcontract.codegen;

import java.util.HashMap;
import java.util.Map;
import org.apache.velocity.exception.ResourceNotFoundException;
import org.openapitools.codegen.api.TemplatingEngineAdapter;
import org.openapitools.codegen.api.TemplatingExecutor;
import org.openapitools.codegen.templating.TemplateNotFoundException;

/** Runs {@code .vm} templates for OpenAPI Generator under the engine name {@code velocity}. */
public final class VelocityTemplatingEngine implements TemplatingEngineAdapter {
  static final String IDENTIFIER = "velocity";

  /** Keyed by the executor that finds the templates; each run has another one. */
  private final Map<TemplatingExecutor, Templates> engines = new HashMap<>();

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
    return engines
        .computeIfAbsent(executor, e -> new Templates(name -> text(e, name)))
        .write(templateFile, bundle);
  }

  private static String text(TemplatingExecutor executor, String name) {
    try {
      return executor.getFullTemplateContents(name);
    } catch (TemplateNotFoundException e) {
      throw new ResourceNotFoundException("no template " + name, e);
    }
  }
}
