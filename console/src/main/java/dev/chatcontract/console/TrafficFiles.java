package dev.chatcontract.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.WireMockMappings;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.contract.checker.CheckedRule;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.checker.Violation;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.OperationDef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts requests to files for other tools; the secrets in its input are already hidden. */
final class TrafficFiles {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What a client sees, for each fault that only sends bytes on a socket. */
  private static final Map<String, String> BREAKS =
      Map.of(
          "fault reset", "reset-before-answer",
          "fault hang-up", "close-before-answer");

  /** An answer that breaks one of these need not be decoded, but may be. */
  private static final Set<CheckedRule> OF_SHAPE =
      EnumSet.of(
          CheckedRule.TYPE,
          CheckedRule.FORMAT,
          CheckedRule.REQUIRED,
          CheckedRule.REQUIRED_ON_SUCCESS);

  private final Contract contract;
  private final SchemaValidator validator;

  TrafficFiles(Contract contract) {
    this.contract = contract;
    this.validator = new SchemaValidator(contract);
  }

  /**
   * Returns a file for {@code conformance run --templates}: the server answers as this one did, and
   * a client must handle that as the contract says.
   */
  ObjectNode conformanceCase(ObjectNode seen) {
    OperationDef operation = operation(seen);
    JsonNode answer = answer(seen);
    ObjectNode file = NODES.objectNode();
    file.put("kind", "console");
    ObjectNode one = file.putArray("cases").addObject();
    one.put("name", "request-" + seen.path("serial").asLong());
    one.put(
        "title",
        operation.name() + " is answered as the simulator did at " + seen.path("time").asText());
    one.put("provenance", "captured");
    ObjectNode scripted = one.putArray("answers").addObject();
    ArrayNode outcomes = one.putArray("outcomes");
    int status = answer.path("status").asInt();
    String text = answer.path("body").asText();
    JsonNode json = Api.container(text);
    if (answer.path("wire").asBoolean()) {
      String broken = BREAKS.get(answer.path("info").asText());
      if (broken == null) {
        throw new SimulatorException(
            "no case can say what this answer was: "
                + answer.path("info").asText()
                + " sends raw bytes; write it by hand, see conformance-tests/corpus/README.md");
      }
      scripted.put("fault", broken);
      outcomes.addObject().put("kind", "transport-error");
    } else {
      scripted.put("status", status);
      if (json == null) {
        String type = answer.path("headers").path("Content-Type").asText();
        if (!type.isEmpty()) {
          scripted.putObject("headers").put("Content-Type", type);
        }
        scripted.put("text", text);
      } else {
        scripted.set("json", json);
      }
      outcomes(operation, status, json, outcomes);
    }
    ObjectNode made = NODES.objectNode();
    made.put("file", "case-" + operation.name() + "-" + seen.path("serial").asLong() + ".yaml");
    made.put(
        "command",
        "chatctl conformance run --templates "
            + made.path("file").asText()
            + " --operation "
            + operation.name()
            + " --filter '*/console/*'");
    made.set("content", file);
    return made;
  }

  private void outcomes(
      OperationDef operation, int status, @Nullable JsonNode json, ArrayNode outcomes) {
    EnvelopeDef envelope = operation.envelope();
    if (status != 200) {
      outcomes.addObject().put("kind", "http-error").put("status", status);
    } else if (json == null || !json.isObject()) {
      outcomes.addObject().put("kind", "decode-error");
    } else if (envelope != null && !SchemaValidator.succeeded(envelope, json)) {
      failure(envelope, json, outcomes);
    } else {
      outcomes.addObject().put("kind", "ok").set("value", json);
      if (validator.response(operation, json).stream().anyMatch(TrafficFiles::mayBeUndecodable)) {
        outcomes.addObject().put("kind", "decode-error");
      }
    }
  }

  private static boolean mayBeUndecodable(Violation violation) {
    return violation.isError() && OF_SHAPE.contains(violation.rule());
  }

  private static void failure(EnvelopeDef envelope, JsonNode json, ArrayNode outcomes) {
    JsonNode code = json.path(envelope.code());
    JsonNode info = json.path(envelope.info());
    boolean number = code.isIntegralNumber() && code.canConvertToLong();
    if (!number || !json.path(envelope.status()).isTextual()) {
      outcomes.addObject().put("kind", "decode-error");
    }
    if (number) {
      ObjectNode refused = outcomes.addObject().put("kind", "api-error");
      refused.set("code", code);
      if (info.isTextual()) {
        refused.set("info", info);
      }
    }
  }

