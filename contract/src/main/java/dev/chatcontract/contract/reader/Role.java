package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Problems;
import java.util.List;

/** What a value is within its container; this decides which keywords it may have. */
enum Role {
  /** A property of an object; only properties have neighbours for conditions, and a direction. */
  MEMBER("a property"),
  ELEMENT("an element of a list"),
  ENTRY("a value of a map"),
  PARAMETER("a key in the query"),
  /** A named object, independent of the references to it. */
  WHOLE("a named object");

  private static final List<String> OF_MEMBERS =
      List.of("x-applies-when", "x-kinds", "readOnly", "writeOnly");

  private final String words;

  Role(String words) {
    this.words = words;
  }

  /** Reports each keyword that has no effect on a value in this role. */
  void refuseIdle(List<Node> parts, Problems problems) {
    for (Node part : parts) {
      for (String key : OF_MEMBERS) {
        Node value = part.get(key);
        if (this != MEMBER && value != null && !value.isFalse()) {
          idle(problems, value.at(), key);
        }
      }
      Node limits = part.get("x-limits-when");
      if (limits != null) {
        refuseIdle(limits, problems);
      }
      Node rejected = part.get("x-rejected-values");
      if (rejected != null && (this == PARAMETER || this == WHOLE)) {
        idle(problems, rejected.at(), "x-rejected-values");
      }
    }
  }

  private void refuseIdle(Node limits, Problems problems) {
    if (this == PARAMETER || this == WHOLE) {
      idle(problems, limits.at(), "x-limits-when");
      return;
    }
    for (Node entry : limits.elements()) {
      Node when = entry.get("when");
      if (when != null && this != MEMBER) {
        problems.add(
            "idle-keyword",
            when.at(),
            "when asks about a neighbouring property, which " + words + " does not have",
            "leave when out, or let the limit concern a property");
      }
    }
  }

  private void idle(Problems problems, Place at, String key) {
    problems.add(
        "idle-keyword",
        at,
        key + " does not apply to " + words,
        "put it on the property that it concerns");
  }
}
