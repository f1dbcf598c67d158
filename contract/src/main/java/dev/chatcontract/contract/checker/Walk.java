package dev.chatcontract.contract.checker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.schema.Severity;
import dev.chatcontract.contract.source.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of a check of one value: the current position and the violations found so far. */
final class Walk {
  final boolean response;
  final List<Object> path = new ArrayList<>();
  @Nullable List<Violation> found;

  /** How many sensitive values the current one is, or is within. */
  int secrets;

  Walk(boolean response) {
    this.response = response;
  }

  void add(Severity severity, CheckedRule rule, String message) {
    if (found == null) {
      found = new ArrayList<>();
    }
    StringBuilder pointer = new StringBuilder();
    String property = "";
    for (Object token : path) {
      pointer.append('/').append(Place.escape(token.toString()));
      property = token instanceof String name ? name : property;
    }
    found.add(new Violation(pointer.toString(), rule, property, message, severity));
  }

  /** Returns the stated severity; without one, error in a request and warning in a response. */
  Severity severity(@Nullable Severity stated) {
    if (stated != null) {
      return stated;
    }
    return response ? Severity.WARNING : Severity.ERROR;
  }

  void error(CheckedRule rule, String message) {
    add(Severity.ERROR, rule, message);
  }

  /** Formats the current value for a message, unless it is sensitive. */
  String shown(JsonNode value) {
    return secrets > 0 ? Shown.HIDDEN : Shown.value(value);
  }

  /** Returns the name of the current value for messages. */
  String subject() {
    if (path.isEmpty()) {
      return "the body";
    }
    Object last = path.get(path.size() - 1);
    if (last instanceof String name) {
      return name;
    }
    StringBuilder text = new StringBuilder();
    for (int i = path.size() - 1; i >= 0; i--) {
      if (path.get(i) instanceof String name) {
        return text.insert(0, name).toString();
      }
      text.insert(0, "[" + path.get(i) + "]");
    }
    return text.toString();
  }
}
