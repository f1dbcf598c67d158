package dev.chatcontract.contract.page.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A table with one row on each line, and only spaces between cells. */
final class SpacedCells implements TextLayout {
  private static final int MOST_WORDS = 12;

  /** The first word of headings; checked first, because most lines have another one. */
  private static final Pattern FIRST =
      Pattern.compile(
          "(?i)names?|fields?|parameters?|error|code|return|group|字段\\S*|参数\\S*|名称|错误\\S*|返回码|群组类型\\S*");

  private static final Pattern CODE_ROW =
      Pattern.compile(CodeCell.BEGINNING.pattern() + "\\s+(.*)");
  private static final Pattern GROUP_ROW =
      Pattern.compile("(\\S*[A-Za-z]{4,20}(?:[（(]\\S{0,20})?\\S?)\\s+(.*)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.]*");

  @Override
  public @Nullable Found read(List<Line> lines, int at) {
    Columns columns = columns(lines.get(at).text().strip());
    if (columns == null) {
      return null;
    }
    List<PageTable.Row> rows = new ArrayList<>();
    int i = at + 1;
    for (; i < lines.size(); i++) {
      String text = lines.get(i).text().strip();
      if (text.isEmpty() || Sections.begins(text)) {
        break;
      }
      List<String> cells = cells(columns, text);
      if (cells != null) {
        rows.addAll(columns.rows(lines.get(i).number(), cells));
        continue;
      }
      PageTable.Row last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
      if (last == null) {
        break;
      }
      // All rows of the last line: it may have had several codes.
      rows.replaceAll(row -> row.line() == last.line() ? row.and(text) : row);
    }
    return rows.isEmpty() ? null : new Found(columns.table(rows), i);
  }

  /**
   * Finds the columns of headings, some of which contain a space and which may follow a sentence on
   * the same line.
   */
  private static @Nullable Columns columns(String line) {
    String head = line.substring(line.lastIndexOf(':') + 1).strip();
    String[] words = head.split("\\s+", MOST_WORDS + 1);
    if (words.length < 2 || words.length > MOST_WORDS || !FIRST.matcher(words[0]).matches()) {
      return null;
    }
    Columns columns = columns(words, 0, new ArrayList<>());
    boolean sentence = head.length() < line.length();
    return columns != null && sentence && columns.kind() != PageTable.Kind.CODES ? null : columns;
  }

  private static @Nullable Columns columns(String[] words, int from, List<String> headings) {
    if (from == words.length) {
      return Columns.of(headings);
    }
    for (int to = words.length; to > from; to--) {
      String heading = String.join(" ", Arrays.copyOfRange(words, from, to));
      if (!Columns.meaning(heading).isEmpty()) {
        headings.add(heading);
        Columns found = columns(words, to, headings);
        if (found != null) {
          return found;
        }
        headings.remove(headings.size() - 1);
      }
    }
    return null;
  }

  /** Rejoins the last cell, which was split because another cell turned out to be empty. */
  private static List<String> joined(List<String> cells, int count) {
    List<String> joined = new ArrayList<>(cells.subList(0, count - 1));
    joined.add(String.join(" ", cells.subList(count - 1, cells.size())));
    return joined;
  }

  /** Returns the cells of a line that begins a row, or null. */
  private static @Nullable List<String> cells(Columns columns, String text) {
    Pattern pattern = columns.kind() == PageTable.Kind.CODES ? CODE_ROW : GROUP_ROW;
    Matcher row = pattern.matcher(text);
    return switch (columns.kind()) {
      case CODES -> row.matches() ? List.of(row.group(1), row.group(2)) : null;
      case GROUP_TYPES ->
          row.matches() && Sentences.support(row.group(2)) != null
              ? List.of(row.group(1), row.group(2))
              : null;
      default -> {
        List<String> cells = List.of(text.split("\\s+", columns.count()));
        if (!NAME.matcher(cells.get(0)).matches()) {
          yield null;
        }
        List<String> begun = columns.begins(cells);
        yield begun == null || begun.size() == cells.size()
            ? begun
            : joined(begun, columns.count());
      }
    };
  }
}
