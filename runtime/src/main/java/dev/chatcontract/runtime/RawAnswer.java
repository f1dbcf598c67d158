package dev.chatcontract.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Headers;

/**
 * What an answer says besides its value: HTTP status, headers, and members of its body that the
 * contract need not know, such as the server's number of the request. See {@link
 * CallOptions#onAnswer}; not to be kept after that call.
 */
public final class RawAnswer {
  private final Operation<?, ?> operation;
  private final int attempt;
  private final int status;
  private final Headers headers;
  private final Function<String, Optional<String>> members;
  private final Supplier<Set<String>> unknown;

  /**
   * Made by a client, or by a test of a listener.
   *
   * @param members gives a member of the body by its name, see {@link #member}
   */
  public RawAnswer(
      Operation<?, ?> operation,
      int attempt,
      int status,
      Headers headers,
      Function<String, Optional<String>> members) {
    this(operation, attempt, status, headers, members, Set::of);
  }

  /**
   * The same with more of the body.
   *
   * @param unknown gives the members that the contract does not know, see {@link #unknownMembers}
   */
  public RawAnswer(
      Operation<?, ?> operation,
      int attempt,
      int status,
      Headers headers,
      Function<String, Optional<String>> members,
      Supplier<Set<String>> unknown) {
    this.operation = operation;
    this.attempt = attempt;
    this.status = status;
    this.headers = headers;
    this.members = members;
    this.unknown = unknown;
  }

  /** The operation that was called. */
  public Operation<?, ?> operation() {
    return operation;
  }

  /** Which attempt was answered, from 1. */
  public int attempt() {
    return attempt;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** All headers; names in lower case. */
  public Map<String, List<String>> headers() {
    return headers.toMultimap();
  }

  /** The last value of a header; case does not matter. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * A text or number that the body has at its top level under this name; empty if there is none, or
   * if the status is not 200. The answer need not be a success, nor be as the contract says.
   */
  public Optional<String> member(String name) {
    return members.apply(name);
  }

  /**
   * Paths, such as {@code Things.Mood}, of members that the contract does not know; names without
   * values. The body is read for it once more, so ask for a part of all answers; see {@link
   * ContractDrift}.
   */
  public Set<String> unknownMembers() {
    return unknown.get();
  }

  /** Operation, attempt and status; headers may be secret. */
  @Override
  public String toString() {
    return operation + " attempt " + attempt + " answered with HTTP status " + status;
  }
}
