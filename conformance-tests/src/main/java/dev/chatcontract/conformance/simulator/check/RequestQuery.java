package dev.chatcontract.conformance.simulator.check;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query of a request target, decoded once. */
public final class RequestQuery {
  private final List<Map.Entry<String, String>> pairs = new ArrayList<>(8);
  private @Nullable String undecodable;

  private RequestQuery() {}

  public static RequestQuery of(String target) {
    RequestQuery query = new RequestQuery();
    int start = target.indexOf('?');
    if (start < 0) {
      return query;
    }
    for (int from = start + 1; from < target.length(); ) {
      int ampersand = target.indexOf('&', from);
      int to = ampersand < 0 ? target.length() : ampersand;
      if (to > from) {
        query.add(target.substring(from, to));
      }
      from = to + 1;
    }
    return query;
  }

  public List<Map.Entry<String, String>> pairs() {
    return List.copyOf(pairs);
  }

  /** Returns the first parameter that is not valid percent-encoding; null if all are valid. */
  @Nullable String undecodable() {
    return undecodable;
  }

  /** Returns how often a parameter with this name was sent. */
  int count(String name) {
    int count = 0;
    for (Map.Entry<String, String> pair : pairs) {
      if (pair.getKey().equals(name)) {
        count++;
      }
    }
    return count;
  }

  /** Returns the first value with this name; empty if it was not sent. */
  String value(String name) {
    for (Map.Entry<String, String> pair : pairs) {
      if (pair.getKey().equals(name)) {
        return pair.getValue();
      }
    }
    return "";
  }

  private void add(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    pairs.add(Map.entry(decode(name), decode(value)));
  }

  private String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      if (undecodable == null) {
        undecodable = text;
      }
      return text;
    }
  }
}
