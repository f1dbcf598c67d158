package dev.chatcontract.benchmarks.subject;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The floor: the same bytes sent and read through OkHttp; only the random number changes. */
public final class BareOkHttp implements Subject {
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient http;
  private final String url;
  private final RequestBody body;

  /** The URL up to the random number. */
  public BareOkHttp(OkHttpClient http, String url, byte[] body) {
    this.http = http;
    this.url = url;
    this.body = RequestBody.create(body, JSON);
  }

  /** Returns the call that the other subjects send to this server. */
  public static BareOkHttp signedCall(OkHttpClient http, String baseUrl) {
    return new BareOkHttp(http, baseUrl + SampleCall.PATH_AND_QUERY, SampleCall.BODY);
  }

  @Override
  public String name() {
    return "bare OkHttp";
  }

  @Override
  public Object call() throws IOException {
    String random = Integer.toUnsignedString(ThreadLocalRandom.current().nextInt());
    Request request = new Request.Builder().url(url + random).post(body).build();
    try (Response response = http.newCall(request).execute()) {
      return response.body().bytes();
    }
  }
}
