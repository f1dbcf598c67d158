package dev.chatcontract.contract.page;

import java.util.ArrayList;
import java.util.List;

/** Text copied out of a browser, tables in any of the ways that text layouts know. */
final class CopiedPage {
  private static final List<TextLayout> LAYOUTS =
      List.of(new PipedCells(), new CellLines(), new SpacedCells());

  private CopiedPage() {}

  static PageText read(List<Line> lines) {
    List<Table> tables = new ArrayList<>();
    List<Line> rest = new ArrayList<>();
    int i = 0;
    while (i < lines.size()) {
      TextLayout.Found found = table(lines, i);
      if (found == null) {
        rest.add(lines.get(i));
        i++;
      } else {
        tables.add(found.table());
        i = Math.max(i + 1, found.end());
      }
    }
    return new PageText(tables, rest);
  }

  private static TextLayout.@org.jspecify.annotations.Nullable Found table(
      List<Line> lines, int at) {
    for (TextLayout layout : LAYOUTS) {
      TextLayout.Found found = layout.read(lines, at);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  static List<Line> lines(String text) {
    List<Line> lines = new ArrayList<>();
    int number = 1;
    for (String line : text.split("\n", -1)) {
      lines.add(
          new Line(number++, line.endsWith("\r") ? line.substring(0, line.length() - 1) : line));
    }
    return lines;
  }
}
