package dev.chatcontract.runtime.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.ClientOptions;
import dev.chatcontract.runtime.KeyRateLimit;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.RateLimiter;
import dev.chatcontract.runtime.RawAnswer;
import dev.chatcontract.runtime.Retry;
import dev.chatcontract.runtime.RetryPolicy;
import dev.chatcontract.runtime.Signer;
import dev.chatcontract.runtime.TimeSource;
import dev.chatcontract.runtime.failure.Failures;
import dev.chatcontract.runtime.failure.RetryDecision;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.text.Redaction;
import dev.chatcontract.runtime.transport.JsonBody;
import dev.chatcontract.runtime.transport.Outgoing;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call from its first attempt to its end: what it sends, its time, and what happens next. */
final class CallState implements Outgoing {

  /**
   * DEBUG logs events: operation, attempt, status, code, duration. TRACE logs bodies, shortened and
   * with sensitive members hidden. WARN logs what the caller would not learn otherwise. None of
   * them contains the query of a URL.
   */
  static final String LOGGER = "dev.chatcontract.calls";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

  private static final int TRACE_CHARS = 4096;

  /** A call that misses this many turns runs on a machine that is too slow to keep any. */
  private static final int MAX_TURNS = 4;

  private final Operation<?, ?> op;
  private final ClientOptions client;
  private final CallOptions options;
  private final HttpUrl url;
  private final Headers headers;
  private final byte[] body;
  private final long started;
  private final long deadlineNanos;
  private final RetryDecision decision;
  private final Failures failures;
  private final CallReports reports;

