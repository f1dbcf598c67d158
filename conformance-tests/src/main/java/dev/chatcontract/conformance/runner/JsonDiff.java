package dev.chatcontract.conformance.runner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Where two JSON trees differ. Numbers are compared by value, member order does not count. */
final class JsonDiff {
  private static final int MOST = 20;
  private static final int LONGEST = 200;

  private final List<String> lines = new ArrayList<>();

  private JsonDiff() {}

  /** One line a difference, at most twenty; empty when equal. */
  static List<String> between(JsonNode expected, JsonNode actual) {
    JsonDiff diff = new JsonDiff();
    diff.compare("", expected, actual);
    return diff.lines;
  }

  private void compare(String at, JsonNode expected, JsonNode actual) {
    if (lines.size() >= MOST) {
      return;
    }
    if (expected.isNumber() && actual.isNumber()) {
      boolean same =
          expected.isIntegralNumber() == actual.isIntegralNumber()
              && expected.decimalValue().compareTo(actual.decimalValue()) == 0;
      if (!same) {
        differ(at, expected, actual);
      }
    } else if (expected.isObject() && actual.isObject()) {
      compareMembers(at, expected, actual);
    } else if (expected.isArray() && actual.isArray()) {
      if (expected.size() != actual.size()) {
        lines.add(place(at) + ": expected " + expected.size() + " items, got " + actual.size());
      }
      for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
        compare(at + "/" + i, expected.get(i), actual.get(i));
      }
    } else if (!expected.equals(actual)) {
      differ(at, expected, actual);
    }
  }

  private void compareMembers(String at, JsonNode expected, JsonNode actual) {
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      String place = at + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
      JsonNode other = actual.get(member.getKey());
      if (other == null) {
        lines.add(place + ": expected " + shortened(member.getValue()) + ", got no such member");
      } else {
        compare(place, member.getValue(), other);
      }
    }
    Iterator<String> names = actual.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!expected.has(name)) {
        lines.add(at + "/" + name + ": not expected, got " + shortened(actual.get(name)));
      }
    }
  }

  private void differ(String at, JsonNode expected, JsonNode actual) {
    lines.add(place(at) + ": expected " + shortened(expected) + ", got " + shortened(actual));
  }

  private static String place(String at) {
    return at.isEmpty() ? "(root)" : at;
  }

  static String shortened(JsonNode value) {
    String text = value.toString();
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "... (" + text.length() + " characters)";
  }
}
