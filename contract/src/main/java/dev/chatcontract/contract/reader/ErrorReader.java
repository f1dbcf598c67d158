package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.ErrorRangeDef;
import dev.chatcontract.contract.model.Retry;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads lists and ranges of error codes. */
final class ErrorReader {
  static final Pattern UPPER_SNAKE = Pattern.compile("[A-Z][A-Z0-9_]*");

  private final Fields fields;
  private final Problems problems;

  ErrorReader(Fields fields, Problems problems) {
    this.fields = fields;
    this.problems = problems;
  }

  List<ErrorDef> errors(@Nullable Node list) {
    if (list == null) {
      return List.of();
    }
    Node holder = Node.object(list.at(), Map.of("list", list));
    List<ErrorDef> errors = new ArrayList<>();
    Map<Integer, Place> codes = new HashMap<>();
    Map<String, Place> names = new HashMap<>();
    for (Node node : fields.objects(holder, "list")) {
      int code = fields.integer(node, "code");
      String name = fields.text(node, "name");
      if (!UPPER_SNAKE.matcher(name).matches() && !name.isEmpty()) {
        problems.add(
            "name",
            node.at(),
            "the error name " + name + " is not in upper snake case",
            "write it like " + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_"));
      }
      Place first = codes.putIfAbsent(code, node.at());
      if (first != null) {
        problems.add(
            "duplicate-code",
            node.at(),
            "the code " + code + " appears twice in this list, first on line " + first.line(),
            "merge the two entries");
      }
      Place firstName = names.putIfAbsent(name, node.at());
      if (firstName != null && first == null) {
        problems.add(
            "duplicate-name",
            node.at(),
            "the name " + name + " appears twice in this list, first on line " + firstName.line(),
            "give each its own name");
      }
      errors.add(
          new ErrorDef(
              code,
              name,
              fields.text(node, "meaning").strip(),
              fields.constant(
                  node, "class", ErrorClass.values(), ErrorClass::wire, ErrorClass.AMBIGUOUS),
              fields.constant(node, "retry", Retry.values(), Retry::wire, Retry.NEVER),
              fields.optionalInteger(node, "retry-after-seconds"),
              fields.flag(node, "page-retry"),
              fields.flag(node, "write-only"),
              fields.textOr(node, "action", "").strip(),
              List.copyOf(fields.texts(node, "x-errata")),
              fields.source(node, "source"),
              node.at()));
    }
    return List.copyOf(errors);
  }

  List<ErrorRangeDef> ranges(Node root) {
    List<ErrorRangeDef> ranges = new ArrayList<>();
    for (Node node : fields.objects(root, "x-error-ranges")) {
      int from = fields.integer(node, "from");
      int to = fields.integer(node, "to");
      if (from > to) {
        problems.add(
            "empty-range", node.at(), "the range " + from + " to " + to + " is empty", "swap them");
      }
      for (ErrorRangeDef other : ranges) {
        if (from <= other.to() && other.from() <= to) {
          problems.add(
              "overlapping-range",
              node.at(),
              "the range from " + from + " overlaps the one on line " + other.at().line(),
              "put every code in at most one range");
        }
      }
      ranges.add(
          new ErrorRangeDef(
              from,
              to,
              node.get("class") == null
                  ? null
                  : fields.constant(
                      node, "class", ErrorClass.values(), ErrorClass::wire, ErrorClass.AMBIGUOUS),
              fields.text(node, "meaning").strip(),
              fields.source(node, "source"),
              node.at()));
    }
    return List.copyOf(ranges);
  }
}
