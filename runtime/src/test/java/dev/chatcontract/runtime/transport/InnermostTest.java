package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.Signer;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class InnermostTest {
  private static final byte[] JSON = {'{', '}'};

  private final Innermost innermost = new Innermost();
  private final OkHttpClient client = innermost.last(new OkHttpClient());
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private Response answer(MockResponse.Builder answer) throws IOException {
    server.enqueue(answer.build());
    return client.newCall(new Request.Builder().url(server.url("/")).build()).execute();
  }

  @Test
  void itIsTheLastInterceptorOnce() {
    assertThat(client.networkInterceptors()).containsExactly(innermost);
    assertThat(innermost.last(client)).isSameAs(client);
    Interceptor other = chain -> chain.proceed(chain.request());
    OkHttpClient more = client.newBuilder().addNetworkInterceptor(other).build();
    assertThat(innermost.last(more).networkInterceptors()).containsExactly(other, innermost);
  }

  @Test
  void anAnswerThatOkHttpCannotHoldIsNotHttpForTheReasonThatItGives() {
    assertThatThrownBy(() -> answer(new MockResponse.Builder().status("HTTP/1.1 -10 OK")))
        .isInstanceOf(ProtocolException.class)
        .hasMessageStartingWith("the answer is not HTTP: ")
        .hasMessageContaining("-10")
        .hasCauseInstanceOf(RuntimeException.class);
  }

  @Test
  void aStatusOfTwoDigitsIsNotHttp() {
    assertThatThrownBy(() -> answer(new MockResponse.Builder().status("HTTP/1.1 099 OK")))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("the answer is not HTTP: its status is 99")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/", "1:", "", "1234567890123456789"})
  void aLengthThatIsNotANumberOfBytesIsNotHttp(String length) {
    assertThatThrownBy(() -> answer(new MockResponse.Builder().setHeader("Content-Length", length)))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("the answer is not HTTP: its Content-Length is not one number of bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 10, 90})
  void aLengthOfAnyDigitsIsAccepted(int length) throws IOException {
    try (Response response = answer(new MockResponse.Builder().body("x".repeat(length)))) {
      assertThat(response.body().bytes()).hasSize(length);
    }
  }

  @Test
  void theSameLengthTwiceIsOneLength() throws IOException {
    try (Response response =
        answer(new MockResponse.Builder().body("abc").addHeader("content-length", "3"))) {
      assertThat(response.body().string()).isEqualTo("abc");
    }
  }

  @Test
  void aLengthMayHaveUpToEighteenDigits() throws IOException {
    String digits = "000000000000000003";
    try (Response response =
        answer(new MockResponse.Builder().body("abc").setHeader("Content-Length", digits))) {
      assertThat(response.body().string()).isEqualTo("abc");
    }
    assertThatThrownBy(
            () ->
                answer(
                    new MockResponse.Builder()
                        .body("abc")
                        .setHeader("Content-Length", "0" + digits)))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void theSocketHasNoTimeoutOfItsOwnDuringAnExchange() throws IOException {
    List<Integer> timeouts = new ArrayList<>();
    Interceptor looking =
        chain -> {
          Response response = chain.proceed(chain.request());
          timeouts.add(chain.connection().socket().getSoTimeout());
          return response;
        };
    OkHttpClient watching =
        innermost.last(client.newBuilder().addNetworkInterceptor(looking).build());
    server.enqueue(new MockResponse.Builder().build());
    watching.newCall(new Request.Builder().url(server.url("/")).build()).execute().close();
    assertThat(watching.readTimeoutMillis()).isPositive();
    assertThat(timeouts).containsExactly(0);
  }

  @Test
  void onlyTheServerSeesTheSignature() throws Exception {
    Ours ours = new Ours(server.url("/p"));
    server.enqueue(new MockResponse.Builder().build());
    try (Response response = client.newCall(ours.request(new JsonBody(JSON, ours))).execute()) {
      assertThat(response.request().url()).isEqualTo(server.url("/p"));
    }
    assertThat(server.takeRequest().getUrl().query()).isEqualTo("usersig=S3CRET");
    assertThat(ours.told).containsExactly("leaves", "answered");
  }

  @Test
  void aCallThatIsCancelledWhileItWaitsForItsTurnIsNotSent() {
    Ours ours = new Ours(server.url("/p"));
    Call call = client.newCall(ours.request(new JsonBody(JSON, ours)));
    ours.leaving = call::cancel;
    assertThatThrownBy(call::execute).isInstanceOf(IOException.class).hasMessage("Canceled");
    assertThat(server.getRequestCount()).isZero();
    assertThat(ours.told).containsExactly("leaves");
  }

  @ParameterizedTest
  @CsvSource({
    "true, 503, 7, 7",
    "true, 503, soon,",
    "true, 503, 99999999999,",
    "false, 503, 7, 7",
    "false, 503, soon,",
    "false, 502, soon, soon"
  })
  void aRetryAfterThatOkHttpCannotReadIsLeftOut(
      boolean alone, int status, String sent, String shown) throws IOException {
    innermost.alone = alone;
    try (Response response =
        answer(new MockResponse.Builder().code(status).setHeader("Retry-After", sent))) {
      assertThat(response.code()).isEqualTo(status);
      assertThat(response.header("Retry-After")).isEqualTo(shown);
    }
  }

  /** A signed call. */
  private static final class Ours implements Outgoing {
    final List<String> told = new ArrayList<>();
    private final HttpUrl url;
    Runnable leaving = () -> {};

    Ours(HttpUrl url) {
      this.url = url;
    }

    @Override
    public Request request(JsonBody payload) {
      return new Request.Builder().url(url).post(payload).build();
    }

    @Override
    public CallOptions options() {
      return CallOptions.none();
    }

    @Override
    public void sign(Signer with, HttpUrl called) {
      throw new AssertionError("it was signed before");
    }

    @Override
    public HttpUrl signed(HttpUrl called, @Nullable Route route) {
      return called.newBuilder().addQueryParameter("usersig", "S3CRET").build();
    }

    @Override
    public void leave() {
      told.add("leaves");
      leaving.run();
    }

    @Override
    public void answered() {
      told.add("answered");
    }
  }
}
