package dev.chatcontract.conformance.runner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Where two JSON trees differ. Numbers are compared by value; the order of members does not count.
 */
final class JsonDiff {
  private static final int MOST = 20;
  private static final int LONGEST = 200;

  private final List<Difference> found = new ArrayList<>();

  /**
   * One difference.
   *
   * @param pointer where it is; empty at the root
   * @param what the two values, without the place
   */
  record Difference(String pointer, String what) {
    @Override
    public String toString() {
      return (pointer.isEmpty() ? "(root)" : pointer) + ": " + what;
    }
  }

  private JsonDiff() {}

  /** Returns at most about twenty differences; empty if the trees are equal. */
  static List<Difference> between(JsonNode expected, JsonNode actual) {
    JsonDiff diff = new JsonDiff();
    diff.compare("", expected, actual);
    return diff.found;
  }

  private void compare(String at, JsonNode expected, JsonNode actual) {
    if (found.size() >= MOST) {
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
        differ(at, "expected " + expected.size() + " items, got " + actual.size());
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
      if (found.size() >= MOST) {
        return;
      }
      String place = at + "/" + Place.escape(member.getKey());
      JsonNode other = actual.get(member.getKey());
      if (other == null) {
        differ(place, "expected " + shortened(member.getValue()) + ", got no such member");
      } else {
        compare(place, member.getValue(), other);
      }
    }
    Iterator<String> names = actual.fieldNames();
    while (names.hasNext() && found.size() < MOST) {
      String name = names.next();
      if (!expected.has(name)) {
        differ(at + "/" + Place.escape(name), "not expected, got " + shortened(actual.get(name)));
      }
    }
  }

  private void differ(String at, JsonNode expected, JsonNode actual) {
    differ(at, "expected " + shortened(expected) + ", got " + shortened(actual));
  }

  private void differ(String at, String what) {
    found.add(new Difference(at, what));
  }

  static String shortened(JsonNode value) {
    String text = value.toString();
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "... (" + text.length() + " characters)";
  }
}
