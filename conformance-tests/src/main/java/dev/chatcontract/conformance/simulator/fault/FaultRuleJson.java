package dev.chatcontract.conformance.simulator.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.conformance.simulator.input.HeaderText;
import dev.chatcontract.conformance.simulator.input.StrictMembers;
import dev.chatcontract.conformance.wire.WireScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Fault rules as JSON, for the admin interface:
 *
 * <pre>{@code
 * {"operation": "...", "times": 2, "skip": 0, "delayMs": 500, "afterEffect": false, "fault": "code", "code": 10002}
 * }</pre>
 *
 * <p>{@code times: 0} means always. A member that the fault does not have, or a value that it
 * cannot show, is rejected with its path.
 */
public final class FaultRuleJson {
  private static final Set<String> COMMON =
      Set.of("operation", "times", "skip", "delayMs", "afterEffect", "fault");

  private static final int MOST = Integer.MAX_VALUE;

  /** Longer than any client waits; limited, since every wait occupies a thread. */
  private static final int LONGEST_WAIT_MILLIS = 600_000;

  /** The members of each fault, in addition to the common ones. */
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

  /** Returns all faults, each with the names of its own members. */
  public static ObjectNode kinds() {
    ObjectNode kinds = JsonNodeFactory.instance.objectNode();
    for (String kind : new TreeSet<>(FAULTS.keySet())) {
      ArrayNode members = kinds.putArray(kind);
      FAULTS.getOrDefault(kind, Set.of()).stream().sorted().forEach(members::add);
    }
    return kinds;
  }

  public static FaultRule read(StrictMembers json) {
    String kind = json.text("fault", "pass");
    Set<String> own = FAULTS.get(kind);
    if (own == null) {
      throw json.problem(
          "fault",
          "\""
              + Excerpt.of(kind)
              + "\" is unknown; known: "
              + String.join(", ", new TreeSet<>(FAULTS.keySet())));
    }
    Set<String> known = new TreeSet<>(COMMON);
    known.addAll(own);
    json.only(known, "fault \"" + kind + "\"");
    FaultRule rule =
        json.get("operation") == null
            ? FaultRule.onAny()
            : FaultRule.on(json.text("operation", ""));
    int times = json.integer("times", 1, 0, MOST);
    rule = times == 0 ? rule.always() : rule.times(times);
    rule =
        rule.skip(json.integer("skip", 0, 0, MOST))
            .delay(Duration.ofMillis(json.integer("delayMs", 0, 0, LONGEST_WAIT_MILLIS)))
            .fault(fault(kind, json));
    return json.flag("afterEffect") ? rule.afterEffect() : rule;
  }

  /** Returns what is left of a rule, in the members that set it, without its body and raw bytes. */
  public static ObjectNode write(FaultRule rule) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("operation", rule.operation());
    json.put("times", rule.times() == FaultRule.ALWAYS ? 0 : rule.times());
    json.put("skip", rule.skip());
    json.put("delayMs", rule.delay().toMillis());
    json.put("afterEffect", rule.takesEffect());
    json.put("fault", rule.fault().kind());
    if (rule.fault() instanceof InjectedFault.Code code) {
      json.put("code", code.code());
      json.put("info", code.info());
    } else if (rule.fault() instanceof InjectedFault.Http http) {
      json.put("status", http.status());
    } else if (rule.fault() instanceof InjectedFault.Truncated truncated) {
      json.put("sentBytes", truncated.sentBytes());
    } else if (rule.fault() instanceof InjectedFault.Chunked chunked) {
      json.put("chunkBytes", chunked.chunkBytes());
    } else if (rule.fault() instanceof InjectedFault.Slow slow) {
      json.put("bytesAtATime", slow.bytesAtATime());
      json.put("pauseMs", slow.pause().toMillis());
    }
    return json;
  }

  private static InjectedFault fault(String kind, StrictMembers json) {
    return switch (kind) {
      case "code" -> code(json);
      case "http" -> http(json);
      case "bad-gateway" -> Faults.badGateway();
      case "empty" -> Faults.empty();
      case "redirect" -> redirect(json);
      case "reset" -> Faults.reset();
      case "hang-up" -> Faults.hangUp();
      case "hang" -> Faults.hang();
      case "truncated" -> Faults.truncated(json.integer("sentBytes", 10, 0, MOST));
      case "gzip" -> Faults.gzip();
      case "false-gzip" -> Faults.falseGzip();
      case "chunked" -> Faults.chunked(json.integer("chunkBytes", 16, 1, MOST));
      case "slow-body" -> Faults.slowBody(json.integer("bytesAtATime", 1, 1, MOST), pause(json));
      case "slow-header" ->
          Faults.slowHeader(json.integer("bytesAtATime", 1, 1, MOST), pause(json));
      case "raw" -> Faults.wire(raw(json));
      default -> Faults.pass();
    };
  }

  private static InjectedFault code(StrictMembers json) {
    if (json.get("code") == null) {
      throw json.problem("code", "is missing: fault \"code\" needs \"code\", the number to answer");
    }
    int code = json.integer("code", 0, Integer.MIN_VALUE, MOST);
    return json.get("info") == null ? Faults.code(code) : Faults.code(code, json.text("info", ""));
  }

  private static InjectedFault http(StrictMembers json) {
    int status =
        json.integer(
            "status", 200, InjectedFault.Http.LEAST_STATUS, InjectedFault.Http.MOST_STATUS);
    List<Map.Entry<String, String>> headers = headers(json.object("headers"));
    byte[] body = bytes(json, "body");
    try {
      return Faults.http(status, headers, body);
    } catch (IllegalArgumentException e) {
      throw json.problem("body", "is refused: " + e.getMessage());
    }
  }

  private static InjectedFault redirect(StrictMembers json) {
    int status = json.integer("status", 302, 300, 399);
    if (status == InjectedFault.Http.NOT_MODIFIED) {
      throw json.problem("status", "304 is not a redirect; use fault \"http\"");
    }
    String location = json.text("location", "/");
    String problem = HeaderText.problem("Location", location);
    if (problem != null) {
      throw json.problem("location", problem);
    }
    return Faults.redirect(status, location);
  }

  private static WireScript raw(StrictMembers json) {
    WireScript.Builder script = WireScript.builder().send(bytes(json, "bytes"));
    String end = json.text("end", "close");
    return switch (end) {
      case "close" -> script.thenClose();
      case "reset" -> script.thenReset();
      case "hang" -> script.thenHang();
      default ->
          throw json.problem("end", "is close, reset or hang, not \"" + Excerpt.of(end) + "\"");
    };
  }

  private static Duration pause(StrictMembers json) {
    return Duration.ofMillis(json.integer("pauseMs", 20, 0, LONGEST_WAIT_MILLIS));
  }

  private static byte[] bytes(StrictMembers json, String name) {
    byte[] decoded = json.base64(name + "Base64");
    JsonNode value = json.get(name);
    if (decoded != null) {
      if (value != null) {
        throw json.problem(name, "goes without " + name + "Base64: give one of them");
      }
      return decoded;
    }
    String text = value != null && value.isContainerNode() ? value.toString() : json.text(name, "");
    return text.getBytes(UTF_8);
  }

  private static List<Map.Entry<String, String>> headers(@Nullable StrictMembers json) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    if (json != null) {
      for (String name : json.names()) {
        String value = json.text(name, "");
        String problem = HeaderText.problem(name, value);
        if (problem != null) {
          throw json.problem(Excerpt.of(name), problem);
        }
        headers.add(Map.entry(name, value));
      }
    }
    return headers;
  }
}