  /** Returns a mapping for a plain WireMock server that gives this request the same answer. */
  ObjectNode stub(ObjectNode seen) {
    OperationDef operation = operation(seen);
    JsonNode answer = answer(seen);
    if (answer.path("wire").asBoolean()) {
      throw new SimulatorException(
          "no mapping can say what this answer was: it is bytes on a socket, not HTTP");
    }
    ObjectNode response = NODES.objectNode();
    response.put("status", answer.path("status").asInt());
    String type = answer.path("headers").path("Content-Type").asText();
    if (!type.isEmpty()) {
      response.putObject("headers").put("Content-Type", type);
    }
    JsonNode json = Api.container(answer.path("body").asText());
    if (json == null) {
      response.put("body", answer.path("body").asText());
    } else {
      response.set("jsonBody", json);
    }
    String name = operation.name() + "-seen-" + seen.path("serial").asLong();
    ObjectNode made = NODES.objectNode();
    made.put("file", name + ".json");
    made.put("command", "cp " + name + ".json MAPPINGS-OF-YOUR-WIREMOCK/");
    made.set(
        "content",
        WireMockMappings.mapping(
            operation, name, Api.container(seen.path("body").asText()), response));
    return made;
  }

  /** Returns HAR 1.2, which {@code contract observe} reads. */
  ObjectNode har(String baseUrl, List<ObjectNode> requests) {
    ObjectNode har = NODES.objectNode();
    ObjectNode log = har.putObject("log");
    log.put("version", "1.2");
    log.putObject("creator").put("name", "Chat Contract console").put("version", "1");
    ArrayNode entries = log.putArray("entries");
    requests.forEach(seen -> entries.add(entry(baseUrl, seen)));
    return har;
  }

  private static ObjectNode entry(String baseUrl, ObjectNode seen) {
    ObjectNode entry = NODES.objectNode();
    JsonNode answer = seen.path("answer");
    double millis = answer.path("micros").asLong() / 1000.0;
    entry.put("startedDateTime", seen.path("time").asText());
    entry.put("time", millis);
    ObjectNode request = entry.putObject("request");
    request.put("method", seen.path("method").asText());
    StringBuilder url = new StringBuilder(baseUrl).append(seen.path("path").asText());
    ArrayNode query = NODES.arrayNode();
    char before = '?';
    for (Map.Entry<String, JsonNode> pair : seen.path("query").properties()) {
      String value = pair.getValue().asText();
      query.addObject().put("name", pair.getKey()).put("value", value);
      url.append(before)
          .append(URLEncoder.encode(pair.getKey(), StandardCharsets.UTF_8))
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
      before = '&';
    }
    request.put("url", url.toString());
    request.put("httpVersion", "HTTP/1.1");
    request.putArray("cookies");
    request.set("headers", pairs(seen.path("headers")));
    request.set("queryString", query);
    request
        .putObject("postData")
        .put("mimeType", seen.path("headers").path("Content-Type").asText("application/json"))
        .put("text", seen.path("body").asText());
    request.put("headersSize", -1).put("bodySize", seen.path("bodyBytes").asLong());
    ObjectNode response = entry.putObject("response");
    response.put("status", answer.path("status").asInt());
    response.put("statusText", "");
    response.put("httpVersion", "HTTP/1.1");
    response.putArray("cookies");
    response.set("headers", pairs(answer.path("headers")));
    response
        .putObject("content")
        .put("size", answer.path("bodyBytes").asLong())
        .put("mimeType", answer.path("headers").path("Content-Type").asText("application/json"))
        .put("text", answer.path("body").asText());
    response.put("redirectURL", "");
    response.put("headersSize", -1).put("bodySize", answer.path("bodyBytes").asLong());
    entry.putObject("cache");
    entry.putObject("timings").put("send", 0).put("wait", millis).put("receive", 0);
    return entry;
  }

  private static ArrayNode pairs(JsonNode headers) {
    ArrayNode list = NODES.arrayNode();
    headers
        .properties()
        .forEach(h -> list.addObject().put("name", h.getKey()).put("value", h.getValue().asText()));
    return list;
  }

  private OperationDef operation(ObjectNode seen) {
    OperationDef operation = contract.operation(seen.path("operation").asText());
    if (operation == null) {
      throw new SimulatorException("the contract has no operation at the path of this request");
    }
    return operation;
  }

  private static JsonNode answer(ObjectNode seen) {
    if (!seen.has("answer")) {
      throw new SimulatorException("the request is not answered yet");
    }
    if (seen.path("bodyCut").asBoolean() || seen.path("answer").path("bodyCut").asBoolean()) {
      throw new SimulatorException("a body is too long to be kept whole");
    }
    String encoding = seen.path("answer").path("headers").path("Content-Encoding").asText();
    if (!encoding.isEmpty()) {
      throw new SimulatorException(
          "no file can say what this answer was: its Content-Encoding is "
              + encoding
              + ", and only text is kept; write it by hand, see conformance-tests/corpus/README.md");
    }
    return seen.path("answer");
  }
}
