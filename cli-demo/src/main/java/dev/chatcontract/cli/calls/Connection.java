package dev.chatcontract.cli.calls;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.Suggestions;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.Program;
import dev.chatcontract.cli.settings.Settings;
import dev.chatcontract.client.Region;
import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.ClientOptions;
import dev.chatcontract.runtime.Observer;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.RateLimiter;
import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.operation.Paging;
import dev.chatcontract.runtime.text.InertText;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/** Sends signed calls to the server that the settings name. */
public final class Connection implements AutoCloseable {
  private static final Pattern MACHINE_ITSELF =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?");
  private static final Pattern NOT_IN_A_URL =
      Pattern.compile("[\\x00-\\x20\"<>\\\\^`{|}\\x7f]|%(?![0-9A-Fa-f]{2})");

  private final OperationCaller caller;
  private final ChatCredentials credentials;
  private final String subject;

  private Connection(OperationCaller caller, ChatCredentials credentials, String subject) {
    this.caller = caller;
    this.credentials = credentials;
    this.subject = subject;
  }

  public static Connection open(Call call) {
    return open(call, false);
  }

  /**
   * Like {@link #open(Call)}.
   *
   * @param paced whether the caller keeps to a rate itself, so that the contract's limit is not
   *     applied as well
   */
  public static Connection open(Call call, boolean paced) {
    Settings settings = Settings.of(call);
    String url = baseUrl(settings);
    long app = settings.sdkAppId();
    String identifier = settings.identifier();
    byte[] key = settings.secretKey();
    ChatCredentials credentials;
    try {
      credentials = ChatCredentials.of(app, identifier, key);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
    Observer observer =
        call.has(Options.VERBOSE) ? new AttemptLog(call.terminal()) : Observer.none();
    ClientOptions options;
    try {
      SignedChatClients.Builder signed =
          SignedChatClients.builder()
              .baseUrl(url)
              .credentials(credentials)
              .options(o -> o.userAgent(Program.NAME + "/" + Program.version()).observer(observer));
      settings.plainHttpHosts().forEach(signed::allowPlainHttp);
      if (paced) {
        signed.rateLimiter(RateLimiter.unlimited());
      }
      options = signed.clientOptions();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    }
    refuseProxyElsewhere(options.baseUrl(), settings.plainHttpHosts());
    return new Connection(
        OperationCaller.create(options), credentials, url + " " + app + " " + identifier);
  }

  /**
   * Rejects a proxy on another machine for plain http to this one. The client does so too, but when
   * it sends: a bulk run would then take the line for sent.
   */
  private static void refuseProxyElsewhere(HttpUrl url, List<String> allowed) {
    ProxySelector selector = ProxySelector.getDefault();
    if (selector == null
        || url.isHttps()
        || allowed.stream().anyMatch(host -> isHost(host, url.host()))) {
      return;
    }
    Proxy proxy = selector.select(url.uri()).get(0);
    if (proxy.type() != Proxy.Type.DIRECT
        && proxy.address() instanceof InetSocketAddress address
        && !isOfThisMachine(address.getHostString())) {
      throw CommandFailure.usage(
          "plain http to "
              + url.host()
              + " through the proxy "
              + InertText.line(address.getHostString())
              + ":"
              + address.getPort()
              + " would expose the signature on the network; name the host in http.nonProxyHosts"
              + " (JAVA_TOOL_OPTIONS), or use "
              + Options.ALLOW_HTTP
              + " "
              + url.host());
    }
  }

  private static boolean isOfThisMachine(String host) {
    try {
      return Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * Returns the server's address, from a region or as given; without a slash at its end, so that
   * one server has one address in journals.
   */
  public static String baseUrl(Settings settings) {
    Settings.Server server =
        settings
            .server()
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "no server: use "
                            + Options.REGION
                            + " or "
                            + Options.BASE_URL
                            + ", or set CHATCTL_REGION or CHATCTL_BASE_URL"));
    String name = server.region();
    if (name == null) {
      String url = checked(String.valueOf(server.baseUrl()));
      return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
    return region(name).baseUrl();
  }

  /**
   * Returns the server's address as it is sent, in ASCII; fails if it would expose the signature.
   */
  public static String signedUrl(Settings settings) {
    HttpUrl url = HttpUrl.get(baseUrl(settings));
    String host = url.host();
    if (!url.isHttps()
        && !MACHINE_ITSELF.matcher(host).matches()
        && settings.plainHttpHosts().stream().noneMatch(allowed -> isHost(allowed, host))) {
      throw CommandFailure.usage(
          "plain http to "
              + host
              + " would expose the signature on the network; use https, or "
              + Options.ALLOW_HTTP
              + " "
              + host);
    }
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * Compares as addresses are compared: upper case, and letters that are not ASCII, do not matter.
   */
  private static boolean isHost(String given, String host) {
    HttpUrl url = HttpUrl.parse("http://" + given);
    return given.equals(host) || (url != null && url.host().equals(host));
  }

  public static Region region(String name) {
    String id = name.replace('-', '_').replace(' ', '_');
    return Region.byId(id)
        .orElseThrow(
            () -> {
              List<String> ids = Region.all().stream().map(Region::id).toList();
              return CommandFailure.usage(
                  "region "
                      + name
                      + ": not in the contract"
                      + Suggestions.hint(name, ids)
                      + "\nKnown: "
                      + String.join(", ", ids));
            });
  }

  /** Checks a URL. The message does not repeat it, because people put secrets into URLs. */
  public static String checked(String url) {
    try {
      ClientOptions.builder().baseUrl(url);
      new URI(url);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    } catch (URISyntaxException e) {
      // Before JDK 25 the index of an authority's fault is where the authority begins.
      Matcher fault = NOT_IN_A_URL.matcher(url);
      int index = fault.find(e.getIndex()) ? fault.start() : e.getIndex();
      // The client would encode it, and call a path that nobody meant.
      throw CommandFailure.usage(
          "the base URL has a fault at character "
              + (index + 1)
              + " ("
              + e.getReason()
              + "); remove it, or write it percent-encoded, a space as %20",
          e);
    }
    return url;
  }

  /** Returns the server, app and account, for a journal. */
  public String subject() {
    return subject;
  }

  public JsonNode call(Operation<?, ?> operation, JsonNode body, CallOptions options) {
    return caller.callRaw(operation, body, options);
  }

  <Q, R, C, I> Iterable<R> pages(
      Operation<Q, R> operation, Paging<Q, R, C, I> paging, Q first, CallOptions options) {
    return caller.pages(operation, paging, first, options).pages();
  }

  /** Returns whether repeating this request would do no harm. */
  public boolean repeatable(Operation<?, ?> operation, JsonNode body) {
    return operation.idempotency().holdsForTree(body);
  }

  @Override
  public void close() {
    caller.close();
    credentials.close();
  }

  /** Reports every attempt on stderr. */
  private record AttemptLog(Terminal terminal) implements Observer {
    @Override
    public void attempted(Report report) {
      terminal.note(
          report.operation().name()
              + " attempt "
              + report.attempt()
              + ": "
              + report.outcome()
              + (report.httpStatus() == 0 ? "" : ", HTTP " + report.httpStatus())
              + (report.code() == 0 ? "" : ", code " + report.code())
              + ", "
              + TimeUnit.NANOSECONDS.toMillis(report.nanos())
              + " ms");
    }
  }
}
