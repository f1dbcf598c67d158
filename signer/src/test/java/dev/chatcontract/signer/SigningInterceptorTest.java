package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The innermost interceptor replaces the network: it keeps each URL and answers 200. */
class SigningInterceptorTest {
  private static final long APP = 1400000001;
  private static final QueryNames NAMES =
      new QueryNames("app", "who", "sig", "nonce", 9, "format", "json");
  private static final String BASE = "https://host.example/v4/service/command";

  private final Locale locale = Locale.getDefault();
  private final List<HttpUrl> sent = new ArrayList<>();
  private final SettableClock clock = new SettableClock(1700000000);

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(locale);
  }

  @Test
  void eachOfTheFiveParametersIsAddedOnce() throws IOException {
    call(signing("administrator", () -> 7), BASE);

    Map<String, List<String>> query = query(sent.get(0));
    assertThat(query.keySet()).containsExactly("app", "format", "nonce", "sig", "who");
    assertThat(query.get("app")).containsExactly("1400000001");
    assertThat(query.get("who")).containsExactly("administrator");
    assertThat(query.get("nonce")).containsExactly("7");
    assertThat(query.get("format")).containsExactly("json");
    assertThat(query.get("sig")).hasSize(1);
    assertThat(verify(query.get("sig").get(0), "administrator"))
        .isInstanceOf(Verification.Ok.class);
    assertThat(sent.get(0).encodedPath()).isEqualTo("/v4/service/command");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a&usersig=x",
        "a#b",
        "a b",
        "a%26",
        "李雷",
        "a+b",
        "a=b",
        "a?b",
        "a/b",
        "a;b",
        "a\"b'c",
        "a\\b",
        "𝒳",
        "a&sig=x",
        "%",
        "~*|{}<>^`[]@:,$!()",
        "e\u0301"
      })
  void everyIdentifierArrivesUnchanged(String identifier) throws IOException {
    call(signing(identifier, () -> 7), BASE);

    Map<String, List<String>> query = query(sent.get(0));
    assertThat(query.keySet()).containsExactly("app", "format", "nonce", "sig", "who");
    assertThat(query.get("who")).containsExactly(identifier);
    assertThat(query.get("sig")).hasSize(1);
    assertThat(verify(query.get("sig").get(0), identifier)).isInstanceOf(Verification.Ok.class);
    assertThat(sent.get(0).encodedFragment()).isNull();
    assertThat(sent.get(0).toString()).matches("[!-~]+");
  }

  @ParameterizedTest
  @CsvSource({"ar,EG", "fa,IR", "bn,BD", "my,MM", "mr,IN"})
  void theUrlIsAsciiInEveryLocale(String language, String country) throws IOException {
    Locale.setDefault(new Locale.Builder().setLanguage(language).setRegion(country).build());
    assertThat(String.format("%d", 1400000001)).doesNotContain("1400000001");

    call(signing("李雷", () -> 4294967295L), BASE);

    Map<String, List<String>> query = query(sent.get(0));
    assertThat(sent.get(0).toString()).matches("[!-~]+");
    assertThat(query.get("app")).containsExactly("1400000001");
    assertThat(query.get("nonce")).containsExactly("4294967295");
    assertThat(query.get("who")).containsExactly("李雷");
    assertThat(verify(query.get("sig").get(0), "李雷")).isInstanceOf(Verification.Ok.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?sig=forged",
        "?%73ig=forged",
        "?sig=1&sig=2&nonce=1",
        "?nonce=0&who=mallory&app=1",
        "?format=xml",
        "?sig",
        "?"
      })
  void existingParametersOfTheSameNamesAreReplaced(String existing) throws IOException {
    call(signing("administrator", () -> 7), BASE + existing);

    Map<String, List<String>> query = query(sent.get(0));
    assertThat(query.values()).allSatisfy(values -> assertThat(values).hasSize(1));
    assertThat(query.get("nonce")).containsExactly("7");
    assertThat(query.get("who")).containsExactly("administrator");
    assertThat(query.get("app")).containsExactly("1400000001");
    assertThat(query.get("format")).containsExactly("json");
    assertThat(verify(query.get("sig").get(0), "administrator"))
        .isInstanceOf(Verification.Ok.class);
  }

  @Test
  void otherParametersAreKept() throws IOException {
    call(
        signing("administrator", () -> 7),
        BASE + "?trace=a%26b&Sig=kept&sig=x&flag&trace=%E6%9D%8E");

    Map<String, List<String>> query = query(sent.get(0));
    assertThat(query.get("trace")).containsExactly("a&b", "李");
    assertThat(query.get("Sig")).containsExactly("kept");
    assertThat(query).containsKey("flag");
    assertThat(query.get("sig")).hasSize(1).doesNotContain("x");
    assertThat(sent.get(0).querySize()).isEqualTo(9);
  }

  @Test
  void eachAttemptHasANewRandomNumberAndTheSameUserSig() throws IOException {
    long[] next = {0};
    OkHttpClient client = signing("administrator", () -> next[0]++);
    for (int i = 0; i < 3; i++) {
      call(client, BASE);
    }

    assertThat(sent.stream().map(url -> url.queryParameter("nonce")))
        .containsExactly("0", "1", "2");
    assertThat(sent.stream().map(url -> url.queryParameter("sig")).distinct()).hasSize(1);
  }

  @Test
  void aRenewedUserSigIsSent() throws IOException {
    OkHttpClient client = signing("administrator", () -> 7);
    call(client, BASE);
    clock.advance(Duration.ofHours(1));
    call(client, BASE);

    assertThat(sent.stream().map(url -> url.queryParameter("sig")).distinct()).hasSize(2);
  }

  @Test
  void theResponseShowsTheUnsignedRequest() throws IOException {
    Request request = new Request.Builder().url(BASE + "?a=b").build();

    try (Response response = signing("administrator", () -> 7).newCall(request).execute()) {
      assertThat(response.request().url()).isEqualTo(request.url());
      assertThat(response.toString()).doesNotContain("sig=");
    }
  }

  @Test
  void noNestedResponseShowsTheSignedRequest() throws IOException {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(
                interceptor(
                    ChatCredentials.of(APP, "administrator", Keys.TEXT.toCharArray()), () -> 7))
            .addInterceptor(
                chain -> {
                  Response inner = answer(chain.request());
                  return answer(chain.request())
                      .newBuilder()
                      .networkResponse(inner)
                      .cacheResponse(inner)
                      .priorResponse(inner)
                      .build();
                })
            .build();

    try (Response response = client.newCall(new Request.Builder().url(BASE).build()).execute()) {
      assertThat(response.networkResponse()).isNull();
      assertThat(response.cacheResponse()).isNull();
      assertThat(response.priorResponse()).isNull();
    }
  }

  @Test
  void interceptorsBeforeItSeeNoSignature() throws IOException {
    List<String> seen = new ArrayList<>();
    OkHttpClient.Builder builder = signing("administrator", () -> 7).newBuilder();
    builder
        .interceptors()
        .add(
            0,
            chain -> {
              seen.add(chain.request().toString());
              Response response = chain.proceed(chain.request());
              seen.add(response.toString());
              return response;
            });
    OkHttpClient client = builder.build();

    call(client, BASE);

    assertThat(seen).hasSize(2).allSatisfy(text -> assertThat(text).doesNotContain("sig="));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host.example/", "http://127.0.0.1.example.com/", "http://localhost.example/",
            "http://10.0.0.1/",
        "http://[::2]/", "http://1270.0.0.1/", "http://127.0.0.1x/", "http://0.0.0.0/"
      })
  void plainHttpIsRefusedBeforeAnythingIsSent(String url) {
    OkHttpClient client = signing("administrator", () -> 7);

    assertThatThrownBy(() -> call(client, url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("plain http to ")
        .hasMessageEndingWith(
            " would expose the signature on the network; use https, or allow it for this host by name");
    assertThat(sent).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://127.8.9.250:8080/",
        "http://localhost:8080/",
        "http://LOCALHOST/",
        "http://[::1]:8080/",
        "https://host.example/",
        "https://10.0.0.1/"
      })
  void httpsAndLoopbackAreAccepted(String url) throws IOException {
    call(signing("administrator", () -> 7), url);

    assertThat(sent).hasSize(1);
  }

  @Test
  void aRefusedUserSigIsReplacedOnce() throws IOException {
    List<String> asked = new ArrayList<>();
    SigningInterceptor interceptor =
        interceptor(
            ChatCredentials.of(
                APP,
                "administrator",
                () -> {
                  asked.add("");
                  return Keys.TEXT.getBytes(StandardCharsets.UTF_8);
                }),
            () -> 7);
    OkHttpClient client = client(interceptor);
    assertThat(interceptor.resign()).isTrue();
    call(client, BASE);
    assertThat(asked).hasSize(1);

    clock.advance(Duration.ofSeconds(5));
    assertThat(interceptor.resign()).isTrue();
    assertThat(interceptor.resign()).isTrue();
    call(client, BASE);

    assertThat(asked).hasSize(2);
    assertThat(sent.stream().map(url -> url.queryParameter("sig")).distinct()).hasSize(2);
  }

  @Test
  void refusalsOfTheOldUserSigKeepTheNewOne() throws Exception {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    SigningInterceptor interceptor =
        interceptor(
            ChatCredentials.of(
                APP,
                "administrator",
                () -> {
                  asked.add("");
                  return Keys.TEXT.getBytes(StandardCharsets.UTF_8);
                }),
            () -> 7);
    int threads = 50;
    CountDownLatch allSent = new CountDownLatch(threads);
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(interceptor)
            .addInterceptor(
                chain -> {
                  allSent.countDown();
                  awaitAll(allSent);
                  return answer(chain.request());
                })
            .build();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread caller =
          new Thread(
              () -> {
                try {
                  call(client, BASE);
                  interceptor.resign();
                } catch (IOException e) {
                  asked.add("failed");
                }
              });
      caller.start();
      callers.add(caller);
    }
    for (Thread caller : callers) {
      caller.join();
    }
    call(client(interceptor), BASE);

    assertThat(asked).hasSize(2).containsOnly("");
  }

  @Test
  void randomNumbersCoverTheWholeUnsignedRange() {
    LongSupplier nonces = SigningInterceptor.nonces(0xffff_ffffL);

    long[] drawn = LongStream.generate(nonces).limit(100_000).toArray();

    assertThat(Arrays.stream(drawn).min().getAsLong()).isBetween(0L, 1L << 22);
    assertThat(Arrays.stream(drawn).max().getAsLong())
        .isBetween(0xffff_ffffL - (1L << 22), 0xffff_ffffL);
    assertThat(Arrays.stream(drawn).distinct().count()).isGreaterThan(99_000);
  }

  @Test
  void theGreatestRandomNumberIsDrawnToo() {
    assertThat(LongStream.generate(SigningInterceptor.nonces(1)).limit(1000).boxed().distinct())
        .containsExactlyInAnyOrder(0L, 1L);
  }

  private OkHttpClient signing(String identifier, LongSupplier nonces) {
    return client(
        interceptor(ChatCredentials.of(APP, identifier, Keys.TEXT.toCharArray()), nonces));
  }

  private SigningInterceptor interceptor(ChatCredentials credentials, LongSupplier nonces) {
    return new SigningInterceptor(
        UserSigCache.of(credentials, clock, Duration.ofHours(2), Duration.ofHours(1)),
        NAMES,
        nonces,
        PlainHttpHosts.LOOPBACK);
  }

  private OkHttpClient client(Interceptor signing) {
    return new OkHttpClient.Builder()
        .addInterceptor(signing)
        .addInterceptor(
            chain -> {
              sent.add(chain.request().url());
              return answer(chain.request());
            })
        .build();
  }

  private static Response answer(Request request) {
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .body(ResponseBody.create("{}", null))
        .build();
  }

  private static void call(OkHttpClient client, String url) throws IOException {
    client.newCall(new Request.Builder().url(url).build()).execute().close();
  }

  private static void awaitAll(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Verification verify(String userSig, String identifier) {
    return UserSigVerifier.of(APP, Keys.published()).withClock(clock).verify(userSig, identifier);
  }

  /** Decodes as a server does, without using OkHttp's code. */
  private static Map<String, List<String>> query(HttpUrl url) {
    Map<String, List<String>> query = new TreeMap<>();
    String text = url.toString();
    for (String pair : text.substring(text.indexOf('?') + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      String name =
          URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
      String value =
          equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
      query.computeIfAbsent(name, none -> new ArrayList<>()).add(value);
    }
    return query;
  }
}
