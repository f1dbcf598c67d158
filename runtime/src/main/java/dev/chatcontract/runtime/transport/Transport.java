package dev.chatcontract.runtime.transport;

import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.ClientOptions;
import dev.chatcontract.runtime.Signer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** OkHttp, set up so that one call is one request. */
public final class Transport implements AutoCloseable {

  /** OkHttp's default is 5 concurrent calls a host, and here all calls go to one host. */
  private static final int MAX_REQUESTS = 256;

  private static final long IDLE_SECONDS = 60;

  private final OkHttpClient client;

  /** For blocking calls without timeouts of their own; fewer interceptors, so it is quicker. */
  private final OkHttpClient plain;

  /** The quickest, without an interceptor of the application's side; null if there are others. */
  private final @Nullable OkHttpClient direct;

  /** For calls whose own base URL requires TLS, if the others lack it; made by the first one. */
  private @Nullable OkHttpClient encrypting;

  /** Whether the clients lack TLS, since the server of the options does not use it. */
  private final boolean cleartext;

  private final @Nullable Signer signer;
  private final boolean owned;
  private final Innermost innermost = new Innermost();
  private volatile boolean closed;

  /** Creates one from the options. */
  public Transport(ClientOptions options) {
    OkHttpClient given = options.okHttpClient();
    this.owned = given == null;
    OkHttpClient.Builder builder = given != null ? given.newBuilder() : fresh();
    builder
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        // Each call has its own deadline; a second one here would cut it short.
        .callTimeout(Duration.ZERO)
        .connectTimeout(options.connectTimeout())
        .readTimeout(options.readTimeout())
        .writeTimeout(options.writeTimeout());
    if (options.proxy() != null) {
      builder.proxy(options.proxy());
    }
    if (given != null) {
      builder
          .eventListenerFactory(new GuardedEvents.Factory(given.eventListenerFactory()))
          .cookieJar(UnsignedCookies.of(given.cookieJar()));
    }
    builder
        .dns(new WatchedDns(given != null ? given.dns() : Dns.SYSTEM))
        .socketFactory(
            new WatchedSocketFactory(
                given != null ? given.socketFactory() : SocketFactory.getDefault()));
    this.cleartext = given == null && neverEncrypts(options);
    if (cleartext) {
      builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
    }
    watchTls(builder, given != null ? given : builder.build());
    options.interceptors().forEach(builder::addInterceptor);
    builder.addInterceptor(this::seeking);
    this.signer = options.signer();
    this.plain = innermost.last(builder.build());
    OkHttpClient.Builder hooked = plain.newBuilder();
    hooked.interceptors().add(0, Transport::outermost);
    this.client = innermost.last(hooked.build());
    innermost.alone =
        given == null
            && plain.interceptors().size() == 1
            && client.interceptors().size() == 2
            && plain.networkInterceptors().size() == 1
            && client.networkInterceptors().size() == 1;
    this.direct = innermost.alone ? withoutInterceptors(plain) : null;
  }

  /** Watches the handshakes of TLS, which is set up as in {@code made}, if it has any. */
  private static void watchTls(OkHttpClient.Builder builder, OkHttpClient made) {
    X509TrustManager trust = made.x509TrustManager();
    if (trust != null) {
      builder.sslSocketFactory(new WatchedTls(made.sslSocketFactory()), trust);
    }
  }

  /** A call for {@link #execute}; what an interceptor throws comes out as it is. */
  public Call blockingCall(Outgoing state, JsonBody payload) {
    if (hasOwnSettings(state)) {
      return asyncCall(state, payload);
    }
    return (direct != null ? direct : plain).newCall(state.request(payload));
  }

  /** Carries out a {@link #blockingCall} on this thread. */
  public Response execute(Call call, Outgoing state) throws IOException {
    if (direct == null || hasOwnSettings(state)) {
      return call.execute();
    }
    Wire wire = seek(state, call.request());
    try {
      return call.execute();
    } finally {
      wire.clear();
    }
  }

  /** A call to enqueue; what an interceptor throws comes as a {@link HookException}. */
  public Call asyncCall(Outgoing state, JsonBody payload) {
    return (needsTls(state) ? encrypting() : client).newCall(state.request(payload));
  }

