package dev.chatcontract.conformance.simulator.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An answer of the admin interface.
 *
 * @param problem why the request was rejected; empty if it was not
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record AdminAnswer(
    int status, List<Map.Entry<String, String>> headers, byte[] body, String problem) {
  /** Headers that prevent caching, type sniffing and use by other sites. */
  private static final List<Map.Entry<String, String>> CLOSED =
      List.of(
          Map.entry("Cache-Control", "no-store"),
          Map.entry("X-Content-Type-Options", "nosniff"),
          Map.entry("Cross-Origin-Resource-Policy", "same-origin"));

  public static AdminAnswer json(JsonNode body) {
    return of(200, "application/json", body.toString(), "");
  }

  static AdminAnswer refusal(int status, String problem) {
    JsonNode error = JsonNodeFactory.instance.objectNode().put("error", problem);
    return of(status, "application/json", error.toString(), problem);
  }

  AdminAnswer with(String header, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(header, value));
    return new AdminAnswer(status, more, body, problem);
  }

  private static AdminAnswer of(int status, String contentType, String body, String problem) {
    return new AdminAnswer(status, CLOSED, body.getBytes(StandardCharsets.UTF_8), problem)
        .with("Content-Type", contentType);
  }
}
