package dev.chatcontract.conformance.server.dialogue;

import dev.chatcontract.conformance.simulator.answer.AnsweredBy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/** Sends and receives bytes without interpreting them. */
public final class HttpAsker implements AutoCloseable {
  /** Far beyond any documented answer. */
  private static final long LARGEST_BODY = 16L << 20;

  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient http;
  private final Duration deadline;

  public HttpAsker(Duration deadline) {
    this.deadline = deadline;
    // The server's answer itself is judged: no redirect is followed, no request is repeated.
    this.http =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .proxySelector(new NoProxyHere())
            .callTimeout(deadline)
            .readTimeout(deadline)
            .build();
  }

  Reply send(String method, String url, byte[] body) {
    Request request =
        new Request.Builder().url(url).method(method, RequestBody.create(body, JSON)).build();
    try (Response response = http.newCall(request).execute()) {
      ResponseBody answer = response.body();
      BufferedSource source = answer.source();
      Buffer bytes = new Buffer();
      while (bytes.size() <= LARGEST_BODY && source.read(bytes, 1 << 16) >= 0) {}
      if (bytes.size() > LARGEST_BODY) {
        return Reply.none("the answer is longer than " + LARGEST_BODY + " bytes");
      }
      String type = response.header("Content-Type");
      boolean sample = AnsweredBy.SAMPLE.label().equals(response.header(AnsweredBy.HEADER));
      return Reply.of(response.code(), type == null ? "" : type, sample, bytes.readByteArray());
    } catch (InterruptedIOException e) {
      return Reply.none("no whole answer within " + deadline.toMillis() + " ms");
    } catch (IOException e) {
      return Reply.none("no answer: " + e);
    }
  }

  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
    try {
      http.dispatcher().executorService().awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
