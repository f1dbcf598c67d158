package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members of generated types that decide about a call: compiled and called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DecidingMembersTest {
  private static final Map<String, String> PACKAGES =
      Map.of("apiPackage", "example.one", "modelPackage", "example.one.types");

  private URLClassLoader classes;

  @BeforeAll
  void compile(@TempDir Path directory) throws Exception {
    String contract =
        """
        openapi: 3.0.3
        info: {title: One, version: 1.0.0}
        servers: [{url: 'https://one.example', x-region: {id: ONE, name: One, source: {kind: toolkit}}}]
        tags: [{name: questions, description: Questions.}]
        x-envelope: {status: ok, success: 'yes', code: code, success-code: 0, info: info}
        paths:
          /ask:
            post:
              operationId: ask
              summary: Ask
              tags: [questions]
              x-idempotent-when: {present: [kind, key, words]}
              requestBody:
                required: true
                content: {application/json: {schema: {$ref: '#/components/schemas/AskRequest'}}}
              responses:
                '200':
                  description: The answer.
                  content: {application/json: {schema: {$ref: '#/components/schemas/AskResponse'}}}
        components:
          schemas:
            Code: {type: integer, description: A code., x-extensible-enum: [{value: 0, meaning: Fine.}]}
            Kind: {type: string, description: A kind., x-extensible-enum: [{value: x, meaning: X.}]}
            Key: {type: object, description: A key., properties: {part: {type: string, description: P.}}}
            AskRequest:
              type: object
              description: Asks.
              properties:
                kind: {$ref: '#/components/schemas/Kind'}
                key: {$ref: '#/components/schemas/Key'}
                words: {type: object, description: W., additionalProperties: {type: string}}
            AskResponse:
              type: object
              description: Answers.
              required: [ok, code]
              properties:
                ok: {type: string, description: O.}
                code: {$ref: '#/components/schemas/Code'}
                info: {type: string, description: I.}
        """;
    Path file = Files.writeString(directory.resolve("openapi.yaml"), contract);
    classes = GeneratedProject.generate(file, directory.resolve("out"), PACKAGES).compile();
  }

  @AfterAll
  void close() throws Exception {
    classes.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'kind':'x','key':{'part':'a'},'words':{'a':''}}|true",
        "{'kind':'other','key':{'more':1},'words':{'a':''}}|true",
        "{'kind':' ','key':{'part':'a'},'words':{'a':''}}|false",
        "{'kind':'x','key':{},'words':{'a':''}}|false",
        "{'kind':'x','key':{'part':'a'},'words':{}}|false",
        "{'kind':'x','key':{'part':'a'}}|false",
        "{'kind':'x','words':{'a':''}}|false",
        "{'key':{'part':'a'},'words':{'a':''}}|false"
      })
  void onlyWhatIsNotEmptyMakesARequestRepeatable(String json, boolean repeatable) throws Exception {
    Object operation = classes.loadClass("example.one.Operations").getField("ASK").get(null);
    Object codec = OutsideContractTest.call(operation, "request");
    Object request = OutsideContractTest.call(codec, "fromString", json.replace('\'', '"'));
    Object rule = OutsideContractTest.call(operation, "idempotency");
    assertThat(OutsideContractTest.call(rule, "holds", request)).isEqualTo(repeatable);
  }

  @Test
  void anAnswerWhoseCodeIsNullIsNotAsTheContractSays() throws Exception {
    try (OutsideContractTest.Server server =
        new OutsideContractTest.Server(
            new ArrayList<>(), "{\"ok\":\"yes\",\"code\":null}", "{\"ok\":\"yes\",\"code\":0}")) {
      Object client = OutsideContractTest.client(classes, server.url(), "example.one.ChatClient");
      Object questions = OutsideContractTest.call(client, "questions");
      Object request =
          OutsideContractTest.call(
              classes.loadClass("example.one.types.AskRequest").getMethod("builder").invoke(null),
              "build");
      assertThatThrownBy(() -> OutsideContractTest.call(questions, "ask", request))
          .hasMessageContaining("required member missing or null: code")
          .extracting(e -> e.getClass().getSimpleName())
          .isEqualTo("DecodeException");
      assertThat(OutsideContractTest.call(questions, "ask", request)).isNotNull();
      OutsideContractTest.call(client, "close");
    }
  }
}
