package dev.chatcontract.conformance.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fault rules as JSON, for the admin interface:
 *
 * <pre>{@code
 * {"operation": "...", "times": 2, "skip": 0, "delayMs": 500, "afterEffect": false, "fault": "code", "code": 10002}
 * }</pre>
 *
 * <p>{@code times: 0} stands for always. A member that the fault does not know is refused, for a
 * misspelt one would be ignored in silence.
 */
final class FaultRuleJson {
  private static final Set<String> COMMON =
      Set.of("operation", "times", "skip", "delayMs", "afterEffect", "fault");

  /** Members of each fault, beside the common ones. */
  private static final Map<String, Set<String>> FAULTS =
      Map.ofEntries(
          Map.entry("code", Set.of("code", "info")),
          Map.entry("http", Set.of("status", "headers", "body", "bodyBase64")),
          Map.entry("bad-gateway", Set.of()),
          Map.entry("empty", Set.of()),
          Map.entry("redirect", Set.of("status", "location")),
          Map.entry("reset", Set.of()),
          Map.entry("hang-up", Set.of()),
          Map.entry("hang", Set.of()),
          Map.entry("truncated", Set.of("sentBytes")),
          Map.entry("gzip", Set.of()),
          Map.entry("false-gzip", Set.of()),
          Map.entry("chunked", Set.of("chunkBytes")),
          Map.entry("slow-body", Set.of("bytesAtATime", "pauseMs")),
          Map.entry("slow-header", Set.of("bytesAtATime", "pauseMs")),
          Map.entry("raw", Set.of("bytes", "bytesBase64", "end")),
          Map.entry("pass", Set.of()));

  private FaultRuleJson() {}

  static FaultRule read(JsonNode json) {
    if (!json.isObject()) {
      throw new SimulatorException("a fault rule is a JSON object, not " + json);
    }
    String kind = json.path("fault").asText("pass");
    Set<String> own = FAULTS.get(kind);
    if (own == null) {
      throw new SimulatorException(
          "fault \""
              + kind
              + "\" is unknown; known: "
              + String.join(", ", new TreeSet<>(FAULTS.keySet())));
    }
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!COMMON.contains(name) && !own.contains(name)) {
                Set<String> known = new TreeSet<>(COMMON);
                known.addAll(own);
                throw new SimulatorException(
                    "fault \""
                        + kind
                        + "\" has no member \""
                        + name
                        + "\"; it has "
                        + String.join(", ", known));
              }
            });
    FaultRule rule =
        json.hasNonNull("operation")
            ? FaultRule.on(json.get("operation").asText())
            : FaultRule.onAny();
    int times = integer(json, "times", 1, 0);
    rule = times == 0 ? rule.always() : rule.times(times);
    rule =
        rule.skip(integer(json, "skip", 0, 0))
            .delay(Duration.ofMillis(integer(json, "delayMs", 0, 0)))
            .fault(fault(kind, json));
    return json.path("afterEffect").asBoolean(false) ? rule.afterEffect() : rule;
  }

  /** What is left of a rule, for people: enough to know it again, not enough to add it anew. */
  static ObjectNode write(FaultRule rule) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("operation", rule.operation());
    json.put("times", rule.times() == FaultRule.ALWAYS ? 0 : rule.times());
    json.put("skip", rule.skip());
    json.put("delayMs", rule.delay().toMillis());
    json.put("takesEffect", rule.takesEffect());
    json.put("fault", rule.fault().getClass().getSimpleName());
    if (rule.fault() instanceof Fault.Code code) {
      json.put("code", code.code());
    } else if (rule.fault() instanceof Fault.Http http) {
      json.put("status", http.status());
    }
    return json;
  }

  private static Fault fault(String kind, JsonNode json) {
    return switch (kind) {
      case "code" -> {
        int code = integer(json, "code", Integer.MIN_VALUE, Integer.MIN_VALUE);
        if (code == Integer.MIN_VALUE) {
          throw new SimulatorException("fault \"code\" needs \"code\", the number to answer");
        }
        yield json.hasNonNull("info")
            ? Faults.code(code, json.get("info").asText())
            : Faults.code(code);
      }
      case "http" ->
          Faults.http(integer(json, "status", 200, 100), headers(json), bytes(json, "body"));
      case "bad-gateway" -> Faults.badGateway();
      case "empty" -> Faults.empty();
      case "redirect" ->
          Faults.redirect(integer(json, "status", 302, 300), json.path("location").asText("/"));
      case "reset" -> Faults.reset();
      case "hang-up" -> Faults.hangUp();
      case "hang" -> Faults.hang();
      case "truncated" -> Faults.truncated(integer(json, "sentBytes", 10, 0));
      case "gzip" -> Faults.gzip();
      case "false-gzip" -> Faults.falseGzip();
      case "chunked" -> Faults.chunked(integer(json, "chunkBytes", 16, 1));
      case "slow-body" -> Faults.slowBody(integer(json, "bytesAtATime", 1, 1), pause(json));
      case "slow-header" -> Faults.slowHeader(integer(json, "bytesAtATime", 1, 1), pause(json));
      case "raw" -> Faults.wire(raw(json));
      default -> Faults.pass();
    };
  }

  private static WireScript raw(JsonNode json) {
    WireScript.Builder script = WireScript.builder().send(bytes(json, "bytes"));
    String end = json.path("end").asText("close");
    return switch (end) {
      case "close" -> script.thenClose();
      case "reset" -> script.thenReset();
      case "hang" -> script.thenHang();
      default ->
          throw new SimulatorException("\"end\" is close, reset or hang, not \"" + end + "\"");
    };
  }

  private static Duration pause(JsonNode json) {
    return Duration.ofMillis(integer(json, "pauseMs", 20, 0));
  }

  private static byte[] bytes(JsonNode json, String name) {
    if (json.hasNonNull(name + "Base64")) {
      try {
        return Base64.getDecoder().decode(json.get(name + "Base64").asText());
      } catch (IllegalArgumentException e) {
        throw new SimulatorException("\"" + name + "Base64\" is not Base64: " + e.getMessage(), e);
      }
    }
    JsonNode text = json.path(name);
    return (text.isContainerNode() ? text.toString() : text.asText(""))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<Map.Entry<String, String>> headers(JsonNode json) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    json.path("headers")
        .properties()
        .forEach(header -> headers.add(Map.entry(header.getKey(), header.getValue().asText())));
    return headers;
  }

  private static int integer(JsonNode json, String name, int otherwise, int least) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.asInt() < least) {
      throw new SimulatorException(
          "\"" + name + "\" is a whole number of at least " + least + ", not " + value);
    }
    return value.asInt();
  }
}
