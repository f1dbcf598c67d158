package dev.chatcontract.cli.doctor;

import dev.chatcontract.runtime.text.InertText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.X509TrustManager;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Checks of the way to a server: proxy, name, connection, certificate and clock. It sends nothing
 * signed.
 */
public final class ServerCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** With a larger deviation, a UserSig may be dated later than the service's own time. */
  private static final Duration SMALL_SKEW = Duration.ofSeconds(10);

  private static final Duration GREAT_SKEW = Duration.ofMinutes(5);
  private static final List<String> VARIABLES =
      List.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy");

  private final HttpUrl url;
  private final Map<String, String> environment;
  private final Clock clock;
  private final RecordingTrust trust;
  private final Duration patience;
  private final List<Finding> findings = new ArrayList<>();

  private ServerCheck(
      HttpUrl url,
      Map<String, String> environment,
      Clock clock,
      X509TrustManager trusted,
      Duration patience) {
    this.url = url;
    this.environment = environment;
    this.clock = clock;
    this.trust = new RecordingTrust(trusted);
    this.patience = patience;
  }

  /** Runs all checks, with what this JVM trusts. */
  public static List<Finding> of(String url, Map<String, String> environment) {
    return of(url, environment, Clock.systemUTC(), RecordingTrust.ofThisJvm());
  }

  static List<Finding> of(
      String url, Map<String, String> environment, Clock clock, X509TrustManager trusted) {
    return of(url, environment, clock, trusted, PATIENCE);
  }

  static List<Finding> of(
      String url,
      Map<String, String> environment,
      Clock clock,
      X509TrustManager trusted,
      Duration patience) {
    return new ServerCheck(HttpUrl.get(url), environment, clock, trusted, patience).look();
  }

  private List<Finding> look() {
    Proxy proxy = proxy();
    InetSocketAddress next = proxy == null ? resolved() : (InetSocketAddress) proxy.address();
    if (next == null || !connects(next, proxy != null)) {
      skip(next == null ? List.of("connection", "tls", "clock") : List.of("tls", "clock"));
    } else {
      answer();
    }
    return findings;
  }

  private void skip(List<String> checks) {
    checks.forEach(check -> findings.add(Finding.skipped(check, "the server was not reached")));
  }

  /** Returns the proxy that Java uses, or null. */
  private @Nullable Proxy proxy() {
    ProxySelector selector = ProxySelector.getDefault();
    Proxy proxy = selector == null ? Proxy.NO_PROXY : selector.select(url.uri()).get(0);
    if (proxy.type() != Proxy.Type.DIRECT) {
      InetSocketAddress address = (InetSocketAddress) proxy.address();
      String where = address.getHostString() + ":" + address.getPort();
      findings.add(Finding.ok("proxy", InertText.line(where)));
      return proxy;
    }
    List<String> set = VARIABLES.stream().filter(environment::containsKey).toList();
    findings.add(
        set.isEmpty() || loopback()
            ? Finding.ok("proxy", "none")
            : Finding.look(
                "proxy",
                "none, though " + String.join(", ", set) + " is set",
                "Java programs do not read it: set -Dhttps.proxyHost and -Dhttps.proxyPort in"
                    + " JAVA_TOOL_OPTIONS."));
    return null;
  }

  private boolean loopback() {
    return url.host().equals("localhost") || url.host().equals("127.0.0.1");
  }

  private @Nullable InetSocketAddress resolved() {
    long begun = System.nanoTime();
    try {
      InetAddress[] all = InetAddress.getAllByName(url.host());
      findings.add(
          Finding.ok(
              "dns",
              url.host() + ", " + all.length + (all.length == 1 ? " address" : " addresses"),
              begun));
      return new InetSocketAddress(all[0], url.port());
    } catch (UnknownHostException e) {
      findings.add(
          Finding.wrong(
              "dns",
              url.host() + " has no address",
              "Check the spelling, `chatctl regions`, and the resolver of this machine or"
                  + " container; behind a proxy, tell Java of it."));
      return null;
    }
  }

  private boolean connects(InetSocketAddress next, boolean proxied) {
    String where = InertText.line(next.getHostString()) + ":" + next.getPort();
    long begun = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(
          proxied ? new InetSocketAddress(next.getHostString(), next.getPort()) : next,
          (int) patience.toMillis());
      findings.add(Finding.ok("connection", where, begun));
      return true;
    } catch (IOException e) {
      findings.add(
          Finding.wrong(
              "connection",
              where + (proxied ? " (the proxy)" : "") + ": " + shown(e),
              "A refusal: nothing listens there. Silence: a firewall, or a proxy that Java does not"
                  + " know of."));
      return false;
    }
  }

  private void answer() {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .callTimeout(patience.multipliedBy(2))
            .readTimeout(patience)
            .sslSocketFactory(trust.sockets(), trust)
            .build();
    Request request =
        new Request.Builder().url(url.newBuilder().encodedPath("/").query(null).build()).build();
    Instant sent = clock.instant();
    try (Response response = client.newCall(request).execute()) {
      Instant received = clock.instant();
      tls(null);
      clock(response.headers().getDate("Date"), sent, received);
    } catch (SSLException e) {
      tls(e);
    } catch (InterruptedIOException e) {
      findings.add(
          Finding.wrong(
              "answer",
              "none within " + patience.toSeconds() + " s of the connection",
              "Something took the connection and fell silent: a firewall that lets only the first"
                  + " packets through, a server that is overloaded, or one that waits for TLS where"
                  + " the URL says http."));
      skip(List.of("clock"));
    } catch (IOException e) {
      findings.add(
          Finding.wrong(
              "answer",
              shown(e),
              "Something took the connection and does not speak HTTP: a proxy that wants a password,"
                  + " a gateway, another program's port."));
      skip(List.of("clock"));
    } finally {
      client.connectionPool().evictAll();
      client.dispatcher().executorService().shutdown();
    }
  }

  private void tls(@Nullable SSLException failure) {
    X509Certificate shown = trust.shown();
    if (!url.isHttps()) {
      findings.add(Finding.ok("tls", "none, the URL is plain http"));
    } else if (failure == null) {
      findings.add(
          Finding.ok(
              "tls",
              shown == null
                  ? "trusted"
                  : "issued by " + issuer(shown) + ", until " + shown.getNotAfter().toInstant()));
    } else {
      findings.add(
          Finding.wrong(
              "tls",
              (shown == null ? "" : "issued by " + issuer(shown) + ": ") + shown(failure),
              advice(shown, failure)));
      findings.add(Finding.skipped("clock", "no answer came"));
    }
  }

  private String advice(@Nullable X509Certificate shown, SSLException failure) {
    if (shown == null) {
      return "No certificate came: the port may not speak TLS, or a gateway ended it.";
    }
    if (failure instanceof SSLPeerUnverifiedException) {
      return "It is another host's certificate: look at the spelling of the host, and at what"
          + " answers in its place.";
    }
    String organisation =
        "If that is your own organisation, it inspects TLS: make this JVM trust it with"
            + " -Djavax.net.ssl.trustStore. If not, stop: somebody may be listening.";
    Instant now = clock.instant();
    Instant from = shown.getNotBefore().toInstant();
    Instant until = shown.getNotAfter().toInstant();
    return now.isBefore(from) || now.isAfter(until)
        ? "It is valid from "
            + from
            + " until "
            + until
            + ", and this clock says "
            + now.truncatedTo(ChronoUnit.SECONDS)
            + ": look at the clock first. "
            + organisation
        : organisation;
  }

  private void clock(@Nullable Date date, Instant sent, Instant received) {
    if (date == null) {
      findings.add(Finding.skipped("clock", "the answer has no Date"));
      return;
    }
    // The header has whole seconds and was written between sending and receiving.
    Instant served = date.toInstant();
    Duration slow = Duration.between(received, served);
    Duration fast = Duration.between(served.plusSeconds(1), sent);
    Duration off = slow.compareTo(fast) > 0 ? slow : fast;
    String seen =
        off.isNegative() || off.isZero()
            ? "as the server's"
            : TimeUnit.MILLISECONDS.toSeconds(off.toMillis() + 999)
                + " s "
                + (slow.compareTo(fast) > 0 ? "slow" : "fast");
    String advice =
        "Let NTP set the clock of this machine (of the host, in a container); UserSigs are dated by"
            + " it.";
    findings.add(
        off.compareTo(SMALL_SKEW) <= 0
            ? Finding.ok("clock", seen)
            : off.compareTo(GREAT_SKEW) <= 0
                ? Finding.look("clock", seen, advice)
                : Finding.wrong("clock", seen, advice));
  }

  private static String issuer(X509Certificate certificate) {
    return InertText.line(certificate.getIssuerX500Principal().getName());
  }

  private static String shown(Exception e) {
    return InertText.line(e.getClass().getSimpleName() + ": " + e.getMessage());
  }
}
