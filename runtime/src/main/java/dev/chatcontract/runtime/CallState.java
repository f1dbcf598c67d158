package dev.chatcontract.runtime;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call from its first attempt to its end: what it may still do, and what its failures mean. */
final class CallState {

  /**
   * DEBUG tells that something happened: operation, attempt, status, code, duration. TRACE tells
   * what was said: bodies, shortened, sensitive members hidden. WARN is for what the caller would
   * not learn otherwise. URLs' queries are in none of them.
   */
  private static final Logger LOG = LoggerFactory.getLogger("dev.chatcontract.calls");

  private static final int TRACE_CHARS = 4096;
  private static final int INFO_CHARS = 300;

  /** A call that misses so many turns is on a machine that keeps none. */
  private static final int MAX_TURNS = 4;

  /** Answers of a gateway that refused or asked for patience before the service saw the request. */
  private static final int TOO_MANY_REQUESTS = 429;

  private static final int REQUEST_TIMEOUT = 408;
  private static final int FIRST_SERVER_ERROR = 500;

  private final Operation<?, ?> op;
  private final ClientOptions client;
  private final CallOptions options;
  private final HttpUrl url;
  private final Headers headers;
  private final byte[] body;
  private final boolean repeatable;
  private final long started;
  private final long deadlineNanos;
  private final int retries;

  private @Nullable RateLimiter limiter;
  private long due;
  private int attempt;
  private long attemptStarted;
  private int retried;
  private boolean resigned;
  private boolean lost;
  private @Nullable Signer signer;
  private @Nullable HttpUrl unsigned;
  private Signer.@Nullable Signed signed;

  CallState(
      Operation<?, ?> op,
      ClientOptions client,
      CallOptions options,
      HttpUrl url,
      Headers headers,
      byte[] body,
      boolean repeatable,
      long started) {
    this.op = op;
    this.client = client;
    this.options = options;
    this.url = url;
    this.headers = headers;
    this.body = body;
    this.repeatable = repeatable;
    this.started = started;
    Duration deadline = options.deadline();
    this.deadlineNanos = (deadline != null ? deadline : client.deadline()).toNanos();
    Integer own = options.retries();
    this.retries = own != null ? own : client.retryPolicy().retries();
  }

  Operation<?, ?> operation() {
    return op;
  }

  long maxResponseBytes() {
    return client.maxResponseBytes();
  }

  /** Nanoseconds until the deadline; not positive once it has passed. */
  long remaining() {
    return deadlineNanos - (client.timeSource().nanoTime() - started);
  }

  void beginAttempt() {
    attempt++;
    attemptStarted = client.timeSource().nanoTime();
  }

  boolean hasTimeouts() {
    return options.hasTimeouts();
  }

  CallOptions options() {
    return options;
  }

  /** The limiter lets this attempt leave when so much time has passed. */
  void leavesIn(long nanos, RateLimiter by) {
    if (op.rateLimitOrNull() != null) {
      limiter = by;
      due = client.timeSource().nanoTime() + nanos;
    }
  }

  /** Holds an attempt that is about to leave too late, for as long as the limiter says. */
  void leave() throws IOException {
    RateLimiter by = limiter;
    if (by == null) {
      return;
    }
    TimeSource time = client.timeSource();
    for (int turn = 0; turn < MAX_TURNS; turn++) {
      long now = time.nanoTime();
      long wait = now > due ? by.late(op, now - due, Math.max(0, remaining())) : 0;
      if (wait <= 0) {
        return;
      }
      due = now + wait;
      try {
        time.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(e);
        throw interrupted;
      }
    }
  }

  /** The request of this attempt, not signed. */
  Request request(JsonBody payload) {
    return new Request.Builder()
        .url(url)
        .headers(headers)
        .method(op.method(), payload)
        .tag(CallState.class, this)
        .build();
  }

