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
 * Makes clients that sign their requests.
 *
 * <pre>{@code
 * ChatClient chat =
 *     SignedChatClients.builder().region(Region.SINGAPORE).credentials(credentials).build();
 * }</pre>
 *
 * <p>One client serves a whole app and all its threads. Closing it leaves the credentials open,
 * which the caller made.
 */
public final class SignedChatClients {
  private SignedChatClients() {}

  /**
   * A client made of environment variables alone, see {@link Builder#environment()}.
   *
   * @throws IllegalStateException naming every variable that is missing or cannot be used
   */
  public static ChatClient fromEnvironment() {
    return builder().environment().build();
  }

  /** Starts a client; credentials, and a region or a base URL, must be given. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects what a signed client is made of. */
  public static final class Builder {
    private final ClientOptions.Builder options = ClientOptions.builder();
    private @Nullable ChatCredentials credentials;
    private Clock clock = Clock.systemUTC();
    private Duration validity = UserSigCache.DEFAULT_VALIDITY;
    private Duration margin = UserSigCache.DEFAULT_MARGIN;
    private PlainHttpHosts plainHttp = PlainHttpHosts.LOOPBACK;

    private Builder() {}

    /** Data centre to call. */
    public Builder region(ServerRegion value) {
      options.region(value);
      return this;
    }

    /**
     * Base URL, such as {@code http://127.0.0.1:8080}; plain http is taken for loopback addresses
     * and for hosts named to {@link #allowPlainHttp}.
     */
    public Builder baseUrl(String value) {
      options.baseUrl(value);
      return this;
    }

    /**
     * Takes plain http for this host too, such as {@code simulator} in a network of containers: the
     * signature travels to it in the clear, and whoever reads it can call as the administrator.
     *
     * @param host a name or address, without scheme and port
     */
    public Builder allowPlainHttp(String host) {
      plainHttp = plainHttp.and(host);
      return this;
    }

    /**
     * Server and credentials from environment variables, the ones that {@code chatctl} reads:
     * {@code CHATCTL_SDKAPPID}, {@code CHATCTL_IDENTIFIER}, {@code CHATCTL_SECRET_KEY} or {@code
     * CHATCTL_SECRET_KEY_FILE}, {@code CHATCTL_REGION} or {@code CHATCTL_BASE_URL}, and {@code
     * CHATCTL_ALLOW_HTTP}, hosts with commas between.
     *
     * @throws IllegalStateException naming every variable that is missing or cannot be used
     */
    public Builder environment() {
      return environment(System::getenv);
    }

    /** As {@link #environment()}, for an environment of another making. */
    public Builder environment(Function<String, @Nullable String> variables) {
      new EnvironmentVariables(variables).applyTo(this);
      return this;
    }

    /** Who signs; the caller closes them when no client needs them any more. */
    public Builder credentials(ChatCredentials value) {
      credentials = value;
      return this;
    }

    /**
     * How long each UserSig holds and how long before its expiry it is replaced; 25 and 24 hours by
     * default.
     *
     * @param holds in whole seconds
     * @param replacedBefore shorter than {@code holds}
     */
    public Builder validity(Duration holds, Duration replacedBefore) {
      validity = holds;
      margin = replacedBefore;
      return this;
    }

    /** The clock that UserSigs are dated by. */
    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    /** A client to share connections and threads with; it is neither changed nor closed. */
    public Builder okHttpClient(OkHttpClient value) {
      options.okHttpClient(value);
      return this;
    }

    /** Another limiter than the contract's budgets counted in this process. */
    public Builder rateLimiter(RateLimiter value) {
      options.rateLimiter(value);
      return this;
    }

    /** Everything else: deadlines, retries, validation, interceptors, observer. */
    public Builder options(Consumer<ClientOptions.Builder> settings) {
      settings.accept(options);
      return this;
    }

    /**
     * The finished client.
     *
     * @throws IllegalStateException when credentials or the base URL are missing
     * @throws IllegalArgumentException when the base URL would expose the signature on the network
     */
    public ChatClient build() {
      return ChatClient.create(clientOptions());
    }

    /**
     * What {@link #build()} makes a client of, for tools that make their own.
     *
     * @throws IllegalStateException when credentials or the base URL are missing
     * @throws IllegalArgumentException when the base URL would expose the signature on the network
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
