package dev.chatcontract.benchmarks.subject;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ThreadLocalRandom;

/** The same as {@link BareOkHttp}, with the client of the JDK. */
public final class JdkHttp implements Subject {
  private final HttpClient http;
  private final String url;

  public JdkHttp(String baseUrl) {
    this.http = HttpClient.newHttpClient();
    this.url = baseUrl + SampleCall.PATH_AND_QUERY;
  }

  @Override
  public String name() {
    return "JDK HttpClient";
  }

  @Override
  public Object call() throws IOException, InterruptedException {
    String random = Integer.toUnsignedString(ThreadLocalRandom.current().nextInt());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + random))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(SampleCall.BODY))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }
}
