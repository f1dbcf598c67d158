package dev.chatcontract.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out operations over HTTP; generated clients are a thin layer over it. One instance serves
 * all threads.
 */
public final class OperationCaller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperationCaller.class);

  private final ClientOptions options;
  private final Transport transport;
  private final RateLimiter limiter;
  private final CallWatch watch = new CallWatch();
  private final TimeSource time;
  private final Headers headers;
  private final Map<Operation<?, ?>, HttpUrl> urls = new ConcurrentHashMap<>();

  private OperationCaller(ClientOptions options) {
    this.options = options;
    this.transport = new Transport(options);
    this.time = options.timeSource();
    RateLimiter given = options.rateLimiter();
    this.limiter = given != null ? given : Bucket4jRateLimiter.local(time);
    this.headers = Headers.of("User-Agent", options.userAgent());
  }

  /** A caller with its own threads and connections, unless the options bring an OkHttp client. */
  public static OperationCaller create(ClientOptions options) {
    return new OperationCaller(options);
  }

  /** Calls and waits for the answer. */
  public <Q, R> R call(Operation<Q, R> op, Q request, CallOptions callOptions) {
    return blocking(prepare(op, request, callOptions), Answer.typed(op));
  }

  /**
   * Calls without waiting; the future fails with a {@link ChatException}. Cancelling it cancels the
   * request.
   */
  public <Q, R> CompletableFuture<R> callAsync(
      Operation<Q, R> op, Q request, CallOptions callOptions) {
    return async(() -> prepare(op, request, callOptions), Answer.typed(op));
  }

  /**
   * Calls with a body as a tree, sent as it is, and gives the answer as a tree; the same rules hold
   * as for typed calls.
   */
  public JsonNode callRaw(Operation<?, ?> op, JsonNode body, CallOptions callOptions) {
    return blocking(prepareTree(op, body, callOptions), Answer.tree(op));
  }

  /** As {@link #callRaw}, without waiting. */
  public CompletableFuture<JsonNode> callRawAsync(
      Operation<?, ?> op, JsonNode body, CallOptions callOptions) {
    return async(() -> prepareTree(op, body, callOptions), Answer.tree(op));
  }

  /** All pages from the one that {@code first} asks for, fetched when needed. */
  public <Q, R, C, I> Pager<R, I> pages(
      Operation<Q, R> op, Paging<Q, R, C, I> paging, Q first, CallOptions callOptions) {
    return new Pager<>(
        () -> new PageWalk<>(op, paging, first).iterator(q -> call(op, q, callOptions)),
        page -> {
          List<I> items = paging.items().apply(page);
          return items == null ? Collections.emptyIterator() : items.iterator();
        });
  }

  /**
   * Gives page after page to {@code each} until that returns false or the last one was given; the
   * future is done then. Never two pages at a time.
   */
  public <Q, R, C> CompletableFuture<Void> pagesAsync(
      Operation<Q, R> op,
      Paging<Q, R, C, ?> paging,
      Q first,
      Predicate<? super R> each,
      CallOptions callOptions) {
    SerialFuture<Void> end = new SerialFuture<>();
    nextPage(op, new PageWalk<>(op, paging, first), each, callOptions, end);
    return end;
  }

  /**
   * Asks for any number of keys, as many at a time as the contract allows, one request after the
   * other. A request that fails as a whole ends it: the exception holds what was gathered, see
   * {@link ChatException#partial()}.
   */
  public <Q, R, K, I> BatchResult<K, I> batch(
      Operation<Q, R> op, Batching<Q, R, K, I> batching, Q all, CallOptions callOptions) {
    Batch<Q, R, K, I> batch = new Batch<>(op, batching, all);
    while (batch.hasNext()) {
      try {
        batch.add(call(op, batch.next(), callOptions));
      } catch (ChatException e) {
        e.partial(batch.result());
        throw e;
      }
    }
    return batch.result();
  }

  /** As {@link #batch}, without waiting. */
  public <Q, R, K, I> CompletableFuture<BatchResult<K, I>> batchAsync(
      Operation<Q, R> op, Batching<Q, R, K, I> batching, Q all, CallOptions callOptions) {
    Batch<Q, R, K, I> batch = new Batch<>(op, batching, all);
    SerialFuture<BatchResult<K, I>> result = new SerialFuture<>();
    nextChunk(batch, op, callOptions, result);
    return result;
  }

  /**
   * Frees threads and connections of its own and cancels its calls in flight; a client that was
   * handed in is left alone.
   */
  @Override
  public void close() {
    transport.close();
    watch.cancelAll();
  }

  private <Q, R> void nextPage(
      Operation<Q, R> op,
      PageWalk<Q, R, ?> walk,
      Predicate<? super R> each,
      CallOptions callOptions,
      SerialFuture<Void> end) {
    CompletableFuture<R> call = callAsync(op, walk.request(), callOptions);
    end.current(call);
    CompletionStage<R> answered = call;
    answered.whenComplete(
        (page, failure) -> {
          if (failure != null) {
            end.completeExceptionally(failure);
            return;
          }
          try {
            walk.took(page);
            if (!each.test(page) || !walk.hasNext()) {
              end.complete(null);
            } else if (!end.isDone()) {
              nextPage(op, walk, each, callOptions, end);
            }
          } catch (RuntimeException e) {
            end.completeExceptionally(e);
          }
        });
  }

  private <Q, R, K, I> void nextChunk(
      Batch<Q, R, K, I> batch,
      Operation<Q, R> op,
      CallOptions callOptions,
      SerialFuture<BatchResult<K, I>> result) {
    if (!batch.hasNext()) {
      result.complete(batch.result());
      return;
    }
    CompletableFuture<R> chunk = callAsync(op, batch.next(), callOptions);
    result.current(chunk);
    CompletionStage<R> answered = chunk;
    answered.whenComplete(
        (answer, failure) -> {
          if (failure != null) {
            if (failure instanceof ChatException e) {
              e.partial(batch.result());
            }
            result.completeExceptionally(failure);
            return;
          }
          try {
            batch.add(answer);
            nextChunk(batch, op, callOptions, result);
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
  }

  // ---- before the first attempt

  private <Q> CallState prepare(Operation<Q, ?> op, Q request, CallOptions callOptions) {
    long started = begin();
    if (validation(callOptions) != Validation.OFF) {
      act(op, op.check(request), callOptions, started);
    }
    byte[] body;
    try {
      body = op.request().toBytes(request);
    } catch (IOException e) {
      throw new InvalidRequestException(
          op.name(), List.of(new Fault("", "json", e.getMessage(), Fault.Severity.ERROR)));
    }
    return state(op, callOptions, body, op.idempotency().holds(request), started);
  }

  private <Q> CallState prepareTree(Operation<Q, ?> op, JsonNode body, CallOptions callOptions) {
    long started = begin();
    if (validation(callOptions) != Validation.OFF) {
      List<Fault> faults;
      try {
        faults = op.check(op.request().fromTree(body));
      } catch (JsonShapeException e) {
        faults =
            List.of(new Fault(e.pointer(), "type", e.getOriginalMessage(), Fault.Severity.ERROR));
      } catch (IOException e) {
        faults = List.of(new Fault("", "json", e.getMessage(), Fault.Severity.ERROR));
      }
      act(op, faults, callOptions, started);
    }
    byte[] bytes;
    try {
      bytes = JsonCodec.NODE.toBytes(body);
    } catch (IOException e) {
      throw new InvalidRequestException(
          op.name(), List.of(new Fault("", "json", e.getMessage(), Fault.Severity.ERROR)));
    }
    return state(op, callOptions, bytes, op.idempotency().holdsForTree(body), started);
  }

  private long begin() {
    if (transport.closed()) {
      throw new IllegalStateException("the client is closed");
    }
    return time.nanoTime();
  }

  private Validation validation(CallOptions callOptions) {
    Validation own = callOptions.validation();
    return own != null ? own : options.validation();
  }

  private void act(Operation<?, ?> op, List<Fault> faults, CallOptions callOptions, long started) {
    if (faults.isEmpty()) {
      return;
    }
    if (validation(callOptions) == Validation.STRICT && InvalidRequestException.stops(faults)) {
      InvalidRequestException e = new InvalidRequestException(op.name(), faults);
      new CallState(
              op, options, callOptions, options.baseUrl(), headers, new byte[0], false, started)
          .called(e, 0);
      throw e;
    }
    for (Fault fault : faults) {
      // The message may show the value, so only place and rule are logged.
      LOG.warn("{} is sent although {} breaks {}", op, fault.pointer(), fault.rule());
    }
  }

  private CallState state(
      Operation<?, ?> op, CallOptions callOptions, byte[] body, boolean repeatable, long started) {
    HttpUrl base = callOptions.baseUrl();
    HttpUrl url = base != null ? url(base, op) : urls.get(op);
    if (url == null) {
      url = urls.computeIfAbsent(op, o -> url(options.baseUrl(), o));
    }
    Headers all = headers;
    if (!callOptions.headers().isEmpty()) {
      Headers.Builder more = headers.newBuilder();
      callOptions.headers().forEach(more::set);
      all = more.build();
    }
    return new CallState(op, options, callOptions, url, all, body, repeatable, started);
  }

  private static HttpUrl url(HttpUrl base, Operation<?, ?> op) {
    String prefix = base.toString();
    return HttpUrl.get(
        prefix.substring(0, prefix.length() - (prefix.endsWith("/") ? 1 : 0)) + op.path());
  }

  // ---- blocking

  private <T> T blocking(CallState state, Answer<T> answer) {
    while (true) {
      state.beginAttempt();
      Attempt<T> attempt = new Attempt<>();
      try {
        await(state);
        T value = attempt.execute(state, answer);
        state.attempted(null, attempt.status);
        state.called(null, attempt.status);
        return value;
      } catch (RuntimeException e) {
        state.attempted(e, attempt.status);
        waitOrEnd(state, e, attempt.status);
      }
    }
  }

  /** Returns when it is time for the next attempt, and throws if there is to be none. */
  private void waitOrEnd(CallState state, RuntimeException failure, int status) {
    RuntimeException end = failure;
    try {
      long wait = failure instanceof ChatException known ? state.decide(known) : -1;
      if (wait >= 0) {
        pause(state, wait);
        return;
      }
    } catch (RuntimeException instead) {
      end = instead;
    }
    state.called(end, status);
    throw end;
  }

  private void await(CallState state) {
    if (Thread.currentThread().isInterrupted()) {
      throw state.interruptedFailure(null);
    }
    long wait = limiter.reserve(state.operation(), Math.max(0, state.remaining()));
    if (wait < 0) {
      throw state.rateLimitFailure();
    }
    pause(state, wait);
  }

  private void pause(CallState state, long nanos) {
    if (nanos <= 0) {
      return;
    }
    try {
      time.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw state.interruptedFailure(e);
    }
  }

  /** One request on this thread. */
  private final class Attempt<T> {
    private int status;

    T execute(CallState state, Answer<T> answer) {
      JsonBody payload = state.payload();
      Call call = transport.blockingCall(state, payload);
      CallWatch.Blocking watched = watch.start(call, state.remaining());
      try (Response response = executed(call, state)) {
        status = response.code();
        return answer.read(response, state);
      } catch (HookException e) {
        throw e.thrown();
      } catch (IOException e) {
        if (watched.expired()) {
          throw state.deadlineFailure(payload.started(), e);
        }
        throw state.transportFailure(
            e,
            payload.started(),
            Thread.currentThread().isInterrupted(),
            call.isCanceled() || transport.closed());
      } finally {
        watch.stop(watched);
      }
    }

    /** Asks only now whether the client is closed: {@link #close} cancels what is watched. */
    private Response executed(Call call, CallState state) throws IOException {
      if (transport.closed()) {
        throw state.closedFailure(null);
      }
      return call.execute();
    }
  }

  // ---- asynchronous

  private <T> CompletableFuture<T> async(Supplier<CallState> prepare, Answer<T> answer) {
    CallFuture<T> future = new CallFuture<>();
    CallState state;
    try {
      state = prepare.get();
    } catch (RuntimeException e) {
      future.completeExceptionally(e);
      return future;
    }
    new AsyncAttempt<>(state, answer, future).start();
    return future;
  }

  private void later(long nanos, Runnable task, Consumer<RejectedExecutionException> whenRejected) {
    if (nanos <= 0) {
      task.run();
      return;
    }
    time.schedule(
        task,
        nanos,
        due -> {
          try {
            transport.executor().execute(due);
          } catch (RejectedExecutionException e) {
            whenRejected.accept(e);
          }
        });
  }

  /**
   * One request that no thread waits for. It ends once: by what the limiter or OkHttp says, or at
   * its deadline if neither says anything.
   */
  private final class AsyncAttempt<T> extends CallWatch.Watched implements Callback {
    private final CallState state;
    private final Answer<T> answer;
    private final CallFuture<T> future;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable JsonBody payload;
    private volatile @Nullable Call call;

    AsyncAttempt(CallState state, Answer<T> answer, CallFuture<T> future) {
      this.state = state;
      this.answer = answer;
      this.future = future;
    }

    void start() {
      if (future.isDone()) {
        state.called(state.cancelledFailure(), 0);
        return;
      }
      state.beginAttempt();
      watch.start(this, state.remaining());
      try {
        limiter
            .reserveAsync(state.operation(), Math.max(0, state.remaining()))
            .whenComplete(this::reserved);
      } catch (RuntimeException e) {
        ended(e, 0);
      }
    }

    private void reserved(@Nullable Long wait, @Nullable Throwable failure) {
      try {
        if (failure != null) {
          boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
          ended(wrapped ? failure.getCause() : failure, 0);
        } else if (wait < 0) {
          ended(state.rateLimitFailure(), 0);
        } else {
          later(wait, this::send, e -> ended(state.closedFailure(e), 0));
        }
      } catch (RuntimeException e) {
        // Whatever is thrown here would be lost in a stage that nobody looks at.
        ended(e, 0);
      }
    }

    private void send() {
      if (future.isDone()) {
        ended(state.cancelledFailure(), 0);
        return;
      }
      JsonBody body = state.payload();
      Call next = transport.asyncCall(state, body);
      payload = body;
      call = next;
      // Asked only now: close() and expire() cancel the call if they see it.
      if (transport.closed()) {
        ended(state.closedFailure(null), 0);
      } else if (!over.get()) {
        next.timeout().timeout(Math.max(1, state.remaining()), TimeUnit.NANOSECONDS);
        future.current(next);
        next.enqueue(this);
      }
    }

    @Override
    public void onResponse(Call c, Response response) {
      try (response) {
        T value = answer.read(response, state);
        if (isFirst()) {
          state.attempted(null, response.code());
          state.called(null, response.code());
          future.complete(value);
        }
      } catch (IOException e) {
        ended(
            state.transportFailure(e, true, false, c.isCanceled() || transport.closed()),
            response.code());
      } catch (RuntimeException e) {
        ended(e, response.code());
      }
    }

    @Override
    public void onFailure(Call c, IOException e) {
      if (e instanceof HookException hook) {
        ended(hook.thrown(), 0);
      } else {
        ended(
            state.transportFailure(
                e, payload.started(), false, c.isCanceled() || transport.closed()),
            0);
      }
    }

    @Override
    void expire() {
      if (!isFirst()) {
        return;
      }
      cancel();
      JsonBody body = payload;
      TransportException failure = state.deadlineFailure(body != null && body.started(), null);
      try {
        transport.executor().execute(() -> tell(failure, 0));
      } catch (RejectedExecutionException | OutOfMemoryError noThread) {
        // Not caught here, it would end Okio's watchdog thread.
        tell(failure, 0);
      }
    }

    @Override
    void cancel() {
      Call c = call;
      if (c != null) {
        c.cancel();
      }
    }

    private boolean isFirst() {
      boolean first = over.compareAndSet(false, true);
      if (first) {
        watch.stop(this);
      }
      return first;
    }

    private void ended(Throwable failure, int status) {
      if (isFirst()) {
        tell(failure, status);
      }
    }

    /** The attempt failed: another one, or the end. */
    private void tell(Throwable failure, int status) {
      state.attempted(failure, status);
      long wait;
      try {
        wait = failure instanceof ChatException known ? state.decide(known) : -1;
      } catch (RuntimeException hookFailed) {
        end(hookFailed, status);
        return;
      }
      if (wait < 0) {
        end(failure, status);
      } else {
        later(
            wait,
            () -> new AsyncAttempt<>(state, answer, future).start(),
            e -> end(state.closedFailure(e), 0));
      }
    }

    private void end(Throwable failure, int status) {
      state.called(failure, status);
      future.completeExceptionally(failure);
    }
  }
}
