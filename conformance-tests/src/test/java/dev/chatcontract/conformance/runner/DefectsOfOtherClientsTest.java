package dev.chatcontract.conformance.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetGroupAttrRequest;
import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.ScriptedAnswer;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.runtime.HttpStatusException;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import dev.chatcontract.signer.UserSigClaims;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every defect that was reproduced in an alternative client has a case of the corpus or, where a
 * case cannot show it, a test in this class.
 */
class DefectsOfOtherClientsTest {
  private static final String KEY =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final ScriptedAnswer OK =
      ScriptedAnswer.text("{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\"}");

  /** Globs of case ids; a name without a slash is a test below. */
  private static final Map<String, List<String>> SHOWN_BY = new LinkedHashMap<>();

  static {
    defect("the operation for conversation marks is missing", "get_contact_group/wire/*");
    defect("attributes are asked on the wrong service path", "get_group_attr/wire/*");
    defect(
        "Next 4454685361 decodes as 159718065, silently",
        "get_appid_group_list/sample-response/GAGL-RES-1*",
        "get_appid_group_list/field/Next-over-32-bits");
    defect("the ErrorCode of one group is dropped", "get_group_info/batch/item-error-*");
    defect("ToGroupId is dropped", "get_contact_group/field/ContactItem.ToGroupId-*");
    defect("an ErrorCode other than 0 is not a failure", "*/envelope/ok-nonzero");
    defect("a 502 with HTML is a JSON parse error, seconds later", "*/transport/status-502-html");
    defect(
        "an import is sent up to four times",
        "import_group/transport/lost-answer-one-shot",
        "import_group/transport/cut-answer-one-shot",
        "import_group/transport/status-502-one-shot",
        "*/transport/reset-before-answer",
        "*/transport/close-before-answer");
    defect(
        "OkHttp repeats a 408 or a 503 by itself",
        "*/transport/status-408",
        "*/transport/status-503-*");
    defect("a UserSig cannot be renewed", "*/common-error/70001", "*/retry/70001*");
    defect("a base URL on loopback is refused", "*/wire/smallest-request");
    defect(
        "an OkHttpClient of one's own cannot be used",
        "a_given_okhttp_client_is_used_and_left_open");
    defect("no paging", "get_appid_group_list/pages/*", "get_contact_group/pages/*");
    defect(
        "no batching; 51 IDs are sent unchecked",
        "get_group_info/batch/plain-call-over-limit",
        "get_group_info/batch/split-*");
    defect("no rate limit", "*/rate-limit/in-turn", "get_appid_group_list/rate-limit/pages");
    defect(
        "the documented profile cannot be decoded and encoded, or loses members",
        "get_group_info/sample-response/*");
    defect("a read timeout has a getMessage() that throws", "*/transport/deadline-no-answer");
    defect("random is a signed 32-bit number", "*/auth/random-range");
    defect("a 500 with {\"ErrorCode\":0} is success", "*/envelope/status-500-saying-zero");
    defect("a 404 with {} gives a null code", "*/envelope/status-404-empty-object");
    defect("a deadline of 500 ms is honoured after 3 s", "*/transport/deadline-*");
    defect(
        "digits of the locale stand in the URL",
        "*/auth/locale-arabic",
        "*/auth/locale-farsi",
        "*/auth/locale-bengali");
    defect("an identifier adds a parameter", "*/auth/identifier-with-ampersand");
    defect("an identifier cuts the query off", "*/auth/identifier-with-hash");
    defect(
        "a redirect from https to http is followed with the signature in clear",
        "a_redirect_from_https_to_http_is_not_followed",
        "*/transport/redirect-*");
    defect(
        "500 equal configurations leave 500 HTTP clients alive",
        "five_hundred_equal_clients_leave_no_thread_alive");
    defect("an identifier of 3000 characters gives a cut signature", "*/auth/identifier-too-long");
    defect("a negative expiry is accepted", "a_negative_expiry_is_refused");
    defect("an identifier that is null is accepted", "an_identifier_that_is_null_is_refused");
  }

  private static void defect(String what, String... shownBy) {
    SHOWN_BY.put(what, List.of(shownBy));
  }

