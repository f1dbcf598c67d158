package dev.chatcontract.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.conformance.simulator.input.StrictMembers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A request to the console's API: the parameters of the query, and the body as JSON. */
record Ask(Map<String, String> query, JsonNode body) {

  /** Decodes a query; a name alone has an empty value, and of a name's values the first counts. */
  static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      query.putIfAbsent(decoded(name), decoded(value));
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new SimulatorException("the query is not percent-encoded: " + Excerpt.of(text), e);
    }
  }

  /** Returns the body, which must be an object. */
  StrictMembers members() {
    return StrictMembers.of(body, "");
  }

  /** Returns a parameter of the query; empty if there is none. */
  String text(String name) {
    return query.getOrDefault(name, "");
  }

  long number(String name, long otherwise, long least, long most) {
    String text = query.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw notInRange(name, least, most, text);
    }
    throw notInRange(name, least, most, text);
  }

  private static SimulatorException notInRange(String name, long least, long most, String text) {
    return new SimulatorException(
        "?"
            + name
            + "= has to be a whole number from "
            + least
            + " to "
            + most
            + ", not "
            + Excerpt.of(text));
  }
}
