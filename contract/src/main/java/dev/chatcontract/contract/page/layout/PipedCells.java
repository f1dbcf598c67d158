package dev.chatcontract.contract.page.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table with cells separated by vertical bars; a line may have several rows. */
final class PipedCells implements TextLayout {
  @Override
  public @Nullable Found read(List<Line> lines, int at) {
    List<String> head = cells(lines.get(at).text());
    Columns columns = null;
    int width = 0;
    if (head.size() > 2 && isAlone(lines, at, head.size())) {
      columns = Columns.ofCells(head);
      width = head.size();
    }
    for (int n = Math.min(4, head.size()); n >= 2 && columns == null; n--) {
      columns = Columns.of(head.subList(0, n));
      width = n;
    }
    if (columns == null) {
      return null;
    }
    List<PageTable.Row> rows = new ArrayList<>();
    add(rows, columns, lines.get(at).number(), head.subList(width, head.size()));
    int i = at + 1;
    for (; i < lines.size(); i++) {
      List<String> cells = cells(lines.get(i).text());
      if (cells.size() < 2) {
        break;
      }
      if (cells.stream().allMatch(c -> c.matches(":?-{2,}:?|-"))) {
        continue;
      }
      if (cells.size() > 1 && Columns.of(cells.subList(0, Math.min(cells.size(), 4))) != null) {
        break;
      }
      add(rows, columns, lines.get(i).number(), cells);
    }
    return new Found(columns.table(rows), i);
  }

  /**
   * Returns whether the next line has as many cells, which means that the headings are alone on
   * their line.
   */
  private static boolean isAlone(List<Line> lines, int at, int cells) {
    return at + 1 < lines.size() && cells(lines.get(at + 1).text()).size() == cells;
  }

  private static void add(List<PageTable.Row> rows, Columns columns, int line, List<String> cells) {
    for (int from = 0; from < cells.size(); from += columns.count()) {
      List<String> part = cells.subList(from, Math.min(cells.size(), from + columns.count()));
      if (part.size() > 1) {
        rows.addAll(columns.rows(line, part));
      }
    }
  }

  static List<String> cells(String line) {
    String text = line.strip();
    if (text.indexOf('|') < 0 || text.startsWith("{")) {
      return List.of();
    }
    if (text.startsWith("|")) {
      text = text.substring(1);
    }
    if (text.endsWith("|")) {
      text = text.substring(0, text.length() - 1);
    }
    return Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
  }
}
