package dev.chatcontract.codegen;

import dev.chatcontract.codegen.builder.ContractViews;
import dev.chatcontract.codegen.syntax.JavaSyntax;
import dev.chatcontract.codegen.view.ApiView;
import dev.chatcontract.codegen.view.ClientView;
import dev.chatcontract.codegen.view.UnitView;
import dev.chatcontract.contract.model.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.velocity.exception.ResourceNotFoundException;

/**
 * All files of a client, with the same content as {@link ChatJavaCodegen} writes. It is for
 * programs that do without OpenAPI Generator, which takes seconds to load.
 */
public final class ClientFiles {
  /** The directory of Java sources. */
  public static final String SOURCES = "src/main/java";

  /**
   * The directory of service files, next to the sources as in Maven's layout; a project adds its
   * parent to its resources.
   */
  static final String SERVICES = "src/main/resources/META-INF/services";

  /**
   * For each file that is generated once per tag: its template, and what its class name adds to the
   * prefix.
   */
  static final Map<String, String[]> OF_A_TAG =
      Map.of(
          "api.vm", new String[] {"", "Client"},
          "api-async.vm", new String[] {"", "AsyncClient"},
          "api-impl.vm", new String[] {"Default", "Client"});

  /** For each file that a client has once: its template and its class in the client's package. */
  static final Map<String, String> OF_THE_CLIENT =
      Map.of(
          "operations.vm", "Operations",
          "region.vm", "Region",
          "signature-parameters.vm", "SignatureParameters",
          "json-module.vm", "ChatJsonModule",
          "chat-client.vm", "ChatClient",
          "chat-client-impl.vm", "DefaultChatClient",
          "package-info.vm", "package-info");

  static final String MODEL_PACKAGE_TEMPLATE = "model-package-info.vm";
  static final String INTERNAL_PACKAGE_TEMPLATE = "internal-package-info.vm";
  static final String MODULE_TEMPLATE = "module-info.vm";
  static final String SERVICE_TEMPLATE = "json-service.vm";

  /** The service file that names the Jackson module for the service loader. */
  public static final String SERVICE = "com.fasterxml.jackson.databind.Module";

  private final Templates templates = new Templates(ClientFiles::template);
  private final Map<String, Object> bundle = new HashMap<>();
  private final Map<Path, String> files = new TreeMap<>();

  private ClientFiles() {}

  /** Returns the text of each file by its path, relative to a generator's output directory. */
  public static Map<Path, String> of(
      Contract contract, String apiPackage, String modelPackage, String moduleName) {
    ClientFiles files = new ClientFiles();
    files.write(ContractViews.of(contract), apiPackage, modelPackage, moduleName);
    return files.files;
  }

  private void write(ClientView client, String api, String model, String module) {
    JavaSyntax syntax = new JavaSyntax(client, api, model);
    bundle.put("client", client);
    bundle.put(JavaSyntax.KEY, syntax);
    bundle.put("apiPackage", api);
    bundle.put("modelPackage", model);
    bundle.put("moduleName", module);
    for (UnitView unit : client.units()) {
      bundle.put("unit", unit);
      put(folder(syntax.packageOf(unit.home())), unit.className(), "unit.vm");
    }
    for (ApiView tag : client.apis()) {
      bundle.put("api", tag);
      OF_A_TAG.forEach(
          (template, name) -> put(folder(api), name[0] + tag.prefix() + name[1], template));
    }
    OF_THE_CLIENT.forEach((template, name) -> put(folder(api), name, template));
    put(folder(model), "package-info", MODEL_PACKAGE_TEMPLATE);
    put(folder(model + ".internal"), "package-info", INTERNAL_PACKAGE_TEMPLATE);
    put(Path.of(SOURCES), "module-info", MODULE_TEMPLATE);
    files.put(Path.of(SERVICES, SERVICE), templates.write(SERVICE_TEMPLATE, bundle));
  }

  private void put(Path folder, String className, String template) {
    files.put(folder.resolve(className + ".java"), templates.write(template, bundle));
  }

  private static Path folder(String javaPackage) {
    return Path.of(SOURCES, javaPackage.split("\\.", -1));
  }

  private static String template(String name) {
    try (InputStream text =
        ClientFiles.class.getResourceAsStream("/" + ChatJavaCodegen.NAME + "/" + name)) {
      if (text == null) {
        throw new ResourceNotFoundException("no template " + name);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("template " + name, e);
    }
  }
}
