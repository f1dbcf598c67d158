package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Route;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonBodyTest {
  private static final HttpUrl URL = HttpUrl.get("https://h/p");

  private final Outgoing state = new State();
  private final JsonBody body = new JsonBody("{\"A\":1}".getBytes(StandardCharsets.UTF_8), state);

  @Test
  void itIsSentAsJsonOfKnownLengthAndOnlyOnce() throws IOException {
    assertThat(body.contentType()).hasToString("application/json; charset=utf-8");
    assertThat(body.contentLength()).isEqualTo(7);
    assertThat(body.isOneShot()).isTrue();
    assertThat(body.started()).isFalse();
    Buffer sent = new Buffer();
    body.writeTo(sent);
    assertThat(sent.readUtf8()).isEqualTo("{\"A\":1}");
    assertThat(body.started()).isTrue();
  }

  @Test
  void itLeadsToItsCall() {
    OkHttpClient client = new OkHttpClient();
    assertThat(JsonBody.of(client.newCall(state.request(body)))).isSameAs(state);
    assertThat(JsonBody.of(client.newCall(new Request.Builder().url(URL).build()))).isNull();
    RequestBody other = RequestBody.create(new byte[0]);
    assertThat(JsonBody.of(client.newCall(new Request.Builder().url(URL).post(other).build())))
        .isNull();
  }

  @Test
  void aBodyInItsPlaceIsAlsoSentOnlyOnceAndCountsAsIt() throws IOException {
    Call call = new OkHttpClient().newCall(state.request(body));
    assertThat(JsonBody.once(call, call.request())).isSameAs(call.request());
    RequestBody other = RequestBody.create("abc", MediaType.get("text/plain"));
    Request request = new Request.Builder().url(URL).put(other).header("X", "y").build();
    Request once = JsonBody.once(call, request);
    assertThat(once.method()).isEqualTo("PUT");
    assertThat(once.header("X")).isEqualTo("y");
    RequestBody replaced = once.body();
    assertThat(replaced.isOneShot()).isTrue();
    assertThat(replaced.isDuplex()).isFalse();
    assertThat(replaced.contentType()).isEqualTo(other.contentType());
    assertThat(replaced.contentLength()).isEqualTo(3);
    assertThat(body.started()).isFalse();
    Buffer sent = new Buffer();
    replaced.writeTo(sent);
    assertThat(sent.readUtf8()).isEqualTo("abc");
    assertThat(body.started()).isTrue();
  }

  @Test
  void aRequestWithoutABodyAndTheCallOfAnotherStayAsTheyAre() {
    Request bare = new Request.Builder().url(URL).build();
    RequestBody other = RequestBody.create(new byte[0]);
    Request foreign = new Request.Builder().url(URL).post(other).build();
    OkHttpClient client = new OkHttpClient();
    assertThat(JsonBody.once(client.newCall(state.request(body)), bare)).isSameAs(bare);
    assertThat(JsonBody.once(client.newCall(foreign), foreign)).isSameAs(foreign);
  }

  /** A call without a signer and a limiter. */
  private static final class State implements Outgoing {
    @Override
    public Request request(JsonBody payload) {
      return new Request.Builder().url(URL).post(payload).build();
    }

    @Override
    public CallOptions options() {
      return CallOptions.none();
    }

    @Override
    public void sign(Signer with, HttpUrl called) {
      throw new AssertionError("there is no signer");
    }

    @Override
    public HttpUrl signed(HttpUrl called, @Nullable Route route) {
      return null;
    }

    @Override
    public void leave() {
      throw new AssertionError("the request is not sent");
    }

    @Override
    public void answered() {
      throw new AssertionError("the request is not sent");
    }
  }
}
