package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An outcome a case accepts; members that are null are not compared.
 *
 * @param kind {@code ok}, {@code api-error}, {@code http-error}, {@code decode-error}, {@code
 *     transport-error}, {@code invalid-request} or {@code paging-error}
 * @param code the API error's code
 * @param status the HTTP status
 * @param info the API error's text
 * @param value the decoded answer written back, compared as a JSON tree
 * @param items what a pager delivered, or what a batch found, in order
 * @param failed items of a batch that failed, in order
 * @param missing keys of a batch nothing was said about, in order
 * @param faults pointers into the request that must be among those named
 * @param errorClass the class the contract gives the code; compared for clients that declare {@code
 *     error-class}
 */
public record ExpectedOutcome(
    String kind,
    @Nullable Long code,
    @Nullable Integer status,
    @Nullable String info,
    @Nullable JsonNode value,
    @Nullable JsonNode items,
    @Nullable JsonNode failed,
    @Nullable JsonNode missing,
    @Nullable List<String> faults,
    @Nullable String errorClass) {

  /** Success with this tree. */
  public static ExpectedOutcome ok(JsonNode value) {
    return new ExpectedOutcome("ok", null, null, null, value, null, null, null, null, null);
  }

  /** An outcome of this kind, nothing else compared. */
  public static ExpectedOutcome kind(String kind) {
    return new ExpectedOutcome(kind, null, null, null, null, null, null, null, null, null);
  }

  /** An API error. */
  public static ExpectedOutcome api(long code, @Nullable String info, @Nullable String errorClass) {
    return new ExpectedOutcome(
        "api-error", code, null, info, null, null, null, null, null, errorClass);
  }

  /** A status other than 200. */
  public static ExpectedOutcome http(int status) {
    return new ExpectedOutcome(
        "http-error", null, status, null, null, null, null, null, null, null);
  }

  /** A request refused before it was sent, with at least these pointers named. */
  public static ExpectedOutcome invalid(List<String> faults) {
    return new ExpectedOutcome(
        "invalid-request", null, null, null, null, null, null, null, faults, null);
  }

  /** What a pager delivered. */
  public static ExpectedOutcome items(JsonNode items) {
    return new ExpectedOutcome("ok", null, null, null, null, items, null, null, null, null);
  }

  /** What a batch delivered. */
  public static ExpectedOutcome batch(JsonNode found, JsonNode failed, JsonNode missing) {
    return new ExpectedOutcome("ok", null, null, null, null, found, failed, missing, null, null);
  }
}
