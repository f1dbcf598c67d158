package dev.chatcontract.runtime;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Settings of one call that override those of its client, where they are set. Immutable. */
public final class CallOptions {
  private static final CallOptions NONE = new CallOptions(new Fields());

  private final Fields f;

  private CallOptions(Fields f) {
    this.f = f;
  }

  /** Returns options that override nothing. */
  public static CallOptions none() {
    return NONE;
  }

  /**
   * Sets the total time for all attempts and the waits between them. A blocking call outlasts it
   * while its thread hangs in a DNS lookup, an interceptor or a rate limiter; an asynchronous call
   * does not.
   */
  public CallOptions deadline(Duration value) {
    return with(n -> n.deadline = Durations.positive("deadline", value));
  }

  /** Sets the time allowed to connect. */
  public CallOptions connectTimeout(Duration value) {
    return with(n -> n.connectTimeout = Durations.positive("connectTimeout", value));
  }

  /** Sets the longest silence allowed while reading. */
  public CallOptions readTimeout(Duration value) {
    return with(n -> n.readTimeout = Durations.positive("readTimeout", value));
  }

  /** Sets the longest stall allowed while writing. */
  public CallOptions writeTimeout(Duration value) {
    return with(n -> n.writeTimeout = Durations.positive("writeTimeout", value));
  }

  /** Calls another data centre. */
  public CallOptions region(ServerRegion value) {
    return baseUrl(value.baseUrl());
  }

  /** Calls another base URL. */
  public CallOptions baseUrl(String value) {
    HttpUrl url = ClientOptions.checkedBaseUrl(value);
    return with(n -> n.baseUrl = url);
  }

  /** Sets the number of attempts after the first; 0 sends the request once. */
  public CallOptions retries(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("retries must be at least 0, not " + value);
    }
    return with(n -> n.retries = value);
  }

  /** Sets how the request is checked. */
  public CallOptions validation(Validation value) {
    return with(n -> n.validation = value);
  }

  /** Adds a request header; headers that frame the message are rejected. */
  public CallOptions header(String name, String value) {
    ClientOptions.checkHeader(name, value);
    return with(
        n -> {
          Map<String, String> more = new LinkedHashMap<>(n.headers);
          more.put(name, value);
          n.headers = more;
        });
  }

  /**
   * Passes each answer of this call, one per attempt, to a listener before its value is available:
   * status, headers, and members that the contract does not contain. An exception from the listener
   * is logged, and the call continues.
   */
  public CallOptions onAnswer(Consumer<RawAnswer> listener) {
    return with(n -> n.onAnswer = listener);
  }

  /** See {@link #onAnswer(Consumer)}; null if unset. */
  public @Nullable Consumer<RawAnswer> onAnswer() {
    return f.onAnswer;
  }

  /** See {@link #deadline(Duration)}; null if unset. */
  public @Nullable Duration deadline() {
    return f.deadline;
  }

  /** See {@link #connectTimeout(Duration)}; null if unset. */
  public @Nullable Duration connectTimeout() {
    return f.connectTimeout;
  }

  /** See {@link #readTimeout(Duration)}; null if unset. */
  public @Nullable Duration readTimeout() {
    return f.readTimeout;
  }

  /** See {@link #writeTimeout(Duration)}; null if unset. */
  public @Nullable Duration writeTimeout() {
    return f.writeTimeout;
  }

  /** Returns whether any of the three timeouts is set. */
  public boolean hasTimeouts() {
    return f.connectTimeout != null || f.readTimeout != null || f.writeTimeout != null;
  }

  /** Returns the base URL to call; null if unset. */
  public @Nullable HttpUrl baseUrl() {
    return f.baseUrl;
  }

  /** See {@link #retries(int)}; null if unset. */
  public @Nullable Integer retries() {
    return f.retries;
  }

  /** See {@link #validation(Validation)}; null if unset. */
  public @Nullable Validation validation() {
    return f.validation;
  }

  /** Returns the additional request headers. */
  public Map<String, String> headers() {
    return f.headers;
  }

  private CallOptions with(Consumer<Fields> change) {
    Fields copy = new Fields();
    copy.deadline = f.deadline;
    copy.connectTimeout = f.connectTimeout;
    copy.readTimeout = f.readTimeout;
    copy.writeTimeout = f.writeTimeout;
    copy.baseUrl = f.baseUrl;
    copy.retries = f.retries;
    copy.validation = f.validation;
    copy.headers = f.headers;
    copy.onAnswer = f.onAnswer;
    change.accept(copy);
    return new CallOptions(copy);
  }

  /** Written only before it is shared. */
  private static final class Fields {
    @Nullable Duration deadline;
    @Nullable Duration connectTimeout;
    @Nullable Duration readTimeout;
    @Nullable Duration writeTimeout;
    @Nullable HttpUrl baseUrl;
    @Nullable Integer retries;
    @Nullable Validation validation;
    Map<String, String> headers = Map.of();
    @Nullable Consumer<RawAnswer> onAnswer;
  }
}
