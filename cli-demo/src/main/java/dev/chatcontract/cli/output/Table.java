package dev.chatcontract.cli.output;

import dev.chatcontract.runtime.text.InertText;
import java.util.ArrayList;
import java.util.List;

/**
 * A table with aligned columns. On a terminal, cells are cut to its width; elsewhere they are
 * complete.
 */
public final class Table {
  private static final String GAP = "  ";

  /** The minimum width at which a value is still useful. */
  private static final int LEAST_WIDTH = 16;

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();
  private int[] widths = new int[0];

  public Table(List<String> headings) {
    this.headings = List.copyOf(headings);
  }

  public void row(List<String> cells) {
    List<String> shown = new ArrayList<>(cells.size());
    for (String cell : cells) {
      shown.add(InertText.line(cell));
    }
    rows.add(shown);
  }

  public void row(String... cells) {
    row(List.of(cells));
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Prints the table in the width of standard output, or nothing if it has no rows. */
  public void print(Terminal terminal) {
    if (!rows.isEmpty()) {
      lines(terminal.outStyle(), "", terminal.outColumns()).forEach(terminal.out()::println);
    }
  }

  /**
   * Returns the lines, headings first; {@code columns} 0 means unlimited. If even narrow columns do
   * not fit, each row becomes lines of heading and value.
   */
  public List<String> lines(Style style, String indent, int columns) {
    List<String> lines = new ArrayList<>();
    if (!fit(columns == 0 ? 0 : Math.max(1, columns - indent.length()))) {
      records(style, indent, columns, lines);
      return lines;
    }
    lines.add(indent + style.bold(line(headings)));
    for (List<String> row : rows) {
      lines.add(indent + line(row));
    }
    return lines;
  }

  private void records(Style style, String indent, int columns, List<String> lines) {
    int number = 0;
    for (List<String> row : rows) {
      lines.add(indent + style.dim("[" + ++number + "]"));
      int width = headings.stream().mapToInt(TextWidth::of).max().orElse(0);
      for (int c = 0; c < Math.min(row.size(), headings.size()); c++) {
        if (!row.get(c).isBlank()) {
          String value = row.get(c).strip();
          lines.addAll(pair(style, indent + GAP, headings.get(c), width, value, columns));
        }
      }
    }
  }

  /**
   * Returns a name and its text, indented under the text's beginning or, if that is too far right,
   * under the name.
   */
  public static List<String> pair(
      Style style, String indent, String name, int width, String text, int columns) {
    String lead = indent + style.cyan(TextWidth.pad(name, width)) + GAP;
    int used = indent.length() + Math.max(width, TextWidth.of(name)) + GAP.length();
    if (columns == 0 || used + TextWidth.of(text) <= columns) {
      return List.of((lead + text).stripTrailing());
    }
    List<String> lines = new ArrayList<>();
    boolean beside = columns - used >= LEAST_WIDTH;
    String hanging = " ".repeat(beside ? used : Math.min(columns / 2, indent.length() + 4));
    if (!beside) {
      String shown = TextWidth.cut(name, Math.max(LEAST_WIDTH, columns - indent.length()));
      lines.add(indent + style.cyan(shown));
    }
    for (String part : TextWidth.wrap(text, columns - hanging.length())) {
      lines.add((lines.isEmpty() ? lead : hanging) + part);
    }
    return lines;
  }

  /** Returns whether the columns fit, and narrows them if necessary. */
  private boolean fit(int columns) {
    widths = new int[headings.size()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = TextWidth.of(headings.get(c));
      for (List<String> row : rows) {
        if (c < row.size()) {
          widths[c] = Math.max(widths[c], TextWidth.of(row.get(c)));
        }
      }
    }
    if (columns == 0) {
      return true;
    }
    // The widest column is narrowed first, down to the minimum width.
    int total = GAP.length() * (widths.length - 1);
    for (int width : widths) {
      total += width;
    }
    while (total > columns) {
      int widest = 0;
      for (int c = 1; c < widths.length; c++) {
        if (widths[c] > widths[widest]) {
          widest = c;
        }
      }
      if (widths[widest] <= LEAST_WIDTH) {
        return false;
      }
      widths[widest]--;
      total--;
    }
    return true;
  }

  private String line(List<String> cells) {
    StringBuilder out = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = TextWidth.cut(c < cells.size() ? cells.get(c) : "", widths[c]);
      out.append(c == widths.length - 1 ? cell : TextWidth.pad(cell, widths[c]) + GAP);
    }
    return out.toString().stripTrailing();
  }
}
