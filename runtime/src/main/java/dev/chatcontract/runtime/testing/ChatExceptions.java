package dev.chatcontract.runtime.testing;

import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ClientOptions;
import dev.chatcontract.runtime.DecodeException;
import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.HttpStatusException;
import dev.chatcontract.runtime.InvalidRequestException;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.RetryPolicy;
import dev.chatcontract.runtime.TransportException;
import dev.chatcontract.runtime.failure.Failures;
import dev.chatcontract.runtime.failure.Refusal;
import dev.chatcontract.runtime.failure.RetryDecision;
import dev.chatcontract.runtime.operation.Envelope;
import dev.chatcontract.runtime.text.Redaction;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Objects;

/**
 * Failures for tests of code that calls a client, with the message, class and retry that the
 * contract gives to real ones:
 *
 * <pre>{@code
 * when(things.readThing(any())).thenThrow(ChatExceptions.api(Operations.READ_THING, 104, "no such thing"));
 * }</pre>
 *
 * <p>Each is the failure of a first attempt.
 */
public final class ChatExceptions {
  private static final ClientOptions NOWHERE =
      ClientOptions.builder().baseUrl("https://test.invalid").build();

  private static final int HTTP_OK = 200;

  private ChatExceptions() {}

  /**
   * Creates the failure of a call that the service refused.
   *
   * @param code any code except the one for success
   * @param info the server's text
   * @throws IllegalArgumentException if the code means success, or if the operation answers without
   *     codes
   */
  public static ApiException api(Operation<?, ?> operation, long code, String info) {
    Envelope<?> envelope =
        operation
            .envelope()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        operation + " answers without a code; its refusals are HTTP statuses"));
    if (code == envelope.names().successCode()) {
      throw new IllegalArgumentException("code " + code + " of " + operation + " means success");
    }
    return failures(operation)
        .api(Objects.requireNonNull(Refusal.in(operation, envelope.names(), null, code, info)));
  }

  /**
   * Creates the failure of a call that a gateway answered with an HTTP status other than 200.
   *
   * @param body the beginning of its answer
   */
  public static HttpStatusException httpStatus(Operation<?, ?> operation, int status, String body) {
    if (status == HTTP_OK) {
      throw new IllegalArgumentException("HTTP status 200 is not a failure");
    }
    return failures(operation).http(status, Redaction.hidden(body, operation.sensitive()), -1);
  }

  /** Creates the failure of a call whose answer does not fit the contract. */
  public static DecodeException decode(Operation<?, ?> operation, DecodeException.Kind kind) {
    int status = kind == DecodeException.Kind.PAGING ? 0 : HTTP_OK;
    return failures(operation)
        .decode(kind, status, "", "", "the answer was made up for a test", null);
  }

  /**
   * Creates the failure of a call without an answer.
   *
   * @param sent whether part of the request had been sent; used if the kind leaves it open
   */
  public static TransportException transport(
      Operation<?, ?> operation, TransportException.Kind kind, boolean sent) {
    Failures failures = failures(operation);
    return switch (kind) {
      case CONNECT -> thrown(failures, new IOException("made up for a test"), false, false);
      case TIMEOUT ->
          thrown(failures, new SocketTimeoutException("made up for a test"), true, false);
      case CONNECTION_LOST -> thrown(failures, new IOException("made up for a test"), true, false);
      case CANCELLED -> thrown(failures, new IOException("made up for a test"), sent, true);
      case DEADLINE -> failures.deadline(sent, null);
      case INTERRUPTED -> failures.interrupted(sent, null);
      case RATE_LIMIT -> failures.rateLimit();
    };
  }

  /** Creates the failure of a request that breaks the contract. */
  public static InvalidRequestException invalid(Operation<?, ?> operation, Fault... faults) {
    return new InvalidRequestException(operation.name(), List.of(faults));
  }

  private static TransportException thrown(
      Failures failures, IOException failure, boolean sent, boolean cancelled) {
    return (TransportException) failures.meaning(failure, sent, false, cancelled);
  }

  private static Failures failures(Operation<?, ?> operation) {
    RetryPolicy policy = NOWHERE.retryPolicy();
    long deadline = NOWHERE.deadline().toNanos();
    Failures failures =
        new Failures(
            operation,
            NOWHERE.baseUrl(),
            new RetryDecision(policy, policy.retries(), false),
            deadline,
            () -> deadline);
    failures.attempt(1);
    return failures;
  }
}
