package dev.chatcontract.runtime.failure;

import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.DecodeException;
import dev.chatcontract.runtime.ErrorEntry;
import dev.chatcontract.runtime.HttpStatusException;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.RateLimit;
import dev.chatcontract.runtime.Retry;
import dev.chatcontract.runtime.TransportException;
import dev.chatcontract.runtime.text.Redaction;
import dev.chatcontract.runtime.transport.HookException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Turns the outcome of a call into one of the sealed exceptions and its message, and remembers
 * whether an answer was lost: from then on, the request may have been carried out.
 */
public final class Failures {
  private static final int INFO_CHARS = 300;

  private final Operation<?, ?> op;
  private final HttpUrl url;
  private final RetryDecision decision;
  private final long deadlineNanos;
  private final LongSupplier remaining;
  private int attempt;
  private boolean lost;

  /**
   * @param deadlineNanos time for the whole call
   * @param remaining supplier of the nanoseconds that are left of it
   */
  public Failures(
      Operation<?, ?> op,
      HttpUrl url,
      RetryDecision decision,
      long deadlineNanos,
      LongSupplier remaining) {
    this.op = op;
    this.url = url;
    this.decision = decision;
    this.deadlineNanos = deadlineNanos;
    this.remaining = remaining;
  }

  /** Sets the attempt to which further failures belong. */
  public void attempt(int number) {
    attempt = number;
  }

  /** Creates the failure of a call that the service refused. */
  public ApiException api(ApiException.Answered answered) {
    boolean alreadyDone = lost && op.idempotency().alreadyDone().contains(answered.code());
    if (answered.retry() == Retry.IF_IDEMPOTENT || answered.kind() == ApiException.Kind.MISMATCH) {
      lost = true;
    }
    boolean retryable = decision.mayRepeat(answered.retry());
    StringBuilder text = new StringBuilder();
    ErrorEntry entry = answered.entry();
    text.append(answered.code());
    if (entry != null) {
      text.append(' ').append(entry.name()).append(": ").append(entry.meaning());
    } else {
      text.append(": the contract does not list this code");
      op.errors()
          .range(answered.code())
          .ifPresent(range -> text.append(", its range means: ").append(range.meaning()));
    }
    endSentence(text);
    if (answered.kind() == ApiException.Kind.MISMATCH) {
      text.append(" Status \"")
          .append(shown(String.valueOf(answered.status())))
          .append("\" and code ")
          .append(answered.code())
          .append(" contradict each other, so the outcome is unknown.");
    }
    if (alreadyDone) {
      text.append(
          " The answer to an earlier attempt was lost, and this code can mean that it was carried out: verify before anything else.");
    } else if (entry != null && !entry.action().isEmpty()) {
      text.append(' ').append(entry.action());
      endSentence(text);
    }
    if (!alreadyDone) {
      text.append(verify());
    }
    if (answered.info() != null && !answered.info().isEmpty()) {
      text.append(" Server: \"").append(shown(answered.info())).append('"').append('.');
    }
    text.append(" (")
        .append(answered.errorClass().wireName())
        .append(", retry ")
        .append(answered.retry().wireName())
        .append(", ")
        .append(attempts())
        .append(')');
    return new ApiException(answered, text.toString(), attempt, retryable, unverified());
  }

  /** Creates the failure of a call with an HTTP status that does not mean success. */
  public HttpStatusException http(int status, String snippet, long retryAfterSeconds) {
    // A proxy that replaces the answer of the service says 203, or whatever else means success.
    lost |= RetryDecision.isUnclear(status) || (status >= 200 && status < 300);
    String message =
        "HTTP status "
            + status
            + ": a gateway or proxy answered, not the service."
            + (status >= 300 && status < 400
                ? " Redirects are not followed, since the signature is in the URL: correct the base URL."
                : "")
            + verify()
            + " Body: "
            + (snippet.isEmpty() ? "empty" : "\"" + snippet + "\"")
            + " ("
            + attempts()
            + ')';
    return new HttpStatusException(
        op.name(), status, snippet, retryAfterSeconds, message, attempt, unverified());
  }

  /** Creates the failure of a call whose answer does not fit the contract. */
  public DecodeException decode(
      DecodeException.Kind kind,
      int status,
      String pointer,
      String snippet,
      String problem,
      @Nullable Throwable cause) {
    lost = true;
    String message =
        problem
            + '.'
            + verify()
            + (snippet.isEmpty() ? "" : " Body: \"" + snippet + "\"")
            + " ("
            + attempts()
            + ')';
    return new DecodeException(
        op.name(), kind, status, pointer, snippet, message, attempt, unverified(), cause);
  }

