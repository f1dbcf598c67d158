package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.Region;
import dev.chatcontract.client.SignatureParameters;
import dev.chatcontract.client.model.GetGroupAttrRequest;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.RateLimiter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SignedChatClientsTest {
  private static final long APP = 1400000001;
  private static final GetGroupAttrRequest REQUEST = GetGroupAttrRequest.of("group");

  private final Locale locale = Locale.getDefault();
  private final SettableClock clock = new SettableClock(1700000000);
  private StandInServer server;

  @BeforeEach
  void start() throws IOException {
    server = new StandInServer();
  }

  @AfterEach
  void stop() {
    Locale.setDefault(locale);
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"administrator", "a&usersig=x", "a#b", "a b", "a%26", "李雷"})
  void aCallIsSignedForItsAccount(String identifier) {
    try (ChatClient chat = client(identifier).build()) {
      chat.groups().getGroupAttr(REQUEST);
    }

    Map<String, List<String>> query = server.query(0);
    assertThat(query.keySet())
        .containsExactlyInAnyOrder(
            SignatureParameters.APP_ID,
            SignatureParameters.IDENTIFIER,
            SignatureParameters.SIGNATURE,
            SignatureParameters.NONCE,
            SignatureParameters.FORMAT);
    assertThat(query.values()).allSatisfy(values -> assertThat(values).hasSize(1));
    assertThat(query.get("sdkappid")).containsExactly("1400000001");
    assertThat(query.get("identifier")).containsExactly(identifier);
    assertThat(query.get("contenttype")).containsExactly("json");
    assertThat(Long.parseLong(query.get("random").get(0))).isBetween(0L, 4294967295L);
    assertThat(verify(query.get("usersig").get(0), identifier)).isInstanceOf(Verification.Ok.class);
  }

  @ParameterizedTest
  @CsvSource({"ar,EG", "fa,IR", "bn,BD", "my,MM", "mr,IN"})
  void aCallIsInAsciiInEveryLocale(String language, String country) {
    Locale.setDefault(new Locale.Builder().setLanguage(language).setRegion(country).build());
    assertThat(String.format("%d", APP)).isNotEqualTo("1400000001");

    try (ChatClient chat = client("李雷").build()) {
      chat.groups().getGroupAttr(REQUEST);
    }

    assertThat(server.queries().get(0)).matches("[!-~]+");
    assertThat(server.query(0).get("sdkappid")).containsExactly("1400000001");
    assertThat(verify(server.query(0).get("usersig").get(0), "李雷"))
        .isInstanceOf(Verification.Ok.class);
  }

  @Test
  void eachCallHasANewRandomNumberAndTheSameUserSig() {
    try (ChatClient chat = client("administrator").build()) {
      for (int i = 0; i < 5; i++) {
        chat.groups().getGroupAttr(REQUEST);
      }
    }

    assertThat(server.queries().stream().distinct()).hasSize(5);
    for (int i = 1; i < 5; i++) {
      assertThat(server.query(i).get("usersig")).isEqualTo(server.query(0).get("usersig"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {70001, 70052, 70347})
  void aRefusedUserSigIsReplacedOnceAndTheCallRepeated(int code) {
    server.answer(
        200,
        query -> {
          clock.advance(Duration.ofSeconds(1));
          return server.queries().size() == 1
              ? StandInServer.failure(code, "expired")
              : StandInServer.OK;
        });

    try (ChatClient chat = client("administrator").build()) {
      chat.groups().getGroupAttr(REQUEST);
    }

    assertThat(server.queries()).hasSize(2);
    assertThat(server.query(1).get("usersig")).isNotEqualTo(server.query(0).get("usersig"));
    assertThat(verify(server.query(1).get("usersig").get(0), "administrator"))
        .isInstanceOf(Verification.Ok.class);
  }

  @Test
  void aUserSigThatIsRefusedAgainIsReported() {
    server.answer(200, query -> StandInServer.failure(70001, "expired"));

    try (ChatClient chat = client("administrator").build()) {
      assertThatThrownBy(() -> chat.groups().getGroupAttr(REQUEST))
          .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(70001));
    }

    assertThat(server.queries()).hasSize(2);
  }

  @Test
  void validityAndClockOfTheBuilderAreUsed() {
    try (ChatClient chat =
        client("administrator").validity(Duration.ofMinutes(10), Duration.ofMinutes(3)).build()) {
      chat.groups().getGroupAttr(REQUEST);
      clock.advance(Duration.ofMinutes(7));
      chat.groups().getGroupAttr(REQUEST);
    }

    assertThat(claims(0)).isEqualTo(UserSigClaims.of(APP, "administrator", 1700000000, 600));
    assertThat(claims(1)).isEqualTo(UserSigClaims.of(APP, "administrator", 1700000420, 600));
  }

  @Test
  void theDefaultValidityIsADayAndAnHour() {
    try (ChatClient chat = client("administrator").build()) {
      chat.groups().getGroupAttr(REQUEST);
    }

    assertThat(claims(0).validFor()).isEqualTo(25 * 3600);
  }

  @Test
  void theCallersInterceptorsAndClientAreUsedAndSeeNoSignature() {
    List<String> seen = new ArrayList<>();
    OkHttpClient own =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  seen.add(chain.request().url().toString());
                  return chain.proceed(chain.request());
                })
            .build();
    try (ChatClient chat =
        client("administrator")
            .okHttpClient(own)
            .options(
                options ->
                    options.interceptor(
                        chain -> {
                          var response = chain.proceed(chain.request());
                          seen.add(response.toString());
                          return response;
                        }))
            .build()) {
      chat.groups().getGroupAttr(REQUEST);
    }

    assertThat(seen).hasSize(2).allSatisfy(text -> assertThat(text).doesNotContain("usersig"));
    assertThat(server.query(0)).containsKey("usersig");
    assertThat(own.dispatcher().executorService().isShutdown()).isFalse();
  }

  @Test
  void theCallersLimiterIsUsed() {
    AtomicInteger asked = new AtomicInteger();
    RateLimiter limiter =
        (operation, maxWaitNanos) -> {
          asked.incrementAndGet();
          return 0;
        };

    try (ChatClient chat = client("administrator").rateLimiter(limiter).build()) {
      chat.groups().getGroupAttr(REQUEST);
    }

    assertThat(asked).hasValue(1);
  }

  @Test
  void closingTheClientKeepsTheCredentialsOpenAndClosedCredentialsStopTheClient() {
    ChatCredentials credentials = credentials("administrator");
    SignedChatClients.builder().baseUrl(server.baseUrl()).credentials(credentials).build().close();

    try (ChatClient chat =
        SignedChatClients.builder().baseUrl(server.baseUrl()).credentials(credentials).build()) {
      chat.groups().getGroupAttr(REQUEST);
      credentials.close();
      assertThatThrownBy(() -> chat.groups().getGroupAttr(REQUEST))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("these credentials are closed; create new ones");
    }
    assertThat(server.queries()).hasSize(1);
  }

  @Test
  void plainHttpIsRefusedWhenTheClientIsBuilt() {
    SignedChatClients.Builder builder =
        SignedChatClients.builder().credentials(credentials("administrator"));

    assertThatThrownBy(() -> builder.baseUrl("http://host.example").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "plain http to host.example would expose the signature on the network; use https, or allow"
                + " it for this host by name");
  }

  @Test
  void plainHttpToANamedHostIsAccepted() {
    SignedChatClients.Builder builder =
        SignedChatClients.builder()
            .credentials(credentials("administrator"))
            .allowPlainHttp("Simulator")
            .allowPlainHttp("10.0.0.7");

    for (String url :
        List.of("http://simulator:18080", "http://10.0.0.7", "http://127.0.0.1:1", "https://h")) {
      assertThat(builder.baseUrl(url).clientOptions().baseUrl().toString()).startsWith(url);
    }
    for (String url :
        List.of(
            "http://simulator.example", "http://sim", "http://10.0.0.70", "http://127.0.0.1.x")) {
      assertThatThrownBy(() -> builder.baseUrl(url).build())
          .hasMessageStartingWith("plain http to ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "http://simulator", "simulator:80", "a/b", "me@simulator", "a b", "a?b"})
  void plainHttpIsAllowedForOneHostAtATime(String host) {
    assertThatThrownBy(() -> SignedChatClients.builder().allowPlainHttp(host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "plain http is allowed for one host name or address, without scheme, port or path");
  }

  @Test
  void aClientIsBuiltFromTheVariablesThatChatctlReads() {
    Map<String, String> variables =
        Map.of(
            "CHATCTL_SDKAPPID",
            " 1400000001",
            "CHATCTL_IDENTIFIER",
            "administrator",
            "CHATCTL_SECRET_KEY",
            Keys.TEXT + "\n",
            "CHATCTL_BASE_URL",
            server.baseUrl());

    try (ChatClient chat = SignedChatClients.builder().environment(variables::get).build()) {
      chat.groups().getGroupAttr(REQUEST);
    }
    assertThat(server.queries())
        .singleElement()
        .asString()
        .contains("sdkappid=1400000001", "identifier=administrator", "usersig=");
  }

  @Test
  void aClientOfTheEnvironmentMayReadItsKeyFromAFileAndUsePlainHttp() {
    Map<String, String> variables =
        Map.of(
            "CHATCTL_SDKAPPID", "1400000001",
            "CHATCTL_IDENTIFIER", "administrator",
            "CHATCTL_SECRET_KEY_FILE", "/run/secrets/none",
            "CHATCTL_ALLOW_HTTP", "simulator, other",
            "CHATCTL_BASE_URL", "http://simulator:18080");

    try (ChatClient chat = SignedChatClients.builder().environment(variables::get).build()) {
      assertThatThrownBy(() -> chat.groups().getGroupAttr(REQUEST))
          .isInstanceOf(SecretUnavailableException.class)
          .hasMessageContaining("/run/secrets/none");
    }
  }

  @Test
  void allFaultsOfTheEnvironmentAreReportedAtOnceWithoutAMisplacedKey() {
    Map<String, String> swapped =
        Map.of(
            "CHATCTL_SDKAPPID",
            Keys.TEXT,
            "CHATCTL_SECRET_KEY",
            "1400000001",
            "CHATCTL_SECRET_KEY_FILE",
            "key",
            "CHATCTL_REGION",
            Keys.TEXT,
            "CHATCTL_ALLOW_HTTP",
            "http://" + Keys.TEXT);

    assertThatThrownBy(() -> SignedChatClients.builder().environment(swapped::get))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            "CHATCTL_SDKAPPID is (64 characters, not shown); a whole number is expected",
            "CHATCTL_IDENTIFIER is not set",
            "CHATCTL_SECRET_KEY and CHATCTL_SECRET_KEY_FILE exclude each other",
            "CHATCTL_REGION is (64 characters, not shown), which is not in the contract; known: ",
            "CHATCTL_ALLOW_HTTP: plain http is allowed for one host")
        .hasMessageNotContaining(Keys.TEXT.substring(0, 20));
    assertThatThrownBy(() -> SignedChatClients.builder().environment(name -> null))
        .hasMessage(
            "cannot create a client from the environment: neither CHATCTL_REGION nor CHATCTL_BASE_URL"
                + " is set: where to call; CHATCTL_SDKAPPID is not set: the application's number;"
                + " CHATCTL_IDENTIFIER is not set: the account that signs; neither"
                + " CHATCTL_SECRET_KEY_FILE nor CHATCTL_SECRET_KEY is set: the secret key");
    assertThatThrownBy(
            () ->
                SignedChatClients.builder()
                    .environment(
                        Map.of("CHATCTL_REGION", "mars", "CHATCTL_BASE_URL", "https://u:p@h")::get))
        .hasMessageContaining("CHATCTL_REGION and CHATCTL_BASE_URL exclude each other");
  }

  @Test
  void plainHttpIsRefusedAsABaseUrlOfACall() {
    CallOptions options = CallOptions.none().baseUrl("http://host.example");

    try (ChatClient chat = client("administrator").build()) {
      assertThatThrownBy(() -> chat.groups().getGroupAttr(REQUEST, options))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("plain http to host.example");
      assertThatThrownBy(() -> chat.groups().async().getGroupAttr(REQUEST, options).get())
          .hasCauseInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("plain http to host.example");
    }
  }

  @Test
  void regionsAreReachedOverHttps() {
    for (Region region : Region.all()) {
      SignedChatClients.builder()
          .region(region)
          .credentials(credentials("administrator"))
          .build()
          .close();
      assertThat(region.baseUrl()).startsWith("https://");
    }
  }

  @Test
  void missingSettingsAreNamed() {
    SignedChatClients.Builder noCredentials = SignedChatClients.builder().region(Region.SINGAPORE);
    SignedChatClients.Builder noUrl =
        SignedChatClients.builder().credentials(credentials("administrator"));

    assertThatThrownBy(noCredentials::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no credentials: call credentials(...)");
    assertThatThrownBy(noUrl::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("no base URL");
  }

  private SignedChatClients.Builder client(String identifier) {
    return SignedChatClients.builder()
        .baseUrl(server.baseUrl())
        .credentials(credentials(identifier))
        .clock(clock);
  }

  private static ChatCredentials credentials(String identifier) {
    return ChatCredentials.of(APP, identifier, Keys.TEXT.toCharArray());
  }

  private Verification verify(String userSig, String identifier) {
    return UserSigVerifier.of(APP, Keys.published()).withClock(clock).verify(userSig, identifier);
  }

  private UserSigClaims claims(int request) {
    return ((Inspection.Stated) UserSig.inspect(server.query(request).get("usersig").get(0)))
        .claims();
  }
}
