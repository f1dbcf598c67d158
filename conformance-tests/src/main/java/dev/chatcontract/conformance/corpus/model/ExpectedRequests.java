package dev.chatcontract.conformance.corpus.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server may receive. Each request is also checked against the contract: method, path,
 * every query parameter exactly once, a valid signature, a fresh random number, one JSON content
 * type, strict JSON.
 *
 * @param min fewest requests
 * @param max most requests; equal to min in nearly every case
 * @param bodies the expected bodies as JSON values, in order; null means that they are not checked
 * @param bodyText the exact bytes of every body as UTF-8; null if JSON equality is enough
 * @param pace the rate limit that the requests must keep to; null if time does not count
 * @param connect the authority that a CONNECT must name; the requests are then proxy requests
 */
public record ExpectedRequests(
    int min,
    int max,
    @Nullable List<JsonNode> bodies,
    @Nullable String bodyText,
    @Nullable Pace pace,
    @Nullable String connect) {

  /** At most {@code calls} within any {@code perSeconds} seconds. */
  public record Pace(int calls, int perSeconds) {}

  /** Expects exactly these bodies, one request each. */
  public static ExpectedRequests of(List<? extends JsonNode> bodies) {
    return new ExpectedRequests(
        bodies.size(), bodies.size(), List.copyOf(bodies), null, null, null);
  }

  /** Expects a number of requests with the same body. */
  public static ExpectedRequests repeated(int count, JsonNode body) {
    return of(java.util.Collections.nCopies(count, body));
  }

  /** Expects no request. */
  public static ExpectedRequests none() {
    return new ExpectedRequests(0, 0, List.of(), null, null, null);
  }

  /** Returns a copy that requires a rate limit. */
  public ExpectedRequests within(Pace budget) {
    return new ExpectedRequests(min, max, bodies, bodyText, budget, connect);
  }
}
