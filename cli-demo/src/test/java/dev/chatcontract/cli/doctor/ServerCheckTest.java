package dev.chatcontract.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection to a server, with each step broken once. */
@Timeout(120)
class ServerCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir Path directory;

  private static List<Finding> check(String url) {
    return ServerCheck.of(url, Map.of());
  }

  private static Finding one(List<Finding> findings, String check) {
    return findings.stream().filter(f -> f.check().equals(check)).findFirst().orElseThrow();
  }

  private static String verdicts(List<Finding> findings) {
    return findings.stream()
        .map(f -> f.check() + " " + f.verdict().label())
        .collect(Collectors.joining(", "));
  }

  private static RawServer dated(Instant time) throws IOException {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    return new RawServer(
        "HTTP/1.1 404 Not Found\r\nDate: " + date + "\r\nContent-Length: 0\r\n\r\n");
  }

  @Test
  void aNameWithoutAnAddressIsReportedAsADnsFault() {
    List<Finding> findings = check("https://no-such-host.invalid");
    assertThat(verdicts(findings))
        .isEqualTo("proxy ok, dns wrong, connection skipped, tls skipped, clock skipped");
    assertThat(one(findings, "dns").seen()).isEqualTo("no-such-host.invalid has no address");
  }

  @Test
  void aPortWhereNothingListensIsReportedAsAConnectionFault() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<Finding> findings = check("http://127.0.0.1:" + port);
    assertThat(verdicts(findings))
        .isEqualTo("proxy ok, dns ok, connection wrong, tls skipped, clock skipped");
    assertThat(one(findings, "connection").seen()).contains("127.0.0.1:" + port, "refused");
  }

  @Test
  void aPortThatDoesNotSpeakHttpIsReported() throws IOException {
    try (RawServer ssh = new RawServer("SSH-2.0-\u001b[31mOpenSSH\r\n")) {
      Finding answer = one(check(ssh.url()), "answer");
      assertThat(answer.verdict()).isEqualTo(Finding.Verdict.WRONG);
      assertThat(answer.seen()).doesNotContain("\u001b");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void aServerThatFallsSilentIsNotMistakenForAnotherProgram(String scheme) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      List<Finding> findings =
          ServerCheck.of(
              scheme + "://localhost:" + silent.getLocalPort(),
              Map.of(),
              Clock.systemUTC(),
              RecordingTrust.ofThisJvm(),
              Duration.ofSeconds(1));
      assertThat(verdicts(findings))
          .isEqualTo("proxy ok, dns ok, connection ok, answer wrong, clock skipped");
      assertThat(one(findings, "answer").seen()).isEqualTo("none within 1 s of the connection");
      assertThat(one(findings, "answer").advice()).contains("fell silent", "firewall");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, ok, as the server's",
    "-7200, wrong, 7200 s slow",
    "7200, wrong, 7200 s fast",
    "-60, look, 60 s slow",
    "60, look, 60 s fast",
    "-3, ok, 3 s slow"
  })
  void theClockIsComparedWithTheServers(int ahead, String verdict, String seen) throws IOException {
    Clock clock = Clock.fixed(NOW.plusSeconds(ahead), ZoneOffset.UTC);
    // The header means the whole second that it names.
    try (RawServer server = dated(ahead > 0 ? NOW.minusSeconds(1) : NOW)) {
      Finding finding =
          one(ServerCheck.of(server.url(), Map.of(), clock, RecordingTrust.ofThisJvm()), "clock");
      assertThat(finding.verdict().label() + ", " + finding.seen())
          .isEqualTo(verdict + ", " + seen);
      assertThat(finding.advice().isEmpty()).isEqualTo("ok".equals(verdict));
    }
  }

  @Test
  void withoutADateHeaderTheClockIsNotChecked() throws IOException {
    try (RawServer server =
        new RawServer("HTTP/1.1 200 OK\r\nDate: soon\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(verdicts(check(server.url())))
          .isEqualTo("proxy ok, dns ok, connection ok, tls ok, clock skipped");
    }
  }

  @Test
  void theIssuerOfACertificateIsNamedWhetherTrustedOrNot() throws Exception {
    KeyStore store = office();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    String url = "https://localhost:" + server.getAddress().getPort();
    try {
      List<Finding> stranger = check(url);
      assertThat(verdicts(stranger))
          .isEqualTo("proxy ok, dns ok, connection ok, tls wrong, clock skipped");
      assertThat(one(stranger, "tls").seen())
          .startsWith("issued by CN=Office Gateway: ")
          .contains("PKIX");
      assertThat(one(stranger, "tls").advice()).contains("trustStore");
      List<Finding> known =
          ServerCheck.of(url, Map.of(), Clock.systemUTC(), RecordingTrust.of(trusting(store)));
      assertThat(verdicts(known)).isEqualTo("proxy ok, dns ok, connection ok, tls ok, clock ok");
      assertThat(one(known, "tls").seen()).startsWith("issued by CN=Office Gateway, until 20");

      String byNumber = url.replace("localhost", "127.0.0.1");
      List<Finding> otherName =
          ServerCheck.of(byNumber, Map.of(), Clock.systemUTC(), RecordingTrust.of(trusting(store)));
      assertThat(one(otherName, "tls").verdict()).isEqualTo(Finding.Verdict.WRONG);
      assertThat(one(otherName, "tls").advice()).startsWith("It is another host's certificate");

      Clock late = Clock.fixed(Instant.now().plus(Duration.ofDays(400)), ZoneOffset.UTC);
      List<Finding> clockWrong = ServerCheck.of(url, Map.of(), late, RecordingTrust.ofThisJvm());
      assertThat(one(clockWrong, "tls").advice())
          .contains("and this clock says 20", "look at the clock first", "trustStore");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aPortWithoutTlsShowsNoCertificate() throws IOException {
    try (RawServer plain = dated(NOW)) {
      Finding tls = one(check("https://localhost:" + plain.port()), "tls");
      assertThat(tls.verdict()).isEqualTo(Finding.Verdict.WRONG);
      assertThat(tls.advice()).startsWith("No certificate came");
    }
  }

  @Test
  void withAProxyTheProxyIsCheckedAndNoNameResolved() throws IOException {
    try (RawServer proxy =
        new RawServer("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")) {
      List<Finding> findings = behind(proxy.port(), "https://no-such-host.invalid");
      assertThat(verdicts(findings))
          .isEqualTo("proxy ok, connection ok, answer wrong, clock skipped");
      assertThat(one(findings, "proxy").seen()).isEqualTo("localhost:" + proxy.port());
      assertThat(one(findings, "answer").seen()).contains("proxy");
    }
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(one(behind(port, "https://no-such-host.invalid"), "connection").seen())
        .contains("(the proxy)", "refused");
  }

  @Test
  void aProxySettingThatJavaIgnoresIsPointedOut() {
    Map<String, String> environment = Map.of("HTTPS_PROXY", "http://user:pass1234@proxy:3128");
    Finding proxy = one(ServerCheck.of("https://no-such-host.invalid", environment), "proxy");
    assertThat(proxy.verdict()).isEqualTo(Finding.Verdict.LOOK);
    assertThat(proxy.seen()).isEqualTo("none, though HTTPS_PROXY is set");
    assertThat(proxy.advice()).contains("-Dhttps.proxyHost").doesNotContain("pass1234");
  }

  private static List<Finding> behind(int port, String url) {
    ProxySelector before = ProxySelector.getDefault();
    Proxy proxy =
        new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            return List.of(proxy);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // The finding says so.
          }
        });
    try {
      return check(url);
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  private KeyStore office() throws Exception {
    Path file = directory.resolve("office.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "office",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Office Gateway",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-validity",
                "30")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).as(Files.readString(directory.resolve("keytool.log"))).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, "changeit".toCharArray());
    }
    return store;
  }

  private static SSLContext context(KeyStore store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static KeyStore trusting(KeyStore office) throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("office", office.getCertificate("office"));
    return trust;
  }
}
