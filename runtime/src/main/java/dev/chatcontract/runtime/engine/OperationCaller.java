package dev.chatcontract.runtime.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.runtime.BatchResult;
import dev.chatcontract.runtime.Bucket4jRateLimiter;
import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.ClientOptions;
import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.InvalidRequestException;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.Pager;
import dev.chatcontract.runtime.RateLimiter;
import dev.chatcontract.runtime.TimeSource;
import dev.chatcontract.runtime.TransportException;
import dev.chatcontract.runtime.Validation;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.json.JsonShapeException;
import dev.chatcontract.runtime.operation.Batching;
import dev.chatcontract.runtime.operation.Paging;
import dev.chatcontract.runtime.transport.CallWatch;
import dev.chatcontract.runtime.transport.Interruption;
import dev.chatcontract.runtime.transport.Transport;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import okhttp3.Headers;
import okhttp3.HttpUrl;
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
  private final CallWatch watch = new CallWatch();
  private final BlockingEngine blocking;
  private final AsyncEngine async;
  private final TimeSource time;
  private final Headers headers;
  private final Map<Operation<?, ?>, HttpUrl> urls = new ConcurrentHashMap<>();

  private OperationCaller(ClientOptions options) {
    this.options = options;
    this.transport = new Transport(options);
    this.time = options.timeSource();
    RateLimiter given = options.rateLimiter();
    RateLimiter limiter = given != null ? given : Bucket4jRateLimiter.local(time);
    this.blocking = new BlockingEngine(transport, limiter, watch, time);
    this.async = new AsyncEngine(transport, limiter, watch, time);
    this.headers = Headers.of("User-Agent", options.userAgent());
  }

  /**
   * Creates a caller with its own threads and connections, unless the options have an OkHttpClient.
   */
  public static OperationCaller create(ClientOptions options) {
    return new OperationCaller(options);
  }

  /** Calls and waits for the answer. */
  public <Q, R> R call(Operation<Q, R> op, Q request, CallOptions callOptions) {
    return blocking.call(prepare(op, request, callOptions), AnswerReader.typed(op));
  }

  /**
   * Calls without waiting; the future fails with a {@link ChatException}. Cancelling it cancels the
   * request.
   */
  public <Q, R> CompletableFuture<R> callAsync(
      Operation<Q, R> op, Q request, CallOptions callOptions) {
    return async.call(() -> prepare(op, request, callOptions), AnswerReader.typed(op));
  }

  /**
   * Calls with a tree as the body, sent as it is, and returns the answer as a tree; the same rules
   * apply as for typed calls.
   */
  public JsonNode callRaw(Operation<?, ?> op, JsonNode body, CallOptions callOptions) {
    return blocking.call(prepareTree(op, body, callOptions), AnswerReader.tree(op));
  }

  /** As {@link #callRaw}, without waiting. */
  public CompletableFuture<JsonNode> callRawAsync(
      Operation<?, ?> op, JsonNode body, CallOptions callOptions) {
    return async.call(() -> prepareTree(op, body, callOptions), AnswerReader.tree(op));
  }

  /** Returns all pages from the one that {@code first} requests, fetched when needed. */
  public <Q, R, C, I> Pager<R, I> pages(
      Operation<Q, R> op, Paging<Q, R, C, I> paging, Q first, CallOptions callOptions) {
    return new Pager<>(
        () -> PageWalk.of(op, paging, first).iterator(q -> call(op, q, callOptions)),
        page -> {
          List<I> items = paging.items(page);
          return items == null ? Collections.emptyIterator() : items.iterator();
        });
  }

  /**
   * Passes one page after the other to {@code each} until that returns false or there are no more
   * pages; the future is then done. There are never two pages at a time.
   */
  public <Q, R, C> CompletableFuture<Void> pagesAsync(
      Operation<Q, R> op,
      Paging<Q, R, C, ?> paging,
      Q first,
      Predicate<? super R> each,
      CallOptions callOptions) {
    CallFuture<Void> end = new CallFuture<>();
    try {
      nextPage(op, PageWalk.of(op, paging, first), each, callOptions, end);
    } catch (Throwable e) {
      end.completeExceptionally(e);
    }
    return end;
  }

  /**
   * Requests any number of keys, as many at a time as the contract allows, one request after the
   * other. A request that fails as a whole ends the batch: the exception contains what was
   * gathered, see {@link ChatException#partial()}.
   */
  public <Q, R, K, I> BatchResult<K, I> batch(
      Operation<Q, R> op, Batching<Q, R, K, I> batching, Q all, CallOptions callOptions) {
    Batch<Q, R, K, I> batch = new Batch<>(op, batching, all);
    while (batch.hasNext()) {
      try {
        batch.add(call(op, batch.next(), callOptions));
      } catch (ChatException e) {
        e.partial(batch.partial());
        throw e;
      }
    }
    return batch.result();
  }

  /** As {@link #batch}, without waiting. */
  public <Q, R, K, I> CompletableFuture<BatchResult<K, I>> batchAsync(
      Operation<Q, R> op, Batching<Q, R, K, I> batching, Q all, CallOptions callOptions) {
    CallFuture<BatchResult<K, I>> result = new CallFuture<>();
    try {
      nextChunk(new Batch<>(op, batching, all), op, callOptions, result);
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  /**
   * Releases its own threads and connections and cancels its calls in flight; an OkHttpClient from
   * the options is not closed.
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
      CallFuture<Void> end) {
    CompletableFuture<R> call = callAsync(op, walk.request(), callOptions);
    end.current(() -> call.cancel(true));
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
          } catch (Throwable e) {
            end.completeExceptionally(e);
          }
        });
  }

  private <Q, R, K, I> void nextChunk(
      Batch<Q, R, K, I> batch,
      Operation<Q, R> op,
      CallOptions callOptions,
      CallFuture<BatchResult<K, I>> result) {
    if (!batch.hasNext()) {
      result.complete(batch.result());
      return;
    }
    CompletableFuture<R> chunk = callAsync(op, batch.next(), callOptions);
    result.current(() -> chunk.cancel(true));
    CompletionStage<R> answered = chunk;
    answered.whenComplete(
        (answer, failure) -> {
          try {
            if (failure != null) {
              if (failure instanceof ChatException e) {
                e.partial(batch.partial());
              }
              result.completeExceptionally(failure);
              return;
            }
            batch.add(answer);
            if (!result.isDone()) {
              nextChunk(batch, op, callOptions, result);
            }
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
  }

  // ---- before the first attempt

  private <Q> CallState prepare(Operation<Q, ?> op, Q request, CallOptions callOptions) {
    long started = begin(op);
    if (validation(callOptions) != Validation.OFF) {
      act(op, op.check(request), callOptions, started);
    }
    byte[] body = bytes(op, op.request(), request, callOptions, started);
    return state(op, callOptions, body, op.idempotency().holds(request), started);
  }

  private <Q> CallState prepareTree(Operation<Q, ?> op, JsonNode body, CallOptions callOptions) {
    long started = begin(op);
    if (validation(callOptions) != Validation.OFF) {
      List<Fault> faults;
      try {
        faults = op.check(op.request().fromTree(body));
      } catch (JsonShapeException e) {
        faults =
            List.of(new Fault(e.pointer(), "type", e.getOriginalMessage(), Fault.Severity.ERROR));
      } catch (IOException e) {
        faults = List.of(notJson(e));
      }
      act(op, faults, callOptions, started);
    }
    byte[] bytes = bytes(op, JsonCodec.NODE, body, callOptions, started);
    return state(op, callOptions, bytes, op.idempotency().holdsForTree(body), started);
  }

  private <T> byte[] bytes(
      Operation<?, ?> op, JsonCodec<T> codec, T body, CallOptions callOptions, long started) {
    try {
      return codec.toBytes(body);
    } catch (IOException e) {
      throw refused(op, List.of(notJson(e)), callOptions, started);
    }
  }

  private static Fault notJson(IOException e) {
    return new Fault("", "json", e.getMessage(), Fault.Severity.ERROR);
  }

  private long begin(Operation<?, ?> op) {
    if (transport.closed()) {
      throw new IllegalStateException("the client is closed");
    }
    try {
      return time.nanoTime();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable undeclared) {
      boolean interrupted = Interruption.isIn(undeclared);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      throw new TransportException(
          op.name(),
          interrupted ? TransportException.Kind.INTERRUPTED : TransportException.Kind.CONNECT,
          "the clock threw " + undeclared.getClass().getName() + ", nothing was sent.",
          0,
          false,
          false,
          undeclared);
    }
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
      throw refused(op, faults, callOptions, started);
    }
    for (Fault fault : faults) {
      // The message may show the value, so only place and rule are logged.
      LOG.warn("{} is sent although {} breaks {}", op, fault.pointer(), fault.rule());
    }
  }

  /** Returns the failure of a request that is not sent, after reporting it. */
  private InvalidRequestException refused(
      Operation<?, ?> op, List<Fault> faults, CallOptions callOptions, long started) {
    InvalidRequestException e = new InvalidRequestException(op.name(), faults);
    new CallState(op, options, callOptions, options.baseUrl(), headers, new byte[0], false, started)
        .reports()
        .called(e, 0);
    return e;
  }

  private CallState state(
      Operation<?, ?> op, CallOptions callOptions, byte[] body, boolean repeatable, long started) {
    HttpUrl base = callOptions.baseUrl();
    HttpUrl url = base != null ? url(base, op) : urls.get(op);
    if (url == null) {
      url = url(options.baseUrl(), op);
      urls.put(op, url);
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
}
