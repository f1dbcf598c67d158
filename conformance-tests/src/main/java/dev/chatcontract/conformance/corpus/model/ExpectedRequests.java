package dev.chatcontract.conformance.corpus.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server may see. Whatever a case says here, each request is also held against the
 * contract: method, path, every query parameter exactly once, a signature that verifies, a fresh
 * random number, one JSON content type, strict JSON.
 *
 * @param min fewest requests
 * @param max most requests; equal to min in nearly every case
 * @param bodies the bodies by JSON value, in order; null leaves them open
 * @param bodyText the exact bytes of every body as UTF-8; null where JSON equality is enough
 * @param pace the budget that the requests together must keep to; null where time does not count
 * @param connect the authority a CONNECT must name; the requests are then proxy requests
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

  /** Exactly these bodies, one request each. */
  public static ExpectedRequests of(List<? extends JsonNode> bodies) {
    return new ExpectedRequests(
        bodies.size(), bodies.size(), List.copyOf(bodies), null, null, null);
  }

  /** A number of requests, each with the same body. */
  public static ExpectedRequests repeated(int count, JsonNode body) {
    return of(java.util.Collections.nCopies(count, body));
  }

  /** No request at all. */
  public static ExpectedRequests none() {
    return new ExpectedRequests(0, 0, List.of(), null, null, null);
  }

  /** The same within a budget. */
  public ExpectedRequests within(Pace budget) {
    return new ExpectedRequests(min, max, bodies, bodyText, budget, connect);
  }
}
