package dev.chatcontract.conformance.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.answer.AnsweredBy;
import dev.chatcontract.conformance.simulator.answer.Samples;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DocumentedAnswersTest {
  @Test
  void everyDocumentedRequestGetsADocumentedAnswerByteForByte() {
    Set<String> answered = new TreeSet<>();
    int requests = 0;
    try (Simulator simulator = Simulator.builder().documentedAnswers(true).start()) {
      ApiCaller api = new ApiCaller(simulator);
      for (OperationDef operation : simulator.contract().operations()) {
        for (SampleDef sample : operation.requestSamples()) {
          if (!Samples.isDocumented(sample)) {
            continue;
          }
          requests++;
          String answer =
              new String(
                  api.http(operation.name(), sample.value().toString()).body(),
                  StandardCharsets.UTF_8);
          assertThat(answer)
              .as(sample.id())
              .isEqualTo(String.valueOf(Samples.answerOf(operation, sample)));
          operation.responseSamples().stream()
              .filter(Samples::isDocumented)
              .filter(documented -> documented.value().toString().equals(answer))
              .forEach(documented -> answered.add(documented.id()));
        }
      }
      assertThat(requests).isGreaterThanOrEqualTo(11);
      assertThat(answered)
          .contains(
              "GAGL-RES-1",
              "GCG-RES-1",
              "GGA-RES-1",
              "GGI-RES-1",
              "GGI-RES-2",
              "IG-RES-1",
              "IG-RES-2",
              "IG-RES-3");
    }
  }

  @Test
  void theSeededSimulatorAnswersDocumentedRequestsFromItsState() {
    try (Simulator simulator = Simulator.start()) {
      ApiCaller api = new ApiCaller(simulator);
      OperationDef attributes =
          Objects.requireNonNull(simulator.contract().operation("get_group_attr"));
      assertThat(api.call("get_group_attr", attributes.requestSamples().get(0).value().toString()))
          .isEqualTo(attributes.responseSamples().get(0).value());
      assertThat(api.call("get_group_info", "{\"GroupIdList\":[\"@TGS#2J4SZEAEL\"]}"))
          .isEqualTo(
              Objects.requireNonNull(simulator.contract().operation("get_group_info"))
                  .responseSamples()
                  .get(0)
                  .value());
    }
  }

  @Test
  void anAddedOperationIsServedFromItsSamplesAndEachAnswerSaysSo() throws IOException {
    ObjectNode document;
    try (InputStream bundle =
        Objects.requireNonNull(
            Contract.class.getResourceAsStream("/dev/chatcontract/spec/openapi.json"))) {
      document = (ObjectNode) ApiCaller.JSON.readTree(bundle);
    }
    ObjectNode paths = (ObjectNode) document.path("paths");
    String known = paths.fieldNames().next();
    ObjectNode sixth = paths.path(known).deepCopy();
    ((ObjectNode) sixth.path("post")).put("operationId", "sixth_operation").remove("x-effect");
    String path = known.replaceAll("[^/]+$", "sixth_operation");
    paths.set(path, sixth);
    Contract contract = ContractReader.parse(document.toString(), "openapi.json");

    List<String> watched = new ArrayList<>();
    try (Simulator simulator =
        Simulator.builder()
            .contract(contract)
            .onRequest(served -> watched.add(served.line()))
            .start()) {
      assertThat(simulator.answeredBySamples())
          .contains("sixth_operation")
          .containsExactlyElementsOf(
              contract.operations().stream()
                  .filter(operation -> operation.effect() == null)
                  .map(OperationDef::name)
                  .toList());
      ApiCaller api = new ApiCaller(simulator);
      OperationDef added = Objects.requireNonNull(contract.operation("sixth_operation"));
      SampleDef request = added.requestSamples().get(0);
      JsonNode answer = api.call("sixth_operation", request.value().toString());
      assertThat(answer).isEqualTo(Samples.answerOf(added, request));
      assertThat(watched).singleElement().asString().contains("[sample]", "nothing was done");
      assertThat(
              api.http("sixth_operation", request.value().toString())
                  .headers()
                  .firstValue(AnsweredBy.HEADER))
          .hasValue("sample");
      assertThat(api.admin("GET", "", "").path("answeredBySamples").valueStream())
          .extracting(JsonNode::asText)
          .containsExactlyElementsOf(simulator.answeredBySamples());
      assertThat(api.call("sixth_operation", "[]").path("ErrorCode").asInt()).isEqualTo(60003);
    }
  }
}
