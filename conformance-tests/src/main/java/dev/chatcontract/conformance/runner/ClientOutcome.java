package dev.chatcontract.conformance.runner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, as the client tells it. Members that do not belong to the kind are null.
 *
 * @param kind {@code ok}, {@code api-error}, {@code http-error}, {@code decode-error}, {@code
 *     transport-error}, {@code invalid-request}, {@code paging-error} or {@code not-supported}
 * @param value the decoded answer, written back as JSON
 * @param items what a pager delivered before it ended, or what a batch found
 * @param faults JSON pointers into the request, for {@code invalid-request}
 * @param message what a person would read; must not hold a signature or a key
 */
public record ClientOutcome(
    String kind,
    @Nullable Long code,
    @Nullable Integer status,
    @Nullable String info,
    @Nullable JsonNode value,
    @Nullable JsonNode items,
    @Nullable JsonNode failed,
    @Nullable JsonNode missing,
    @Nullable List<String> faults,
    @Nullable String errorClass,
    @Nullable String message) {

  /** An outcome with a kind and a message. */
  public static ClientOutcome of(String kind, @Nullable String message) {
    return new ClientOutcome(kind, null, null, null, null, null, null, null, null, null, message);
  }

  /** Success with this answer. */
  public static ClientOutcome ok(JsonNode value) {
    return new ClientOutcome("ok", null, null, null, value, null, null, null, null, null, null);
  }
}
