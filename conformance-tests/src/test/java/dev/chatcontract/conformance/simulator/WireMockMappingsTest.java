package dev.chatcontract.conformance.simulator;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import dev.chatcontract.conformance.simulator.answer.Samples;
import dev.chatcontract.conformance.simulator.answer.ServerTexts;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireMockMappingsTest {
  /** Not the default, which offers an upgrade to HTTP/2 and so adds two state machines. */
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final Contract CONTRACT = ContractReader.bundled();

  @TempDir static Path directory;
  private static WireMockServer plain;

  @BeforeAll
  static void start() throws IOException {
    WireMockMappings.write(CONTRACT, directory);
    plain =
        new WireMockServer(
            options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .usingFilesUnderDirectory(directory.toString()));
    plain.start();
  }

  @AfterAll
  static void stop() {
    plain.stop();
  }

  @Test
  void aPlainServerAnswersEverySampleRequest() throws Exception {
    for (OperationDef operation : CONTRACT.operations()) {
      for (SampleDef sample : operation.requestSamples()) {
        assertThat(json(operation.path(), "admin", sample.value().toString()))
            .as(sample.id())
            .isEqualTo(ApiCaller.JSON.readTree(Samples.answerOf(operation, sample).toString()));
      }
      assertThat(json(operation.path(), "admin", "{\"other\":1}").path("ErrorCode").asInt(-1))
          .isZero();
    }
  }

  @Test
  void aPlainServerAnswersWithTheCodeThatTheIdentifierNames() throws Exception {
    ServerTexts texts = new ServerTexts(CONTRACT);
    int codes = 0;
    for (OperationDef operation : CONTRACT.operations()) {
      for (ErrorDef error : operation.errors()) {
        codes++;
        JsonNode answer = json(operation.path(), "error-" + error.code(), "{}");
        assertThat(answer.path("ErrorCode").asInt()).isEqualTo(error.code());
        assertThat(answer.path("ErrorInfo").asText())
            .isEqualTo(texts.of(operation, error.code()))
            .isNotEqualTo(error.meaning());
      }
      for (ErrorDef error : CONTRACT.commonErrors()) {
        assertThat(json(operation.path(), "error-" + error.code(), "{}").path("ErrorCode").asInt())
            .isEqualTo(error.code());
      }
    }
    assertThat(codes).isGreaterThanOrEqualTo(34);
  }

  @Test
  void aPlainServerRefusesUnsignedRequestsAndUnknownPaths() throws Exception {
    String path = CONTRACT.operations().get(0).path();
    assertThat(send(path, "{}").body()).contains("60002");
    assertThat(send(path + "x?" + query("admin"), "{}").body()).contains("60009");
    assertThat(send(path + "?" + query("http-502"), "{}").statusCode()).isEqualTo(502);
  }

  @Test
  void writingAgainReplacesTheFiles(@TempDir Path other) throws IOException {
    Path stale = Files.createDirectories(other.resolve("mappings")).resolve("stale.json");
    Files.writeString(stale, "{}");
    int files = WireMockMappings.write(CONTRACT, other);
    assertThat(stale).doesNotExist();
    assertThat(other.resolve("mappings")).isDirectoryContaining("glob:**import_group-*");
    assertThat(files).isGreaterThan(34 + 11);
  }

  private static String query(String identifier) {
    return "sdkappid=1&identifier=" + identifier + "&usersig=x&random=1&contenttype=json";
  }

  private static JsonNode json(String path, String identifier, String body) throws Exception {
    return ApiCaller.JSON.readTree(send(path + "?" + query(identifier), body).body());
  }

  private static HttpResponse<String> send(String target, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + plain.port() + target))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
