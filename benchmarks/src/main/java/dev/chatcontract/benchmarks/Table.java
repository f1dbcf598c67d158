package dev.chatcontract.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table of figures with a row for each subject, which the first column names. */
final class Table {
  record Row(String subject, List<Double> figures) {}

  private final String title;
  private final List<String> columns;
  private final List<Row> rows = new ArrayList<>();
  private boolean holds = true;
  private String verdict = "";

  Table(String title, List<String> columns) {
    this.title = title;
    this.columns = columns;
  }

  void row(String subject, double... figures) {
    if (figures.length != columns.size() - 1) {
      throw new IllegalArgumentException(subject + ": as many figures as columns are needed");
    }
    rows.add(new Row(subject, Arrays.stream(figures).boxed().toList()));
  }

  /** Adds whether the figures keep a promise. */
  void verdict(boolean promised, String text) {
    holds = promised;
    verdict = text;
  }

  boolean holds() {
    return holds;
  }

  String toMarkdown() {
    StringBuilder out = new StringBuilder("**").append(title).append("**\n\n| ");
    out.append(String.join(" | ", columns)).append(" |\n|---|");
    out.append("---:|".repeat(columns.size() - 1)).append('\n');
    for (Row row : rows) {
      out.append("| ").append(row.subject());
      for (double figure : row.figures()) {
        out.append(" | ").append(format(figure));
      }
      out.append(" |\n");
    }
    if (!verdict.isEmpty()) {
      out.append('\n').append(holds ? "Holds: " : "DOES NOT HOLD: ").append(verdict).append(".\n");
    }
    return out.append('\n').toString();
  }

  /** Three significant digits, thousands without decimals. */
  private static String format(double figure) {
    double size = Math.abs(figure);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", figure);
  }
}
