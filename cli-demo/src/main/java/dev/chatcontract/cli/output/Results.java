package dev.chatcontract.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.chatcontract.runtime.text.InertText;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writer of JSON values to stdout in the requested format. */
public final class Results {
  private static final int MAX_CELL_IN_TERMINAL = 60;

  /** Columns for the number of items after a heading. */
  private static final int COUNT_COLUMNS = 9;

  private static final int BUFFER = 64 * 1024;

  private final PrintStream out;
  private final OutputFormat format;
  private final Style style;
  private final int columns;
  private final @Nullable Query query;
  private boolean first = true;

  public Results(Terminal terminal, OutputFormat format) {
    this(terminal, format, null);
  }

  private Results(Terminal terminal, OutputFormat format, @Nullable Query query) {
    this(terminal.out(), format, terminal.outStyle(), terminal.outColumns(), query);
  }

  /**
   * Creates a writer with a query, which is parsed before anything is sent.
   *
   * @param expression in JMESPath; null for whole answers
   */
  public static Results of(Terminal terminal, OutputFormat format, @Nullable String expression) {
    try {
      return new Results(terminal, format, expression == null ? null : Query.of(expression));
    } catch (QueryException e) {
      throw CommandFailure.usage(
          Query.OPTION + " " + expression + ": not JMESPath: " + e.getMessage(), e);
    }
  }

  private Results(
      PrintStream out, OutputFormat format, Style style, int columns, @Nullable Query query) {
    this.query = query;
    // The terminal's stream is flushed by every line, which is a system call each.
    this.out =
        new PrintStream(new BufferedOutputStream(out, BUFFER), false, StandardCharsets.UTF_8);
    this.format = format;
    this.style = style;
    this.columns = columns;
  }

  /** Writes one whole answer. */
  public void document(JsonNode answer) {
    JsonNode value;
    try {
      value = query == null ? answer : query.of(answer);
    } catch (QueryException e) {
      write(answer);
      throw inapplicable(e);
    }
    write(value);
  }

  private static CommandFailure inapplicable(QueryException e) {
    return CommandFailure.usage(
        Query.OPTION + ": does not fit this answer, which is printed whole: " + e.getMessage(), e);
  }

  private void write(JsonNode value) {
    switch (format) {
      case JSON -> out.println(TerminalJson.pretty(value));
      case JSONL -> out.println(TerminalJson.compact(value));
      case YAML -> {
        if (!first) {
          out.println("---");
        }
        out.print(YamlText.of(value));
      }
      case TABLE -> {
        if (!first) {
          out.println();
        }
        section(value, "");
      }
    }
    first = false;
    out.flush();
  }

  /** Writes a page of a list: its items, or the query's result for the whole page. */
  public void page(JsonNode answer, List<JsonNode> items) {
    if (query == null) {
      write(items);
    } else {
      write(parts(List.of(answer)));
    }
  }

  /** Writes some items of a long list; may be called repeatedly and keeps nothing in memory. */
  public void items(List<JsonNode> items) {
    write(query == null ? items : parts(items));
  }

  /** Applies the query; a list becomes its items, and an empty result is skipped. */
  private List<JsonNode> parts(List<JsonNode> answers) {
    List<JsonNode> parts = new ArrayList<>();
    for (JsonNode answer : answers) {
      try {
        JsonNode part = query == null ? answer : query.of(answer);
        if (part.isArray()) {
          part.forEach(parts::add);
        } else if (!part.isNull()) {
          parts.add(part);
        }
      } catch (QueryException e) {
        write(answers);
        throw inapplicable(e);
      }
    }
    return parts;
  }

  private void write(List<JsonNode> items) {
    if (items.isEmpty()) {
      return;
    }
    switch (format) {
      case JSON -> {
        // One array over all pages, opened by the first and closed by end().
        for (JsonNode item : items) {
          out.print(first ? "[\n  " : ",\n  ");
          out.print(TerminalJson.pretty(item).replace("\n", "\n  "));
          first = false;
        }
      }
      case JSONL -> items.forEach(item -> out.println(TerminalJson.compact(item)));
      case YAML -> {
        out.print(YamlText.of(array(items)));
        first = false;
      }
      case TABLE -> {
        if (!first) {
          out.println();
        }
        list(array(items), "");
        first = false;
      }
    }
    out.flush();
  }