  /** Whether the call needs more than {@link #plain} and {@link #direct} have. */
  private boolean hasOwnSettings(Outgoing state) {
    return state.options().hasTimeouts() || needsTls(state);
  }

  private boolean needsTls(Outgoing state) {
    HttpUrl own = cleartext ? state.options().baseUrl() : null;
    return own != null && own.isHttps();
  }

  private synchronized OkHttpClient encrypting() {
    OkHttpClient ready = encrypting;
    if (ready == null) {
      OkHttpClient.Builder builder =
          client
              .newBuilder()
              .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT));
      watchTls(builder, builder.build());
      ready = innermost.last(builder.build());
      encrypting = ready;
    }
    return ready;
  }

  /** Whether it no longer accepts calls. */
  public boolean closed() {
    return closed;
  }

  /** Returns the executor that handles answers to asynchronous calls. */
  public ExecutorService executor() {
    return client.dispatcher().executorService();
  }

  /** Frees threads and idle connections, unless they are those of a given client. */
  @Override
  public void close() {
    closed = true;
    if (owned) {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }

  /**
   * Whether no call uses TLS unless its own options say so: reading the certificates that the
   * system trusts takes a quarter of the first call. An interceptor may redirect to any server.
   */
  private static boolean neverEncrypts(ClientOptions options) {
    return !options.baseUrl().isHttps() && options.interceptors().isEmpty();
  }

  /** Null where an agent adds interceptors to every client. */
  private static @Nullable OkHttpClient withoutInterceptors(OkHttpClient client) {
    OkHttpClient.Builder builder = client.newBuilder();
    builder.interceptors().clear();
    OkHttpClient built = builder.build();
    return built.interceptors().isEmpty() && built.networkInterceptors().size() == 1 ? built : null;
  }

  private static OkHttpClient.Builder fresh() {
    AtomicInteger count = new AtomicInteger();
    Dispatcher dispatcher =
        new Dispatcher(
            new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                  Thread thread = new Thread(task, "chat-contract-" + count.incrementAndGet());
                  thread.setDaemon(true);
                  return thread;
                }));
    dispatcher.setMaxRequests(MAX_REQUESTS);
    dispatcher.setMaxRequestsPerHost(MAX_REQUESTS);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(MAX_REQUESTS, IDLE_SECONDS, TimeUnit.SECONDS));
  }

  private static Response outermost(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Outgoing state = JsonBody.of(chain.call());
    try {
      return state != null && state.options().hasTimeouts()
          ? timed(chain, state.options()).proceed(request)
          : chain.proceed(request);
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new HookException(e);
    }
  }

  private Response seeking(Interceptor.Chain chain) throws IOException {
    Request request = JsonBody.once(chain.call(), chain.request());
    Wire wire = seek(JsonBody.of(chain.call()), request);
    try {
      return chain.proceed(request);
    } finally {
      wire.clear();
    }
  }

  /**
   * Signs before a connection is sought, so that a missing key does not cost a connection; only
   * {@link Innermost} uses the result.
   */
  private Wire seek(@Nullable Outgoing state, Request request) {
    if (signer != null && state != null) {
      state.sign(signer, request.url());
    }
    Wire wire = Wire.current();
    wire.seek();
    return wire;
  }

  private static Interceptor.Chain timed(Interceptor.Chain chain, CallOptions options) {
    Interceptor.Chain c = chain;
    int connect = millis(options.connectTimeout());
    if (connect > 0) {
      c = c.withConnectTimeout(connect, TimeUnit.MILLISECONDS);
    }
    int read = millis(options.readTimeout());
    if (read > 0) {
      c = c.withReadTimeout(read, TimeUnit.MILLISECONDS);
    }
    int write = millis(options.writeTimeout());
    if (write > 0) {
      c = c.withWriteTimeout(write, TimeUnit.MILLISECONDS);
    }
    return c;
  }

  private static int millis(@Nullable Duration duration) {
    return duration == null ? 0 : (int) duration.toMillis();
  }
}
