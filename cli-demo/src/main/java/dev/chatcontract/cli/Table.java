package dev.chatcontract.cli;

import dev.chatcontract.runtime.InertText;
import java.util.ArrayList;
import java.util.List;

/** A table with aligned columns: cut to the terminal's width there, in full everywhere else. */
final class Table {
  private static final String GAP = "  ";

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();
  private int[] widths = new int[0];

  Table(List<String> headings) {
    this.headings = List.copyOf(headings);
  }

  Table row(List<String> cells) {
    List<String> shown = new ArrayList<>(cells.size());
    for (String cell : cells) {
      shown.add(visible(cell));
    }
    rows.add(shown);
    return this;
  }

  Table row(String... cells) {
    return row(List.of(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines, headings first; {@code columns} 0 means as wide as needed. */
  List<String> lines(Style style, String indent, int columns) {
    List<String> lines = new ArrayList<>();
    fit(columns == 0 ? 0 : Math.max(40, columns - indent.length()));
    lines.add(indent + style.bold(line(headings)));
    for (List<String> row : rows) {
      lines.add(indent + line(row));
    }
    return lines;
  }

  private void fit(int columns) {
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
      return;
    }
    // The widest column gives way first, down to a width that still says something.
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
      if (widths[widest] <= 8) {
        return;
      }
      widths[widest]--;
      total--;
    }
  }

  private String line(List<String> cells) {
    StringBuilder out = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = TextWidth.cut(c < cells.size() ? cells.get(c) : "", widths[c]);
      out.append(c == widths.length - 1 ? cell : TextWidth.pad(cell, widths[c]) + GAP);
    }
    return out.toString().stripTrailing();
  }

  /** See {@link InertText#line}. */
  static String visible(String text) {
    return InertText.line(text);
  }
}
