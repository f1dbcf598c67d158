package dev.chatcontract.conformance.runner;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was received.
 *
 * @param target the request target, undecoded
 * @param headers name and value as sent, in order
 * @param afterMs milliseconds from the start of the case until its header was read
 * @param problem why it is not a proper HTTP request; null if it is one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only read
record SeenRequest(
    String method,
    String target,
    List<Map.Entry<String, String>> headers,
    byte[] body,
    long afterMs,
    @Nullable String problem) {

  SeenRequest {
    headers = List.copyOf(headers);
  }

  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /**
   * Returns the pairs of the query, decoded, in order; a name without {@code =} has an empty value.
   */
  List<Map.Entry<String, String>> query() {
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    int start = target.indexOf('?');
    if (start < 0) {
      return pairs;
    }
    for (String pair : target.substring(start + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      pairs.add(Map.entry(decoded(name), decoded(value)));
    }
    return pairs;
  }

  List<String> header(String name) {
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, String> header : headers) {
      if (header.getKey().equalsIgnoreCase(name)) {
        values.add(header.getValue());
      }
    }
    return values;
  }

  String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
