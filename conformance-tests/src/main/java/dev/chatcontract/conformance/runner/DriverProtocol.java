package dev.chatcontract.conformance.runner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.CaseJson;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer line must look like; the same rules as {@code driver-protocol.schema.json}, which
 * a test holds against this.
 */
final class DriverProtocol {
  static final Set<String> KINDS =
      Set.of(
          "ok",
          "api-error",
          "http-error",
          "decode-error",
          "transport-error",
          "invalid-request",
          "paging-error",
          "not-supported");

  private DriverProtocol() {}

  /** What is wrong with an answer; null when nothing is. */
  static @Nullable String problem(JsonNode message) {
    JsonNode outcome = message.get("outcome");
    if (!message.path("id").isTextual()) {
      return "/id is missing or no string";
    }
    if (outcome == null || !outcome.isObject()) {
      return "/outcome is missing or no object";
    }
    String kind = CaseJson.text(outcome.path("kind"), "");
    if (!KINDS.contains(kind)) {
      return "/outcome/kind is \""
          + kind
          + "\", which is none of "
          + new java.util.TreeSet<>(KINDS);
    }
    if (kind.equals("api-error") && !outcome.path("code").isIntegralNumber()) {
      return "/outcome/code must be an integer for an api-error";
    }
    if (kind.equals("http-error") && !outcome.path("status").isIntegralNumber()) {
      return "/outcome/status must be an integer for an http-error";
    }
    return null;
  }
}
