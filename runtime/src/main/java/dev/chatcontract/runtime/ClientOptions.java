package dev.chatcontract.runtime;

import dev.chatcontract.runtime.library.Libraries;
import dev.chatcontract.runtime.library.LibraryVersion;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The settings of a client. Immutable. */
public final class ClientOptions {

  /** Well over the largest documented answer, 1 MB. */
  private static final long DEFAULT_MAX_RESPONSE_BYTES = 8L << 20;

  /** Headers that frame the message and belong to the transport. */
  private static final Set<String> FRAMING =
      Set.of("content-length", "content-type", "transfer-encoding", "host", "connection");

  private final Builder b;

  private ClientOptions(Builder b) {
    this.b = b;
  }

  /** Returns a builder with the defaults; only the base URL is required. */
  public static Builder builder() {
    Libraries.check();
    return new Builder();
  }

  /** Returns a builder that starts with these settings. */
  public Builder toBuilder() {
    return new Builder(b);
  }

  /** Returns the base URL. */
  public HttpUrl baseUrl() {
    return b.baseUrl();
  }

  /** See {@link Builder#okHttpClient}; null if none is shared. */
  public @Nullable OkHttpClient okHttpClient() {
    return b.okHttpClient;
  }

  /** See {@link Builder#interceptor}. */
  public List<Interceptor> interceptors() {
    return b.interceptors;
  }

  /** See {@link Builder#timeSource}. */
  public TimeSource timeSource() {
    return b.timeSource;
  }

  /** See {@link Builder#random}. */
  public DoubleSupplier random() {
    return b.random;
  }

  /** See {@link Builder#retryPolicy}. */
  public RetryPolicy retryPolicy() {
    return b.retryPolicy;
  }

  /** See {@link Builder#rateLimiter}; null for the contract's budgets. */
  public @Nullable RateLimiter rateLimiter() {
    return b.rateLimiter;
  }

  /** See {@link Builder#validation}. */
  public Validation validation() {
    return b.validation;
  }

  /** See {@link Builder#maxResponseBytes}. */
  public long maxResponseBytes() {
    return b.maxResponseBytes;
  }

  /** See {@link Builder#deadline}. */
  public Duration deadline() {
    return b.deadline;
  }

  /** See {@link Builder#connectTimeout}. */
  public Duration connectTimeout() {
    return b.connectTimeout;
  }

  /** See {@link Builder#readTimeout}. */
  public Duration readTimeout() {
    return b.readTimeout;
  }

  /** See {@link Builder#writeTimeout}. */
  public Duration writeTimeout() {
    return b.writeTimeout;
  }

  /** See {@link Builder#observer}. */
  public Observer observer() {
    return b.observer;
  }

  /** See {@link Builder#signer}; null if requests are not signed. */
  public @Nullable Signer signer() {
    return b.signer;
  }

  /** See {@link Builder#onResign}. */
  public BooleanSupplier onResign() {
    return b.onResign;
  }

  /** Returns the complete User-Agent. */
  public String userAgent() {
    return b.application + b.userAgent;
  }

  /** See {@link Builder#proxy(Proxy)}; null for the JVM's settings. */
  public @Nullable Proxy proxy() {
    return b.proxy;
  }

  /** See {@link Builder#onAnswer}; null if there is no listener. */
  public @Nullable Consumer<RawAnswer> onAnswer() {
    return b.onAnswer;
  }

  static HttpUrl checkedBaseUrl(String value) {
    HttpUrl url = HttpUrl.parse(value);
    if (url == null) {
      throw new IllegalArgumentException(
          "the base URL must look like https://host[:port][/path], with scheme and host");
    }
    if (url.query() != null
        || url.fragment() != null
        || !url.username().isEmpty()
        || !url.password().isEmpty()) {
      // The message omits the value: what is put there by mistake is often a secret.
      throw new IllegalArgumentException(
          "the base URL of " + url.host() + " must have no user, query or fragment");
    }
    return url;
  }

