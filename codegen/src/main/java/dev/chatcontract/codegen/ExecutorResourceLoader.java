package dev.chatcontract.codegen;

import java.io.Reader;
import java.io.StringReader;
import org.apache.velocity.exception.ResourceNotFoundException;
import org.apache.velocity.runtime.resource.Resource;
import org.apache.velocity.runtime.resource.loader.ResourceLoader;
import org.apache.velocity.util.ExtProperties;
import org.openapitools.codegen.api.TemplatingExecutor;
import org.openapitools.codegen.templating.TemplateNotFoundException;

/** Lets {@code #parse} and macros find templates where OpenAPI Generator looks for them. */
final class ExecutorResourceLoader extends ResourceLoader {
  private final TemplatingExecutor executor;

  ExecutorResourceLoader(TemplatingExecutor executor) {
    this.executor = executor;
  }

  @Override
  public void init(ExtProperties configuration) {}

  @Override
  public Reader getResourceReader(String source, String encoding) {
    try {
      return new StringReader(executor.getFullTemplateContents(source));
    } catch (TemplateNotFoundException e) {
      throw new ResourceNotFoundException("no template " + source, e);
    }
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