  @Test
  void every_defect_has_a_case_or_a_test() {
    List<String> ids =
        Corpus.of(ContractReader.bundled()).cases().stream().map(ConformanceCase::id).toList();
    Set<String> tests = new HashSet<>();
    Arrays.stream(DefectsOfOtherClientsTest.class.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .forEach(method -> tests.add(method.getName()));
    List<String> missing = new ArrayList<>();
    SHOWN_BY.forEach(
        (defect, all) ->
            all.stream()
                .filter(
                    one ->
                        one.contains("/")
                            ? ids.stream().noneMatch(id -> Globs.matches(List.of(one), id))
                            : !tests.contains(one))
                .forEach(one -> missing.add(defect + ": " + one)));
    assertThat(missing).isEmpty();
    assertThat(SHOWN_BY).hasSize(29);
  }

  @Test
  void five_hundred_equal_clients_leave_no_thread_alive() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (ScriptedServer server = new ScriptedServer(List.of(OK), true);
        ChatCredentials credentials = credentials()) {
      for (int i = 0; i < 500; i++) {
        try (ChatClient chat =
            SignedChatClients.builder()
                .baseUrl(server.baseUrl().toString())
                .credentials(credentials)
                .build()) {
          chat.groups().getGroupAttr(GetGroupAttrRequest.of("group"));
        }
      }
      assertThat(server.seen()).hasSize(500);
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        // OkHttp's task runner is one for the whole process and goes away when it is idle.
        boolean shared =
            thread.getName().matches("scripted-server|OkHttp TaskRunner|Okio Watchdog");
        if (!before.contains(thread) && !shared) {
          thread.join(20_000);
          assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
      }
    }
  }

  @Test
  void a_redirect_from_https_to_http_is_not_followed(@TempDir Path folder) throws Exception {
    KeyStore keys = localhost(folder.resolve("localhost.p12"));
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, KEY.toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(keys);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .sslSocketFactory(
                tls.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
            .build();
    HttpsServer secure =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(tls));
    try (ScriptedServer clear = new ScriptedServer(List.of(OK), true);
        ChatCredentials credentials = credentials()) {
      secure.createContext(
          "/",
          exchange -> {
            try (InputStream body = exchange.getRequestBody()) {
              body.readAllBytes();
            }
            int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1, 4));
            exchange
                .getResponseHeaders()
                .set("Location", clear.baseUrl() + exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      secure.start();
      for (int status : new int[] {301, 302, 303, 307, 308}) {
        try (ChatClient chat =
            SignedChatClients.builder()
                .baseUrl("https://localhost:" + secure.getAddress().getPort() + "/" + status)
                .credentials(credentials)
                .okHttpClient(http)
                .build()) {
          assertThatThrownBy(() -> chat.groups().getGroupAttr(GetGroupAttrRequest.of("group")))
              .isInstanceOfSatisfying(
                  HttpStatusException.class, e -> assertThat(e.status()).isEqualTo(status));
        }
      }
      assertThat(clear.seen()).isEmpty();
    } finally {
      secure.stop(0);
      close(http);
    }
  }

  @Test
  void a_given_okhttp_client_is_used_and_left_open() {
    List<String> paths = new ArrayList<>();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  paths.add(chain.request().url().encodedPath());
                  return chain.proceed(chain.request());
                })
            .build();
    try (ScriptedServer server = new ScriptedServer(List.of(OK), true);
        ChatCredentials credentials = credentials()) {
      for (int i = 0; i < 2; i++) {
        try (ChatClient chat =
            SignedChatClients.builder()
                .baseUrl(server.baseUrl().toString())
                .credentials(credentials)
                .okHttpClient(http)
                .build()) {
          chat.groups().getGroupAttr(GetGroupAttrRequest.of("group"));
        }
      }
    }
    assertThat(paths).hasSize(2);
    assertThat(http.dispatcher().executorService().isShutdown()).isFalse();
    close(http);
  }

  @Test
  void a_negative_expiry_is_refused() {
    assertThatThrownBy(() -> UserSigClaims.of(1400000001L, "administrator", 1_700_000_000, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    try (ChatCredentials credentials = credentials()) {
      SignedChatClients.Builder builder =
          SignedChatClients.builder()
              .baseUrl("http://127.0.0.1:9")
              .credentials(credentials)
              .validity(Duration.ofSeconds(-1), Duration.ZERO);
      assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void an_identifier_that_is_null_is_refused() {
    Function<String, ChatCredentials> credentials =
        identifier -> ChatCredentials.of(1400000001L, identifier, KEY.toCharArray());
    assertThatThrownBy(() -> credentials.apply(null)).hasMessageContaining("identifier");
    assertThatThrownBy(() -> credentials.apply("")).hasMessageContaining("identifier");
  }

  private static ChatCredentials credentials() {
    return ChatCredentials.of(1400000001L, "administrator", KEY.toCharArray());
  }

  private static void close(OkHttpClient http) {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  /** A new key, since a certificate in the sources would expire one day. */
  private static KeyStore localhost(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "localhost",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=DNS:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                KEY,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore pair = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      pair.load(in, KEY.toCharArray());
    }
    pair.setCertificateEntry("trusted", pair.getCertificate("localhost"));
    return pair;
  }
}
