package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.HttpUrl;
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