  private @Nullable RateLimiter limiter;
  private long due;
  private long putOff;
  private long left;
  private int attempt;
  private int retried;
  private boolean resigned;
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
    this.started = started;
    Duration deadline = options.deadline();
    this.deadlineNanos = (deadline != null ? deadline : client.deadline()).toNanos();
    Integer own = options.retries();
    RetryPolicy policy = client.retryPolicy();
    this.decision = new RetryDecision(policy, own != null ? own : policy.retries(), repeatable);
    this.failures = new Failures(op, url, decision, deadlineNanos, this::remaining);
    this.reports = new CallReports(op, client.observer(), client.timeSource(), started);
  }

  /** Creates its failures. */
  Failures failures() {
    return failures;
  }

  /** Logs and observes its attempts and its end. */
  CallReports reports() {
    return reports;
  }

  long maxResponseBytes() {
    return client.maxResponseBytes();
  }

  /** Returns the nanoseconds until the deadline; not positive once it has passed. */
  long remaining() {
    return deadlineNanos - (client.timeSource().nanoTime() - started);
  }

  void beginAttempt() {
    attempt++;
    failures.attempt(attempt);
    reports.attempt(attempt, client.timeSource().nanoTime());
  }

  @Override
  public CallOptions options() {
    return options;
  }

  private static @Nullable String keyIn(KeyRateLimit limit, byte[] body) {
    try {
      JsonNode key = JsonCodec.NODE.fromBytes(body).path(limit.member());
      return key.isValueNode() && !key.isNull() ? key.asText() : null;
    } catch (IOException e) {
      throw new IllegalStateException("what was just written is JSON", e);
    }
  }

  /** Returns the nanoseconds that this attempt must wait for its budgets; negative if too long. */
  long reserve(RateLimiter by) {
    return reservePerKey(by, by.reserve(op, Math.max(0, remaining())));
  }

  /** As {@link #reserve}, without waiting for the limiter. */
  CompletionStage<Long> reserveAsync(RateLimiter by) {
    CompletionStage<Long> wait = by.reserveAsync(op, Math.max(0, remaining()));
    return op.rateLimitPerKey().isEmpty()
        ? wait
        : wait.thenCompose(nanos -> reservePerKeyAsync(by, nanos));
  }

  private long reservePerKey(RateLimiter by, long wait) {
    String key = keyToReserve(wait);
    return key == null ? wait : longer(wait, by.reservePerKey(op, key, Math.max(0, remaining())));
  }

  private CompletionStage<Long> reservePerKeyAsync(RateLimiter by, long wait) {
    String key = keyToReserve(wait);
    return key == null
        ? CompletableFuture.completedFuture(wait)
        : by.reservePerKeyAsync(op, key, Math.max(0, remaining()))
            .thenApply(ofKey -> longer(wait, ofKey));
  }

  private @Nullable String keyToReserve(long wait) {
    KeyRateLimit limit = op.rateLimitPerKey().orElse(null);
    return wait < 0 || limit == null ? null : keyIn(limit, body);
  }

  private static long longer(long wait, long ofKey) {
    return ofKey < 0 ? ofKey : Math.max(wait, ofKey);
  }

  /** Sets when the limiter lets this attempt leave. */
  void leavesIn(long nanos, RateLimiter by) {
    if (op.rateLimit().isPresent()) {
      limiter = by;
      due = client.timeSource().nanoTime() + nanos;
      putOff = by.putOffNanos(op);
    }
  }

  /** Waits longer if others have left late meanwhile, so that waiting calls keep their order. */
  private void follow(RateLimiter by) {
    long now = by.putOffNanos(op);
    due += Math.max(0, now - putOff);
    putOff = now;
  }

  @Override
  public void leave() throws IOException {
    RateLimiter by = limiter;
    if (by == null) {
      return;
    }
    TimeSource time = client.timeSource();
    for (int turn = 0; turn < MAX_TURNS; turn++) {
      follow(by);
      left = time.nanoTime();
      long most = Math.max(0, remaining());
      long wait = due - left;
      if (wait < 0) {
        wait = by.late(op, -wait, most);
        due = left + wait;
        putOff = by.putOffNanos(op);
      }
      if (wait <= 0 || wait > most) {
        return;
      }
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

  @Override
  public void answered() {
    RateLimiter by = limiter;
    if (by == null) {
      return;
    }
    try {
      by.answered(op, client.timeSource().nanoTime() - left);
    } catch (Throwable e) {
      // The answer must not be lost because of that.
      LOG.warn("the rate limiter failed; the call continues", e);
    }
  }

  @Override
  public Request request(JsonBody payload) {
    return new Request.Builder().url(url).headers(headers).method(op.method(), payload).build();
  }

  @Override
  public void sign(Signer with, HttpUrl called) {
    signer = with;
    unsigned = called;
    signed = with.sign(called);
  }

  @Override
  public @Nullable HttpUrl signed(HttpUrl called, @Nullable Route route) {
    Signer.Signed ready = signed;
    if (ready == null || signer == null) {
      return null;
    }
    if (!called.equals(unsigned)) {
      // A network interceptor has changed the URL.
      sign(signer, called);
      ready = signed;
    }
    if (route != null) {
      ready.leavesBy(route);
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
    return new JsonBody(body, this);
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

  /**
   * Passes an answer to the listeners, which see more of it than its value; their exceptions are
   * logged.
   */
  void answered(Response response, @Nullable Buffer body) {
    if (client.onAnswer() == null && options.onAnswer() == null) {
      return;
    }
    RawAnswer answer =
        new RawAnswer(
            op,
            attempt,
            response.code(),
            response.headers(),
            name -> body == null ? Optional.empty() : Body.member(body, name),
            () -> body == null ? Set.of() : UnknownMembers.in(body, op.responseFields()));
    for (Consumer<RawAnswer> listener : Arrays.asList(client.onAnswer(), options.onAnswer())) {
      if (listener == null) {
        continue;
      }
      try {
        listener.accept(answer);
      } catch (Throwable e) {
        CallReports.failed("onAnswer", e);
      }
    }
  }

  /** Returns the nanoseconds to wait before the next attempt; negative if there is none. */
  long decide(ChatException failure) {
    long wait;
    if (failure instanceof ApiException api && api.retry() == Retry.RESIGN) {
      wait = resign() ? 0 : RetryDecision.NONE;
    } else {
      wait = decision.waitNanos(failure, retried, remaining(), client.random());
      if (wait >= 0) {
        retried++;
      }
    }
    if (wait >= 0 && LOG.isDebugEnabled()) {
      LOG.debug("{} attempt {} follows in {} ms", op, attempt + 1, wait / 1_000_000);
    }
    return wait;
  }

  private boolean resign() {
    if (resigned) {
      return false;
    }
    resigned = true;
    // The hook is called even if this call may not be repeated, so that the next one has a new
    // signature.
    boolean renewed = signed != null ? signed.resign() : client.onResign().getAsBoolean();
    return renewed && decision.retries() > 0 && remaining() > 0;
  }
}