  /**
   * Returns what the caller gets for something thrown: one of the sealed exceptions, or the same
   * object if it is unchecked and comes from a hook. Never throws.
   *
   * @param sent whether sending the body had begun
   * @param interrupted whether the thread was interrupted
   * @param cancelled whether the call was cancelled or the client closed
   */
  public Throwable meaning(Throwable thrown, boolean sent, boolean interrupted, boolean cancelled) {
    Throwable t = thrown instanceof HookException hook ? hook.thrown() : thrown;
    if (t instanceof ChatException || t instanceof Error) {
      return t;
    }
    try {
      if (interrupted) {
        return interrupted(sent, t);
      }
      return t instanceof IOException e
          ? transport(e, sent, cancelled)
          : uncheckedOrWrapped(t, sent);
    } catch (Throwable clockFailed) {
      return uncheckedOrWrapped(clockFailed, sent);
    }
  }

  private Throwable uncheckedOrWrapped(Throwable t, boolean sent) {
    if (t instanceof RuntimeException || t instanceof Error) {
      return t;
    }
    // Kotlin and others throw checked exceptions without declaring them, so Java cannot catch them.
    lost |= sent;
    return transport(
        sent ? TransportException.Kind.CONNECTION_LOST : TransportException.Kind.CONNECT,
        "a hook threw "
            + t.getClass().getName()
            + (sent ? " after the request had begun to leave" : ", nothing was sent"),
        sent,
        t);
  }

  /** Returns an exception to throw; the result of {@link #meaning} is never a checked one. */
  public static RuntimeException unchecked(Throwable end) {
    if (end instanceof Error error) {
      throw error;
    }
    return (RuntimeException) end;
  }

  private TransportException transport(IOException e, boolean sent, boolean cancelled) {
    lost |= sent;
    TransportException.Kind kind;
    String problem;
    if (isDeadline(e)) {
      return deadline(sent, e);
    } else if (cancelled) {
      kind = TransportException.Kind.CANCELLED;
      problem = "the call was cancelled or the client closed";
    } else if (!sent) {
      kind = TransportException.Kind.CONNECT;
      problem = "no connection to " + url.host() + ":" + url.port() + ", nothing was sent";
    } else if (e instanceof SocketTimeoutException) {
      kind = TransportException.Kind.TIMEOUT;
      problem = "the connection to " + url.host() + " fell silent";
    } else {
      kind = TransportException.Kind.CONNECTION_LOST;
      problem = "the connection to " + url.host() + " broke before the whole answer arrived";
    }
    return transport(kind, problem + cause(e), sent, e);
  }

  private TransportException transport(
      TransportException.Kind kind, String problem, boolean sent, @Nullable Throwable cause) {
    return new TransportException(
        op.name(),
        kind,
        problem + '.' + verify() + " (" + attempts() + ')',
        attempt,
        sent,
        unverified(),
        cause);
  }

  /** Creates the failure of a call whose deadline has passed. */
  public TransportException deadline(boolean sent, @Nullable Throwable cause) {
    lost |= sent;
    return transport(
        TransportException.Kind.DEADLINE,
        "no answer within the deadline of " + TimeUnit.NANOSECONDS.toMillis(deadlineNanos) + " ms",
        sent,
        cause);
  }

  /** Creates the failure of a call that was cancelled before it was sent. */
  public TransportException cancelled() {
    return transport(TransportException.Kind.CANCELLED, "the call was cancelled", false, null);
  }

  /** Creates the failure of a call whose client or executor was closed. */
  public TransportException closed(@Nullable Throwable cause) {
    return transport(
        TransportException.Kind.CANCELLED, "the client or its executor was closed", false, cause);
  }

  /** Creates the failure of a call that would have to wait too long for the limiter. */
  public TransportException rateLimit() {
    RateLimit limit = op.rateLimit().orElse(null);
    return transport(
        TransportException.Kind.RATE_LIMIT,
        "the wait for the rate limit"
            + (limit == null ? "" : " of " + limit.calls() + " per " + limit.perSeconds() + " s")
            + " would pass the deadline",
        false,
        null);
  }

  /** Creates the failure of a call whose thread was interrupted. */
  public TransportException interrupted(boolean sent, @Nullable Throwable cause) {
    lost |= sent;
    String why = cause instanceof IOException e ? cause(e) : "";
    return transport(
        TransportException.Kind.INTERRUPTED, "the thread was interrupted" + why, sent, cause);
  }

  private boolean unverified() {
    return lost && !op.idempotency().isAlways();
  }

  private String verify() {
    return unverified()
        ? " The request may have been carried out: verify before it is repeated."
        : "";
  }

  private String attempts() {
    return attempt == 1 ? "1 attempt" : attempt + " attempts";
  }

  private String shown(String text) {
    return Redaction.shown(text, op.sensitive(), INFO_CHARS);
  }

  private String cause(IOException e) {
    String message = e.getMessage();
    return message == null || message.isEmpty() ? "" : ": " + shown(message);
  }

  private static void endSentence(StringBuilder text) {
    if (text.charAt(text.length() - 1) != '.') {
      text.append('.');
    }
  }

  /**
   * Returns whether the deadline has passed. OkHttp's call timeout has exactly this message; other
   * InterruptedIOExceptions have other causes.
   */
  private boolean isDeadline(IOException e) {
    return remaining.getAsLong() <= 0
        || (e instanceof InterruptedIOException
            && !(e instanceof SocketTimeoutException)
            && "timeout".equals(e.getMessage()));
  }
}