  /** Ends a list written by {@link #items}. */
  public void end() {
    if (format == OutputFormat.JSON) {
      out.println(first ? "[]" : "\n]");
    } else if (format == OutputFormat.YAML && first) {
      out.println("[]"); // nothing at all would be read as null
    }
    out.flush();
  }

  /** Returns a value as lines of a table. */
  public static List<String> lines(JsonNode value, Style style, int columns) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new Results(out, OutputFormat.TABLE, style, columns, null).document(value);
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static ArrayNode array(List<JsonNode> items) {
    ArrayNode array = TerminalJson.NODES.arrayNode();
    items.forEach(array::add);
    return array;
  }

  private void section(JsonNode value, String indent) {
    if (value.isArray()) {
      list(value, indent);
      return;
    }
    if (!value.isObject()) {
      text(indent, value);
      return;
    }
    int width = 0;
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      if (!tabular(member.getValue())) {
        width = Math.max(width, TextWidth.of(InertText.line(member.getKey())));
      }
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      if (!tabular(member.getValue())) {
        String name = InertText.line(member.getKey());
        String text = InertText.line(cell(member.getValue()));
        Table.pair(style, indent, name, width, text, columns).forEach(out::println);
      }
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      JsonNode inner = member.getValue();
      if (tabular(inner)) {
        String name = InertText.line(member.getKey());
        out.println(indent + style.bold(columns == 0 ? name : cut(name, indent)) + count(inner));
        section(inner, deeper(indent));
      }
    }
  }

  /** Prints a single value, wrapped if there is a width. */
  private void text(String indent, JsonNode value) {
    String text = InertText.line(cell(value));
    List<String> lines =
        columns == 0 ? List.of(text) : TextWidth.wrap(text, columns - indent.length());
    lines.forEach(line -> out.println(indent + line));
  }

  private String cut(String name, String indent) {
    return TextWidth.cut(name, Math.max(1, columns - indent.length() - COUNT_COLUMNS));
  }

  /** Indents further, but leaves at least half of the width for text at any depth. */
  private String deeper(String indent) {
    return columns == 0 || indent.length() + 2 <= columns / 2 ? indent + "  " : indent;
  }

  private String count(JsonNode value) {
    return value.isArray() ? style.dim(" (" + value.size() + ")") : "";
  }

  /** Returns whether a member needs a separate block rather than a cell. */
  private static boolean tabular(JsonNode value) {
    if (value.isObject()) {
      return !value.isEmpty();
    }
    return value.isArray() && !value.isEmpty() && holdsObjects(value);
  }

  private static boolean holdsObjects(JsonNode array) {
    for (JsonNode item : array) {
      if (item.isContainerNode()) {
        return true;
      }
    }
    return false;
  }

  private void list(JsonNode array, String indent) {
    if (!holdsObjects(array)) {
      array.forEach(item -> text(indent, item));
      return;
    }
    if (deep(array)) {
      int number = 0;
      for (JsonNode item : array) {
        number++;
        out.println(indent + style.dim("[" + number + "]"));
        section(item, deeper(indent));
      }
      return;
    }
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode item : array) {
      for (Iterator<String> i = item.fieldNames(); i.hasNext(); ) {
        names.add(i.next());
      }
    }
    Table table = new Table(names.stream().map(InertText::line).toList());
    for (JsonNode item : array) {
      List<String> cells = new ArrayList<>(names.size());
      for (String name : names) {
        JsonNode value = item.get(name);
        String text = value == null ? "" : cell(value);
        cells.add(columns == 0 ? text : TextWidth.cut(InertText.line(text), MAX_CELL_IN_TERMINAL));
      }
      table.row(cells);
    }
    table.lines(style, indent, columns).forEach(out::println);
  }

  /** Returns whether items contain lists or objects, or too many members for one line. */
  private static boolean deep(JsonNode array) {
    for (JsonNode item : array) {
      if (!item.isObject() || item.size() > 9) {
        return true;
      }
      for (JsonNode member : item) {
        if (tabular(member)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String cell(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isArray() && !holdsObjects(value)) {
      List<String> parts = new ArrayList<>();
      value.forEach(item -> parts.add(cell(item)));
      return parts.isEmpty() ? "[]" : String.join(", ", parts);
    }
    // Jackson's mapper would give the same text, but loads more slowly than everything here prints.
    return value.isContainerNode() ? value.toString() : value.asText();
  }
}
