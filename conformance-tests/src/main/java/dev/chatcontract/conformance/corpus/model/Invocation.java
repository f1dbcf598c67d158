package dev.chatcontract.conformance.corpus.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What the client under test must do.
 *
 * @param count how many times the same call is made; each must end as the case expects
 * @param concurrent whether those calls are made at the same time
 * @param region a region id: the client then uses that region's own host through the case's server
 *     as HTTP proxy, so that nothing leaves the machine
 */
public record Invocation(
    Mode mode,
    JsonNode arguments,
    Credentials credentials,
    CallSettings options,
    int count,
    boolean concurrent,
    @Nullable String region) {

  /** Returns an invocation with one plain call. */
  public static Invocation call(JsonNode arguments, CallSettings options) {
    return new Invocation(Mode.CALL, arguments, Credentials.DEFAULT, options, 1, false, null);
  }

  /** Returns a copy with other arguments. */
  public Invocation withArguments(JsonNode other) {
    return new Invocation(mode, other, credentials, options, count, concurrent, region);
  }

  /** Returns a copy with other options. */
  public Invocation withOptions(CallSettings other) {
    return new Invocation(mode, arguments, credentials, other, count, concurrent, region);
  }

  /** Returns a copy with another mode. */
  public Invocation withMode(Mode other) {
    return new Invocation(other, arguments, credentials, options, count, concurrent, region);
  }

  /** Returns a copy with other credentials. */
  public Invocation withCredentials(Credentials other) {
    return new Invocation(mode, arguments, other, options, count, concurrent, region);
  }

  /** Returns a copy that calls a region's own host. */
  public Invocation withRegion(String id) {
    return new Invocation(mode, arguments, credentials, options, count, concurrent, id);
  }

  /** Returns a copy that makes the call several times. */
  public Invocation times(int calls, boolean atOnce) {
    return new Invocation(mode, arguments, credentials, options, calls, atOnce, region);
  }
}
