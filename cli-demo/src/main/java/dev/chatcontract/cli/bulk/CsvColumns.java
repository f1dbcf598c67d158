package dev.chatcontract.cli.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.calls.FieldOptions;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.Suggestions;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.runtime.text.InertText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, which turn its rows into requests. A column is a member, named as on the
 * wire or as its option.
 */
final class CsvColumns {
  private final FieldOptions fields;
  private final List<String> names;
  private final List<String> options;

  private CsvColumns(FieldOptions fields, List<String> names, List<String> options) {
    this.fields = fields;
    this.names = names;
    this.options = options;
  }

  /**
   * Finds the member of each column.
   *
   * @param place the name of the file for messages
   */
  static CsvColumns of(List<String> names, FieldOptions fields, String place) {
    List<String> options = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String option = name.isEmpty() ? "" : fields.named(name);
      if (option == null) {
        throw CommandFailure.usage(
            place
                + ": column "
                + InertText.line(name)
                + " is not a member of the request"
                + Suggestions.hint(name, fields.columns())
                + "\nKnown: "
                + String.join(", ", fields.columns()));
      }
      if (!option.isEmpty() && !taken.add(option)) {
        throw CommandFailure.usage(
            place + ": two columns are " + InertText.line(name) + "; keep one");
      }
      options.add(option);
    }
    if (taken.isEmpty()) {
      throw CommandFailure.usage(
          place
              + ": the first row must name the columns, each a member of the request\nKnown: "
              + String.join(", ", fields.columns()));
    }
    return new CsvColumns(fields, List.copyOf(names), List.copyOf(options));
  }

  /** Returns the request of a row; an empty cell omits its member. */
  String text(List<@Nullable String> cells, String place) {
    ObjectNode body = TerminalJson.NODES.objectNode();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      if (cell == null) {
        continue;
      }
      if (options.get(i).isEmpty()) {
        throw CommandFailure.usage(
            place + ": column " + (i + 1) + " has a value but no name in the first row");
      }
      fields.put(body, options.get(i), cell, place + ", column " + InertText.line(names.get(i)));
    }
    return TerminalJson.compact(body);
  }
}