  static void checkHeader(String name, String value) {
    if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("the header " + name + " belongs to the transport");
    }
    // OkHttp's own check quotes the value that it rejects.
    if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "the name of a header must be of ASCII characters without white space");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\t' && (c < ' ' || c > '~')) {
        throw new IllegalArgumentException(
            "the value of the header "
                + name
                + " must be of ASCII characters without control characters; character "
                + (i + 1)
                + " is U+"
                + String.format(Locale.ROOT, "%04X", (int) c));
      }
    }
  }

  /** A builder of client settings. */
  public static final class Builder {
    private @Nullable HttpUrl baseUrl;
    private @Nullable OkHttpClient okHttpClient;
    private List<Interceptor> interceptors = List.of();
    private TimeSource timeSource = TimeSource.system();
    private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
    private RetryPolicy retryPolicy = RetryPolicy.standard();
    private @Nullable RateLimiter rateLimiter;
    private Validation validation = Validation.STRICT;
    private long maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES;
    private Duration deadline = Duration.ofSeconds(30);
    // The server itself gives up after 3 s, as documented; a shorter timeout would lose answers.
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration readTimeout = Duration.ofSeconds(10);
    private Duration writeTimeout = Duration.ofSeconds(10);
    private Observer observer = Observer.none();
    private @Nullable Signer signer;
    private BooleanSupplier onResign = () -> false;
    private String userAgent = "chat-contract-java/" + LibraryVersion.NUMBER;
    private String application = "";
    private @Nullable Proxy proxy;
    private @Nullable Consumer<RawAnswer> onAnswer;

    private Builder() {}

    private Builder(Builder o) {
      baseUrl = o.baseUrl;
      okHttpClient = o.okHttpClient;
      interceptors = o.interceptors;
      timeSource = o.timeSource;
      random = o.random;
      retryPolicy = o.retryPolicy;
      rateLimiter = o.rateLimiter;
      validation = o.validation;
      maxResponseBytes = o.maxResponseBytes;
      deadline = o.deadline;
      connectTimeout = o.connectTimeout;
      readTimeout = o.readTimeout;
      writeTimeout = o.writeTimeout;
      observer = o.observer;
      signer = o.signer;
      onResign = o.onResign;
      userAgent = o.userAgent;
      application = o.application;
      proxy = o.proxy;
      onAnswer = o.onAnswer;
    }

    private HttpUrl baseUrl() {
      if (baseUrl == null) {
        throw new IllegalStateException("no base URL: call region(...) or baseUrl(...)");
      }
      return baseUrl;
    }

    /** Sets the data centre to call. */
    public Builder region(ServerRegion value) {
      return baseUrl(value.baseUrl());
    }

    /** Sets the base URL, such as {@code http://127.0.0.1:8080}; a path is kept as a prefix. */
    public Builder baseUrl(String value) {
      baseUrl = checkedBaseUrl(value);
      return this;
    }

    /**
     * Shares the connections and threads of this client, which is neither changed nor closed. Its
     * own timeouts are not used.
     */
    public Builder okHttpClient(OkHttpClient value) {
      okHttpClient = value;
      return this;
    }

    /** Adds an OkHttp application interceptor; it sees every attempt. */
    public Builder interceptor(Interceptor value) {
      List<Interceptor> more = new ArrayList<>(interceptors);
      more.add(value);
      interceptors = List.copyOf(more);
      return this;
    }

    /** Sets the source of time and waits. */
    public Builder timeSource(TimeSource value) {
      timeSource = value;
      return this;
    }

    /** Sets the source of randomness for the jitter, from 0 to 1. */
    public Builder random(DoubleSupplier value) {
      random = value;
      return this;
    }

    /** Sets how often requests are repeated, and after how long. */
    public Builder retryPolicy(RetryPolicy value) {
      retryPolicy = value;
      return this;
    }

    /** Replaces the default limiter, which counts the contract's budgets in this process. */
    public Builder rateLimiter(RateLimiter value) {
      rateLimiter = value;
      return this;
    }

    /** Sets how requests are checked; strict by default. */
    public Builder validation(Validation value) {
      validation = value;
      return this;
    }

    /** Sets the largest answer accepted, in bytes after decompression; 8 MiB by default. */
    public Builder maxResponseBytes(long value) {
      if (value < 1) {
        throw new IllegalArgumentException("maxResponseBytes must be at least 1, not " + value);
      }
      // The reader requests one byte more than this.
      maxResponseBytes = Math.min(value, Long.MAX_VALUE - 1);
      return this;
    }

    /** Sets the total time for a call, including all attempts and waits; 30 s by default. */
    public Builder deadline(Duration value) {
      deadline = Durations.positive("deadline", value);
      return this;
    }

    /** Sets the time allowed to connect; 5 s by default. */
    public Builder connectTimeout(Duration value) {
      connectTimeout = Durations.positive("connectTimeout", value);
      return this;
    }

    /** Sets the longest silence allowed while reading; 10 s by default. */
    public Builder readTimeout(Duration value) {
      readTimeout = Durations.positive("readTimeout", value);
      return this;
    }

    /** Sets the longest stall allowed while writing; 10 s by default. */
    public Builder writeTimeout(Duration value) {
      writeTimeout = Durations.positive("writeTimeout", value);
      return this;
    }

    /** Sets the observer of attempts and calls. */
    public Builder observer(Observer value) {
      observer = value;
      return this;
    }

    /** Sets the signer, which runs after all OkHttp hooks; {@link #onResign} is then not called. */
    public Builder signer(Signer value) {
      signer = value;
      return this;
    }

    /**
     * Sets the hook for when the server requires a new signature; it returns whether the next
     * attempt will have one.
     */
    public Builder onResign(BooleanSupplier value) {
      onResign = value;
      return this;
    }

    /**
     * Uses this proxy. Without one, the JVM's settings apply, such as {@code https.proxyHost}. A
     * proxy that requires a password needs an {@link #okHttpClient} with a {@code
     * proxyAuthenticator}.
     */
    public Builder proxy(Proxy value) {
      proxy = value;
      return this;
    }

    /** Uses the HTTP proxy at this address. */
    public Builder proxy(String host, int port) {
      return proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port)));
    }

    /** Passes each answer of each call to a listener, see {@link CallOptions#onAnswer}. */
    public Builder onAnswer(Consumer<RawAnswer> listener) {
      onAnswer = listener;
      return this;
    }

    /**
     * Puts the calling program before this library in the User-Agent: {@code my-app/1.0} yields
     * {@code my-app/1.0 chat-contract-java/0.1.0}.
     */
    public Builder application(String product) {
      checkHeader("User-Agent", product);
      application = product.isEmpty() ? "" : product + " ";
      return this;
    }

    /** Replaces {@code chat-contract-java} and its version in the User-Agent. */
    public Builder userAgent(String value) {
      checkHeader("User-Agent", value);
      userAgent = value;
      return this;
    }

    /** Returns the settings. */
    public ClientOptions build() {
      baseUrl();
      return new ClientOptions(new Builder(this));
    }
  }
}
