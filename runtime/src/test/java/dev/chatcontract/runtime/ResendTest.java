package dev.chatcontract.runtime;

import static dev.chatcontract.runtime.WireServer.json;
import static dev.chatcontract.runtime.WireServer.reset;
import static dev.chatcontract.runtime.WireServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.engine.OperationCaller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One attempt is one request, whatever OkHttp would do by default; also with a given client that
 * has resending turned on.
 */
class ResendTest {
  private final WireServer server = new WireServer();
  private final OkHttpClient eager =
      new OkHttpClient.Builder().retryOnConnectionFailure(true).followRedirects(true).build();

  @AfterEach
  void close() {
    server.close();
    eager.dispatcher().executorService().shutdown();
    eager.connectionPool().evictAll();
  }

  private OperationCaller caller(boolean handedIn) {
    ClientOptions.Builder options = Things.options(server).retryPolicy(RetryPolicy.none());
    return OperationCaller.create((handedIn ? options.okHttpClient(eager) : options).build());
  }

  @ParameterizedTest
  @CsvSource({
    "false,408,X: y",
    "true,408,X: y",
    "false,408,Retry-After: 0",
    "true,408,Retry-After: 0",
    "false,503,Retry-After: 0",
    "true,503,Retry-After: 0",
    "false,421,X: y",
    "true,421,X: y",
    "true,401,WWW-Authenticate: Basic realm=x",
    "false,301,Location: /v1/other",
    "true,302,Location: /v1/other",
    "false,302,Location: /v1/other",
    "true,303,Location: /v1/other",
    "false,307,Location: /v1/other",
    "true,307,Location: /v1/other",
    "true,308,Location: /v1/other"
  })
  void sendsOnceOnStatus(boolean handedIn, int code, String header) {
    server.then(status(code, header, new byte[0]));
    try (OperationCaller caller = caller(handedIn)) {
      HttpStatusException e =
          catchThrowableOfType(
              HttpStatusException.class,
              () -> caller.call(Things.READ, Ask.empty(), CallOptions.none()));
      assertThat(e.status()).isEqualTo(code);
      assertThat(e.getMessage().contains("Redirects are not followed"))
          .isEqualTo(code >= 300 && code < 400);
      HttpStatusException async =
          (HttpStatusException)
              catchThrowableOfType(
                      CompletionException.class,
                      () -> caller.callAsync(Things.READ, Ask.empty(), CallOptions.none()).join())
                  .getCause();
      assertThat(async.status()).isEqualTo(code);
    }
    assertThat(server.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sendsOnceOnResetOfANewConnection(boolean handedIn) {
    server.then(reset());
    try (OperationCaller caller = caller(handedIn)) {
      TransportException e =
          catchThrowableOfType(
              TransportException.class,
              () -> caller.call(Things.READ, Ask.empty(), CallOptions.none()));
      assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECTION_LOST);
      assertThat(e.sent()).isTrue();
    }
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sendsOnceOnResetOfAKeptConnection(boolean handedIn) {
    server.then(json("{\"Status\":\"OK\",\"Code\":0}"), reset());
    try (OperationCaller caller = caller(handedIn)) {
      caller.call(Things.READ, Ask.empty(), CallOptions.none());
      TransportException e =
          catchThrowableOfType(
              TransportException.class,
              () -> caller.call(Things.READ, Ask.empty(), CallOptions.none()));
      assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECTION_LOST);
    }
    assertThat(server.requests()).isEqualTo(2);
    assertThat(server.connections()).isEqualTo(1);
  }

  /** As one that compresses or encrypts. */
  private static Response anotherBody(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Buffer json = new Buffer();
    request.body().writeTo(json);
    RequestBody other = RequestBody.create(json.readByteArray(), request.body().contentType());
    return chain.proceed(request.newBuilder().method(request.method(), other).build());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sendsOnceABodyThatAnInterceptorHasReplaced(boolean handedIn) {
    server.then(status(503, "Retry-After: 0", new byte[0]));
    ClientOptions.Builder options = Things.options(server).retryPolicy(RetryPolicy.none());
    if (handedIn) {
      options.okHttpClient(eager.newBuilder().addInterceptor(ResendTest::anotherBody).build());
    } else {
      options.interceptor(ResendTest::anotherBody);
    }
    try (OperationCaller caller = OperationCaller.create(options.build())) {
      HttpStatusException e =
          catchThrowableOfType(
              HttpStatusException.class,
              () -> caller.call(Things.WRITE, Ask.named("a"), CallOptions.none()));
      assertThat(e.status()).isEqualTo(503);
      assertThat(server.requests()).isEqualTo(1);
      assertThat(server.request(0).body()).isEqualTo("{\"Name\":\"a\"}");
      assertThat(
              catchThrowableOfType(
                  CompletionException.class,
                  () -> caller.callAsync(Things.WRITE, Ask.named("a"), CallOptions.none()).join()))
          .hasCauseInstanceOf(HttpStatusException.class);
    }
    assertThat(server.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "true, true"})
  void aBodyThatReplacesTheCallsOwnUnreadCountsAsSent(boolean handedIn, boolean onTheNetwork) {
    Interceptor unread =
        chain ->
            chain.proceed(
                chain
                    .request()
                    .newBuilder()
                    .post(RequestBody.create("{}".getBytes(StandardCharsets.UTF_8)))
                    .build());
    server.then(reset());
    ClientOptions.Builder options = Things.options(server).timeSource(new FakeTime());
    if (!handedIn) {
      options.interceptor(unread);
    } else if (onTheNetwork) {
      // The bridge has set the length already, of the same body here.
      options.okHttpClient(eager.newBuilder().addNetworkInterceptor(unread).build());
    } else {
      options.okHttpClient(eager.newBuilder().addInterceptor(unread).build());
    }
    try (OperationCaller caller = OperationCaller.create(options.build())) {
      TransportException e =
          catchThrowableOfType(
              TransportException.class,
              () -> caller.call(Things.WRITE, Ask.empty(), CallOptions.none()));
      assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECTION_LOST);
      assertThat(e.sent()).isTrue();
      assertThat(e.maybeApplied()).isTrue();
    }
    assertThat(server.requests()).isEqualTo(1);
  }
}
