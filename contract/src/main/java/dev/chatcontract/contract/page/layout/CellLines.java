package dev.chatcontract.contract.page.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A table with each cell on its own line. */
final class CellLines implements TextLayout {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
  private static final Pattern GROUP =
      Pattern.compile(".{0,20}?[A-Za-z]{4,20}(?:[（(][^（）()]{0,20})?[）)]?");

  @Override
  public @Nullable Found read(List<Line> lines, int at) {
    Columns columns = null;
    int i = at;
    for (int n = 4; n >= 2 && columns == null; n--) {
      if (at + n <= lines.size()) {
        columns = Columns.of(lines.subList(at, at + n).stream().map(Line::text).toList());
        i = at + n;
      }
    }
    if (columns == null) {
      return null;
    }
    List<PageTable.Row> rows = new ArrayList<>();
    int fixed = columns.count() - 1;
    while (starts(lines, i, columns)) {
      int line = lines.get(i).number();
      int fixedEnd = Math.min(lines.size(), i + fixed);
      List<String> cells = lines.subList(i, fixedEnd).stream().map(Line::text).toList();
      List<String> begun = columns.kind().isOfMembers() ? columns.begins(cells) : cells;
      // If a cell was omitted, the text begins on the last of these lines.
      int given = begun == null || begun.size() == cells.size() ? cells.size() : cells.size() - 1;
      cells = new ArrayList<>(begun == null ? cells : begun.subList(0, cells.size()));
      i += given;
      StringBuilder text = new StringBuilder();
      // The last cell continues until the next row or a gap; an empty cell has no line at all.
      // A cell may look like a heading; in that case, a row follows it.
      while (i < lines.size()
          && !starts(lines, i, columns)
          && (!gap(lines, i) || (text.isEmpty() && starts(lines, i + 1, columns)))) {
        text.append(text.isEmpty() ? "" : " ").append(lines.get(i).text().strip());
        i++;
      }
      cells.add(text.toString());
      rows.addAll(columns.rows(line, cells));
    }
    return new Found(columns.table(rows), i);
  }

  private static boolean starts(List<Line> lines, int i, Columns columns) {
    if (i >= lines.size()) {
      return false;
    }
    String text = lines.get(i).text().strip();
    String next = i + 1 < lines.size() ? lines.get(i + 1).text().strip() : "";
    return switch (columns.kind()) {
      case CODES -> CodeCell.BEGINNING.matcher(text).matches() && !next.isEmpty();
      case GROUP_TYPES -> GROUP.matcher(text).matches() && Sentences.support(next) != null;
      default ->
          NAME.matcher(text).matches()
              && columns.begins(
                      lines.subList(i, Math.min(lines.size(), i + columns.count() - 1)).stream()
                          .map(Line::text)
                          .toList())
                  != null;
    };
  }

  private static boolean gap(List<Line> lines, int i) {
    String text = lines.get(i).text();
    return text.isBlank() || Sections.begins(text);
  }
}
