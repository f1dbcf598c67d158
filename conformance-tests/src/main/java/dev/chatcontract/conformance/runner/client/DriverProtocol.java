package dev.chatcontract.conformance.runner.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.model.CallOutcome.Kind;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.corpus.model.Word;
import dev.chatcontract.contract.source.Spelling;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks greetings and answers by the same rules as {@code driver-protocol.schema.json}; a test
 * compares the two.
 */
final class DriverProtocol {
  private static final int MOST_SHOWN = 80;

  private DriverProtocol() {}

  /**
   * Returns what is wrong with a greeting; null if nothing is. A name that nobody knows is not
   * ignored: the cases that the feature would have allowed would silently not apply.
   */
  static @Nullable String helloProblem(JsonNode hello) {
    JsonNode protocol = hello.path("protocol");
    if (!protocol.isMissingNode() && !(protocol.isIntegralNumber() && protocol.asLong() == 1)) {
      return "/hello/protocol is " + protocol + "; this runner speaks 1";
    }
    JsonNode features = hello.path("features");
    if (!features.isArray()) {
      return "/hello/features is missing or not a list; a client that can only call writes"
          + " [\"call\"]";
    }
    List<String> known = Arrays.stream(Feature.values()).map(Feature::word).toList();
    for (JsonNode feature : features) {
      String word = CaseJson.text(feature, feature.toString());
      if (!feature.isTextual() || !known.contains(word)) {
        return "/hello/features has \""
            + (word.length() <= MOST_SHOWN ? word : word.substring(0, MOST_SHOWN) + "...")
            + "\", which is no feature: "
            + Spelling.advice(word, known);
      }
    }
    return null;
  }

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