  /** Signs the URL that the attempt is about to call. */
  void sign(Signer with, HttpUrl called) {
    signer = with;
    unsigned = called;
    signed = with.sign(called);
  }

  /** The signed form of the URL that is called in the end, or null if nobody signs. */
  @Nullable HttpUrl signed(HttpUrl called) {
    Signer.Signed ready = signed;
    if (ready == null || signer == null) {
      return null;
    }
    if (!called.equals(unsigned)) {
      // A network interceptor went elsewhere.
      sign(signer, called);
      ready = signed;
    }
    return ready.url();
  }

  JsonBody payload() {
    if (LOG.isTraceEnabled()) {
      LOG.trace(
          "{} attempt {} sends {}",
          op,
          attempt,
          Redaction.shown(new String(body, StandardCharsets.UTF_8), op.sensitive(), TRACE_CHARS));
    }
    return new JsonBody(body);
  }

  void traceAnswer(Buffer bytes) {
    if (LOG.isTraceEnabled()) {
      LOG.trace(
          "{} attempt {} receives {}",
          op,
          attempt,
          Redaction.shown(bytes.snapshot().utf8(), op.sensitive(), TRACE_CHARS));
    }
  }

  /** Shows an answer to whoever wants more of it than its value; what they throw is theirs. */
  void answered(Response response, @Nullable Buffer body) {
    if (client.onAnswer() == null && options.onAnswer() == null) {
      return;
    }
    RawAnswer answer = new RawAnswer(op, attempt, response.code(), response.headers(), body);
    for (Consumer<RawAnswer> listener : Arrays.asList(client.onAnswer(), options.onAnswer())) {
      if (listener == null) {
        continue;
      }
      try {
        listener.accept(answer);
      } catch (Throwable e) {
        LOG.warn("onAnswer failed; the call goes on", e);
      }
    }
  }

  // ---- what failures mean

