package dev.chatcontract.conformance.runner.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.model.CallOutcome.Kind;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.corpus.model.Word;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Checks an answer line by the same rules as {@code driver-protocol.schema.json}; a test compares
 * the two.
 */
final class DriverProtocol {
  private DriverProtocol() {}

  /** Returns what is wrong with an answer; null if nothing is. */
  static @Nullable String problem(JsonNode message) {
    JsonNode outcome = message.get("outcome");
    if (!message.path("id").isTextual()) {
      return "/id is missing or not a string";
    }
    if (outcome == null || !outcome.isObject()) {
      return "/outcome is missing or not an object";
    }
    String word = CaseJson.text(outcome.path("kind"), "");
    Kind kind = Word.of(Kind.class, word).orElse(null);
    if (kind == null) {
      return "/outcome/kind is \""
          + word
          + "\", which is not one of "
          + Arrays.stream(Kind.values()).map(Kind::word).sorted().toList();
    }
    if (kind == Kind.API_ERROR && !outcome.path("code").isIntegralNumber()) {
      return "/outcome/code must be an integer for an api-error";
    }
    if (kind == Kind.HTTP_ERROR && !outcome.path("status").isIntegralNumber()) {
      return "/outcome/status must be an integer for an http-error";
    }
    return null;
  }
}
