package dev.chatcontract.conformance.simulator.door;

import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.ImmutableRequest;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import java.util.List;
import java.util.Map;

/**
 * A request to the simulated API, in the form that WireMock passes on.
 *
 * <p>WireMock itself sees only a request for {@code /}, since it would decode queries, multipart
 * bodies and gzip itself, and fail if they are broken.
 */
public final class ApiRequest extends ImmutableRequest {
  private static final String UNUSED_URL = "http://127.0.0.1/";

  private final String target;
  private final List<Map.Entry<String, String>> headers;

  /**
   * Copies what was sent.
   *
   * @param target path and query exactly as sent
   * @param body decompressed if it was sent compressed
   */
  ApiRequest(String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {
    super(
        UNUSED_URL,
        RequestMethod.fromString(method),
        "HTTP/1.1",
        "127.0.0.1",
        HttpHeaders.noHeaders(),
        body,
        false,
        false);
    this.target = target;
    this.headers = headers;
  }

  public String method() {
    return getMethod().getName();
  }

  public String target() {
    return target;
  }

  public List<Map.Entry<String, String>> headers() {
    return headers;
  }
}