  ApiException apiFailure(ApiException.Answered answered) {
    boolean alreadyDone =
        lost
            && op.idempotency().alreadyDone().isPresent()
            && op.idempotency().alreadyDone().getAsLong() == answered.code();
    if (answered.retry() == Retry.IF_IDEMPOTENT || answered.kind() == ApiException.Kind.MISMATCH) {
      lost = true;
    }
    boolean retryable = mayRepeat(answered.retry());
    StringBuilder text = new StringBuilder();
    ErrorEntry entry = answered.entry();
    text.append(answered.code());
    if (entry != null) {
      text.append(' ').append(entry.name()).append(": ").append(entry.meaning());
    } else {
      text.append(": the contract does not list this code");
      op.errors()
          .range(answered.code())
          .ifPresent(range -> text.append(", its range stands for: ").append(range.meaning()));
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

  HttpStatusException httpFailure(int status, String snippet, long retryAfterSeconds) {
    if (status >= FIRST_SERVER_ERROR || status == REQUEST_TIMEOUT) {
      lost = true;
    }
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

  DecodeException decodeFailure(
      DecodeException.Kind kind,
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
        op.name(), kind, 200, pointer, snippet, message, attempt, unverified(), cause);
  }

  /**
   * What the caller gets for something thrown: the sealed exceptions, or itself if it is unchecked
   * and comes from a hook. Never throws.
   *
   * @param sent whether the body had begun to leave
   * @param interrupted whether the thread was interrupted
   * @param cancelled whether the call was cancelled or the client closed
   */
  Throwable meaning(Throwable thrown, boolean sent, boolean interrupted, boolean cancelled) {
    Throwable t = thrown instanceof HookException hook ? hook.thrown() : thrown;
    if (t instanceof ChatException || t instanceof Error) {
      return t;
    }
    try {
      if (interrupted) {
        return interruptedFailure(sent, t);
      }
      return t instanceof IOException e
          ? transportFailure(e, sent, cancelled)
          : uncheckedOrWrapped(t, sent);
    } catch (Throwable clockFailed) {
      return uncheckedOrWrapped(clockFailed, sent);
    }
  }

  private Throwable uncheckedOrWrapped(Throwable t, boolean sent) {
    if (t instanceof RuntimeException || t instanceof Error) {
      return t;
    }
    // Kotlin and others throw checked exceptions that they do not declare: nobody could catch them.
    lost |= sent;
    return transportFailure(
        sent ? TransportException.Kind.CONNECTION_LOST : TransportException.Kind.CONNECT,
        "a hook threw "
            + t.getClass().getName()
            + (sent ? " after the request had begun to leave" : ", nothing was sent"),
        sent,
        t);
  }

  /** To be thrown; what {@link #meaning} gives is never checked. */
  static RuntimeException unchecked(Throwable end) {
    if (end instanceof Error error) {
      throw error;
    }
    return (RuntimeException) end;
  }

  private TransportException transportFailure(IOException e, boolean sent, boolean cancelled) {
    lost |= sent;
    TransportException.Kind kind;
    String problem;
    if (isDeadline(e)) {
      return deadlineFailure(sent, e);
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
      problem = "the connection to " + url.host() + " broke before the whole answer was there";
    }
    return transportFailure(kind, problem + cause(e), sent, e);
  }

  TransportException transportFailure(
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

  TransportException deadlineFailure(boolean sent, @Nullable Throwable cause) {
    lost |= sent;
    return transportFailure(
        TransportException.Kind.DEADLINE,
        "no answer within the deadline of " + TimeUnit.NANOSECONDS.toMillis(deadlineNanos) + " ms",
        sent,
        cause);
  }

  TransportException cancelledFailure() {
    return transportFailure(
        TransportException.Kind.CANCELLED, "the call was cancelled", false, null);
  }

  TransportException closedFailure(@Nullable Throwable cause) {
    return transportFailure(
        TransportException.Kind.CANCELLED, "the client or its executor was closed", false, cause);
  }

  TransportException rateLimitFailure() {
    RateLimit limit = op.rateLimitOrNull();
    return transportFailure(
        TransportException.Kind.RATE_LIMIT,
        "the wait for the rate limit"
            + (limit == null ? "" : " of " + limit.calls() + " per " + limit.perSeconds() + " s")
            + " would pass the deadline",
        false,
        null);
  }

  TransportException interruptedFailure(boolean sent, @Nullable Throwable cause) {
    lost |= sent;
    String why = cause instanceof IOException e ? cause(e) : "";
    return transportFailure(
        TransportException.Kind.INTERRUPTED, "the thread was interrupted" + why, sent, cause);
  }

  // ---- what happens next

  /** Nanoseconds to wait before the next attempt, or a negative number if there is to be none. */
  long decide(ChatException failure) {
    long wait = -1;
    if (failure instanceof ApiException api) {
      wait = afterRefusal(api);
    } else if (failure instanceof HttpStatusException http) {
      boolean safe = http.status() == TOO_MANY_REQUESTS;
      boolean unclear = http.status() >= FIRST_SERVER_ERROR || http.status() == REQUEST_TIMEOUT;
      if (safe || (unclear && repeatable)) {
        wait = backoff(http.retryAfterSeconds().orElse(0));
      }
    } else if (failure instanceof TransportException transport && mayRepeat(transport)) {
      wait = backoff(0);
    }
    if (wait >= 0 && LOG.isDebugEnabled()) {
      LOG.debug("{} attempt {} follows in {} ms", op, attempt + 1, wait / 1_000_000);
    }
    return wait;
  }

  private long afterRefusal(ApiException api) {
    if (api.retry() == Retry.RESIGN) {
      if (resigned) {
        return -1;
      }
      resigned = true;
      // The hook is called even if this call may not be repeated, so that the next one has a new
      // signature.
      boolean renewed = signed != null ? signed.resign() : client.onResign().getAsBoolean();
      return renewed && retries > 0 && remaining() > 0 ? 0 : -1;
    }
    if (!api.retryable()) {
      return -1;
    }
    long seconds =
        api.entry().map(ErrorEntry::retryAfterSeconds).map(Integer::longValue).orElse(0L);
    return backoff(seconds);
  }

  private long backoff(long atLeastSeconds) {
    if (retried >= retries) {
      return -1;
    }
    long wait =
        Math.max(
            client.retryPolicy().delayNanos(retried, client.random().getAsDouble()),
            TimeUnit.SECONDS.toNanos(atLeastSeconds));
    if (wait >= remaining()) {
      return -1;
    }
    retried++;
    return wait;
  }

  private boolean mayRepeat(Retry retry) {
    return switch (retry) {
      case NEVER -> false;
      case SAFE, RESIGN -> true;
      case IF_IDEMPOTENT -> repeatable;
    };
  }

  private boolean mayRepeat(TransportException failure) {
    return switch (failure.kind()) {
      case CONNECT, TIMEOUT, CONNECTION_LOST -> !failure.sent() || repeatable;
      case DEADLINE, RATE_LIMIT, INTERRUPTED, CANCELLED -> false;
    };
  }

  // ---- telling

  /** Logs and tells the observer that an attempt ended. Never throws. */
  void attempted(@Nullable Throwable failure, int httpStatus) {
    try {
      if (LOG.isDebugEnabled()) {
        LOG.debug(
            "{} attempt {}: {} status {} code {} in {} ms",
            op,
            attempt,
            outcome(failure),
            httpStatus,
            code(failure),
            (client.timeSource().nanoTime() - attemptStarted) / 1_000_000);
      }
      if (client.observer() != Observer.NONE) {
        client.observer().attempted(report(failure, httpStatus, attemptStarted));
      }
    } catch (Throwable e) {
      notTold(e);
    }
  }

  /** Tells the observer that the call ended. Never throws. */
  void called(@Nullable Throwable failure, int httpStatus) {
    try {
      if (client.observer() != Observer.NONE) {
        client.observer().called(report(failure, httpStatus, started));
      }
    } catch (Throwable e) {
      notTold(e);
    }
  }

  private static void notTold(Throwable e) {
    if (Interruption.isIn(e)) {
      Thread.currentThread().interrupt();
    }
    try {
      LOG.warn("the observer failed; the call goes on", e);
    } catch (Throwable unloggable) {
      // An exception whose message cannot be made, or no stack left to log it with.
    }
  }

  private Observer.Report report(@Nullable Throwable failure, int httpStatus, long from) {
    return new Observer.Report(
        op,
        attempt,
        outcome(failure),
        code(failure),
        httpStatus,
        client.timeSource().nanoTime() - from);
  }

  private static long code(@Nullable Throwable failure) {
    return failure instanceof ApiException api ? api.code() : 0;
  }

  static Observer.Outcome outcome(@Nullable Throwable failure) {
    if (failure == null) {
      return Observer.Outcome.OK;
    } else if (failure instanceof ApiException) {
      return Observer.Outcome.API_ERROR;
    } else if (failure instanceof HttpStatusException) {
      return Observer.Outcome.HTTP_ERROR;
    } else if (failure instanceof DecodeException) {
      return Observer.Outcome.DECODE_ERROR;
    } else if (failure instanceof TransportException) {
      return Observer.Outcome.TRANSPORT_ERROR;
    } else if (failure instanceof InvalidRequestException) {
      return Observer.Outcome.INVALID_REQUEST;
    }
    return Observer.Outcome.OTHER;
  }

  // ---- words

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
   * OkHttp's own timeout of a call says just this; other InterruptedIOExceptions have other causes.
   */
  private boolean isDeadline(IOException e) {
    return remaining() <= 0
        || (e instanceof InterruptedIOException
            && !(e instanceof SocketTimeoutException)
            && "timeout".equals(e.getMessage()));
  }
}
