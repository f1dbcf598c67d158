package dev.chatcontract.signer;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.runtime.ClientOptions;
import dev.chatcontract.runtime.RateLimiter;
import dev.chatcontract.runtime.ServerRegion;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Creates clients that sign their requests.
 *
 * <pre>{@code
 * ChatClient chat =
 *     SignedChatClients.builder().region(Region.SINGAPORE).credentials(credentials).build();
 * }</pre>
 *
 * <p>One client serves a whole app and all its threads. Closing it does not close the credentials.
 */
public final class SignedChatClients {
  private SignedChatClients() {}

  /**
   * Creates a client from environment variables alone, see {@link Builder#environment()}.
   *
   * @throws IllegalStateException naming every variable that is missing or cannot be used
   */
  public static ChatClient fromEnvironment() {
    return builder().environment().build();
  }

  /** Returns a builder; credentials, and a region or a base URL, are required. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder of signed clients. */
  public static final class Builder {
    private final ClientOptions.Builder options = ClientOptions.builder();
    private @Nullable ChatCredentials credentials;
    private Clock clock = Clock.systemUTC();
    private Duration validity = UserSigCache.DEFAULT_VALIDITY;
    private Duration margin = UserSigCache.DEFAULT_MARGIN;
    private PlainHttpHosts plainHttp = PlainHttpHosts.LOOPBACK;

    private Builder() {}

    /** Sets the data centre to call. */
    public Builder region(ServerRegion value) {
      options.region(value);
      return this;
    }

    /**
     * Sets the base URL, such as {@code http://127.0.0.1:8080}; plain http is accepted for loopback
     * addresses and for the hosts of {@link #allowPlainHttp}.
     */
    public Builder baseUrl(String value) {
      options.baseUrl(value);
      return this;
    }

    /**
     * Accepts plain http for this host too, such as {@code simulator} in a container network. The
     * signature is then sent unencrypted, and whoever reads it can call as the administrator.
     *
     * @param host a name or address, without scheme and port
     */
    public Builder allowPlainHttp(String host) {
      plainHttp = plainHttp.and(host);
      return this;
    }

    /**
     * Sets server and credentials from the environment variables that {@code chatctl} reads: {@code
     * CHATCTL_SDKAPPID}, {@code CHATCTL_IDENTIFIER}, {@code CHATCTL_SECRET_KEY} or {@code
     * CHATCTL_SECRET_KEY_FILE}, {@code CHATCTL_REGION} or {@code CHATCTL_BASE_URL}, and {@code
     * CHATCTL_ALLOW_HTTP}, hosts separated by commas.
     *
     * @throws IllegalStateException naming every variable that is missing or cannot be used
     */
    public Builder environment() {
      return environment(System::getenv);
    }

    /** As {@link #environment()}, with another lookup of variables. */
    public Builder environment(Function<String, @Nullable String> variables) {
      new EnvironmentVariables(variables).applyTo(this);
      return this;
    }

    /** Sets the credentials; the caller closes them when no client needs them any more. */
    public Builder credentials(ChatCredentials value) {
      credentials = value;
      return this;
    }

    /**
     * Sets how long each UserSig is valid and how long before its expiry it is replaced; 25 and 24
     * hours by default.
     *
     * @param holds validity, in whole seconds
     * @param replacedBefore time before the expiry, shorter than {@code holds}
     */
    public Builder validity(Duration holds, Duration replacedBefore) {
      validity = holds;
      margin = replacedBefore;
      return this;
    }

    /** Sets the clock that dates UserSigs. */
    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    /** Shares the connections and threads of this client, which is neither changed nor closed. */
    public Builder okHttpClient(OkHttpClient value) {
      options.okHttpClient(value);
      return this;
    }

    /** Replaces the default limiter, which counts the contract's budgets in this process. */
    public Builder rateLimiter(RateLimiter value) {
      options.rateLimiter(value);
      return this;
    }

    /** Changes other settings: deadlines, retries, validation, interceptors, observer. */
    public Builder options(Consumer<ClientOptions.Builder> settings) {
      settings.accept(options);
      return this;
    }

    /**
     * Creates the client.
     *
     * @throws IllegalStateException if credentials or the base URL are missing
     * @throws IllegalArgumentException if the base URL would expose the signature on the network
     */
    public ChatClient build() {
      return ChatClient.create(clientOptions());
    }

    /**
     * Returns the settings from which {@link #build()} creates a client, for tools that create
     * their own.
     *
     * @throws IllegalStateException if credentials or the base URL are missing
     * @throws IllegalArgumentException if the base URL would expose the signature on the network
     */
    public ClientOptions clientOptions() {
      if (credentials == null) {
        throw new IllegalStateException("no credentials: call credentials(...)");
      }
      ClientOptions unsigned = options.build();
      plainHttp.check(unsigned.baseUrl());
      UserSigCache cache = UserSigCache.of(credentials, clock, validity, margin);
      return unsigned.toBuilder().signer(new SigningInterceptor(cache, plainHttp)).build();
    }
  }
}
