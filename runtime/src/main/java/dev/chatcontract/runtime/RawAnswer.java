package dev.chatcontract.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Headers;

/**
 * What an answer contains in addition to its value: HTTP status, headers, and any member of its
 * body, such as the server's request ID, whether or not the contract has it. See {@link
 * CallOptions#onAnswer}; do not keep it after the listener has returned.
 */
public final class RawAnswer {
  private final Operation<?, ?> operation;
  private final int attempt;
  private final int status;
  private final Headers headers;
  private final Function<String, Optional<String>> members;
  private final Supplier<Set<String>> unknown;

  /**
   * For clients, and for tests of a listener.
   *
   * @param members function that returns a member of the body by its name, see {@link #member}
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
   * As the shorter constructor, with the body's unknown members.
   *
   * @param unknown supplier of the members that the contract does not contain, see {@link
   *     #unknownMembers}
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

  /** Returns the operation that was called. */
  public Operation<?, ?> operation() {
    return operation;
  }

  /** Returns the number of the attempt that was answered, from 1. */
  public int attempt() {
    return attempt;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns all headers, with names in lower case. */
  public Map<String, List<String>> headers() {
    return headers.toMultimap();
  }

  /** Returns the last value of a header; case does not matter. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * Returns the text or number with this name at the top level of the body; empty if there is none,
   * if the status is not 200, or if the body is too large. The answer may be a failure or not fit
   * the contract.
   */
  public Optional<String> member(String name) {
    return members.apply(name);
  }

  /**
   * Returns the paths, such as {@code Things.Mood}, of members that the contract does not contain,
   * without their values. This reads the body once more, so call it for a sample of the answers;
   * see {@link ContractDrift}.
   */
  public Set<String> unknownMembers() {
    return unknown.get();
  }

  /** Returns operation, attempt and status, but no headers, which may be secret. */
  @Override
  public String toString() {
    return operation + " attempt " + attempt + " answered with HTTP status " + status;
  }
}
