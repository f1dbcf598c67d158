package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.swagger.parser.OpenAPIParser;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.SpecValidationException;
import org.openapitools.codegen.config.CodegenConfigurator;

/** Mistakes are reported with file and line without any option of OpenAPI Generator. */
final class ContractPlacesTest {
  private static final String CONTRACT =
      """
      openapi: 3.0.3
      info: {title: Small, version: 1.0.0}
      servers:
        - url: https://small.example
          x-region: {id: ONE, name: One, source: {kind: toolkit}}
      tags: [{name: things}]
      paths:
        /small/do:
          post:
            operationId: do_it
            tags: [things]
            x-error-codes: []
            requestBody:
              content: {application/json: {schema: {$ref: '#/components/schemas/Ask'}}}
            responses:
              '200':
                description: Done.
                content: {application/json: {schema: {$ref: '#/components/schemas/Ask'}}}
      components:
        schemas:
          Ask:
            type: object
            properties:
              one: {type: string}
      """;

  @TempDir Path directory;

  private void generate(String text) throws IOException {
    Path spec = Files.writeString(directory.resolve("openapi.yaml"), text);
    CodegenConfigurator configurator =
        new CodegenConfigurator()
            .setGeneratorName("chat-java")
            .setTemplatingEngineName("velocity")
            .setInputSpec(spec.toString())
            .setOutputDir(directory.resolve("out").toString());
    new DefaultGenerator().opts(configurator.toClientOptInput()).generate();
  }

  @Test
  void anUndeclaredPathParameterIsReportedWithItsLine() {
    assertThatThrownBy(() -> generate(CONTRACT.replace("/small/do:", "/small/{id}/do:")))
        .isInstanceOf(SpecValidationException.class)
        .hasMessageContaining("openapi.yaml:9")
        .hasMessageContaining("the path /small/{id}/do has a parameter");
  }

  @Test
  void aDuplicateKeyIsReportedWithItsLine() {
    assertThatThrownBy(() -> generate(CONTRACT + "        one: {type: integer}\n"))
        .hasStackTraceContaining("openapi.yaml:25");
  }

  @Test
  void aContractWithoutMistakesIsGenerated() throws IOException {
    generate(CONTRACT);
    assertThat(directory.resolve("out/src/main/java")).isDirectory();
  }

  @Test
  void documentsWithoutOurExtensionsGetNoMessageFromUs() throws IOException {
    String other =
        CONTRACT.replace("/small/do:", "/small/{id}/do:").replaceAll(".*x-region.*\n", "");
    Path spec = Files.writeString(directory.resolve("other.yaml"), other);
    assertThat(new OpenAPIParser().readLocation(spec.toString(), null, null).getMessages())
        .hasSize(1)
        .noneMatch(message -> message.contains("other.yaml:"));
  }

  @Test
  void theReplacementClassHasTheMethodsOfTheOriginal() throws Exception {
    String name = OpenAPIParser.class.getName();
    List<URL> both =
        Collections.list(
            getClass().getClassLoader().getResources(name.replace('.', '/') + ".class"));
    assertThat(both).hasSize(2);
    Class<?> library =
        new ClassLoader(getClass().getClassLoader()) {
          Class<?> define(URL bytes) throws IOException {
            try (InputStream in = bytes.openStream()) {
              byte[] all = in.readAllBytes();
              return defineClass(name, all, 0, all.length);
            }
          }
        }.define(both.get(1));
    assertThat(methods(OpenAPIParser.class)).isEqualTo(methods(library));
  }

  private static Set<String> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(Method::toGenericString)
        .collect(Collectors.toSet());
  }
}
