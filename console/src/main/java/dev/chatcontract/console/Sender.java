package dev.chatcontract.console;

import dev.chatcontract.conformance.server.dialogue.NoProxyHere;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Sends each request once, and reports any result. */
final class Sender implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");

  /** Far beyond any documented answer. */
  private static final long LARGEST_ANSWER = 8L << 20;

  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .followRedirects(false)
          .followSslRedirects(false)
          .retryOnConnectionFailure(false)
          .proxySelector(new NoProxyHere())
          .callTimeout(DEADLINE)
          .readTimeout(DEADLINE)
          .build();

  /**
   * The result of a request.
   *
   * @param status 0 if there is no answer
   * @param failure why there is no complete answer; null if there is one
   */
  record Got(
      int status,
      List<Map.Entry<String, String>> headers,
      String body,
      long bytes,
      long micros,
      @Nullable String failure) {}

  Got send(String method, String url, byte[] body) {
    long begun = System.nanoTime();
    Request request =
        new Request.Builder()
            .url(url)
            .header("Accept", "application/json")
            .method(method, RequestBody.create(body, JSON))
            .build();
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    int status = 0;
    Buffer bytes = new Buffer();
    String failure = null;
    try (Response response = http.newCall(request).execute()) {
      status = response.code();
      Headers sent = response.headers();
      for (int i = 0; i < sent.size(); i++) {
        headers.add(Map.entry(sent.name(i), sent.value(i)));
      }
      BufferedSource source = response.body().source();
      while (bytes.size() <= LARGEST_ANSWER && source.read(bytes, 1 << 16) >= 0) {}
      if (bytes.size() > LARGEST_ANSWER) {
        failure = "the answer is longer than " + LARGEST_ANSWER + " bytes; this is its beginning";
      }
    } catch (InterruptedIOException e) {
      failure = "no whole answer within " + DEADLINE.toSeconds() + " s";
    } catch (IOException e) {
      // The message often needs the type to be understood; a message about a socket never contains
      // the URL.
      failure = "no whole answer: " + e.getClass().getSimpleName() + ", " + e.getMessage();
    }
    long size = bytes.size();
    return new Got(
        status,
        headers,
        bytes.readString(StandardCharsets.UTF_8),
        size,
        TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun),
        failure);
  }

  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }
}
