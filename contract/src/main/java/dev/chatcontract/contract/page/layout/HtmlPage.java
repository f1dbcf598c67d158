package dev.chatcontract.contract.page.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** A page saved by a browser. */
final class HtmlPage {
  private static final int MOST_MERGED = 100;

  private HtmlPage() {}

  static PageText read(String text) {
    LineStarts starts = new LineStarts(text);
    Document document = parser().parseInput(text, "");
    document.select("script, style, nav, noscript, template, svg").remove();
    List<PageTable> tables = new ArrayList<>();
    for (Element element : document.select("table")) {
      PageTable table = table(element);
      if (table != null) {
        tables.add(table);
        element.remove();
      }
    }
    List<Line> lines = new ArrayList<>();
    collect(document.body(), text, lines);
    PageText copied = CopiedPage.read(lines);
    tables.addAll(copied.tables());
    return new PageText(tables, copied.lines(), starts::line);
  }

  private static Parser parser() {
    return Parser.htmlParser().setTrackPosition(true);
  }

  /** Returns the tables of an HTML fragment; the line numbers of their rows are offsets in it. */
  static List<PageTable> tables(String html) {
    List<PageTable> tables = new ArrayList<>();
    for (Element element : parser().parseInput(html, "").select("table")) {
      PageTable table = table(element);
      if (table != null) {
        tables.add(table);
      }
    }
    return tables;
  }

  private static @Nullable PageTable table(Element element) {
    List<Element> rows = element.getElementsByTag("tr");
    Columns columns = rows.isEmpty() ? null : Columns.ofCells(grid(rows.subList(0, 1)).get(0));
    if (columns == null) {
      return null;
    }
    List<List<String>> grid = grid(rows);
    List<PageTable.Row> read = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      read.addAll(columns.rows(rows.get(i).sourceRange().start().pos() + 1, grid.get(i)));
    }
    return columns.table(read);
  }

  /** Returns the cells of each row, with a merged cell in each place that it covers. */
  private static List<List<String>> grid(List<Element> rows) {
    List<List<String>> grid = new ArrayList<>();
    List<Merged> open = new ArrayList<>();
    for (Element row : rows) {
      List<String> cells = new ArrayList<>();
      List<Merged> begun = new ArrayList<>();
      for (Element cell : row.children()) {
        if (!cell.nameIs("td") && !cell.nameIs("th")) {
          continue;
        }
        fill(open, cells);
        String text = CopiedPage.plain(text(cell));
        int more = span(cell, "rowspan") - 1;
        for (int n = span(cell, "colspan"); n > 0; n--) {
          if (more > 0) {
            begun.add(new Merged(cells.size(), text, more));
          }
          cells.add(text);
        }
      }
      fill(open, cells);
      open.replaceAll(merged -> new Merged(merged.column, merged.text, merged.rows - 1));
      open.removeIf(merged -> merged.rows == 0);
      open.addAll(begun);
      open.sort(Comparator.comparingInt(Merged::column));
      grid.add(cells);
    }
    return grid;
  }

  /** Returns the text of a cell; the number of a note is no digit of the code before it. */
  private static String text(Element cell) {
    if (cell.selectFirst("sup") == null) {
      return cell.text();
    }
    Element without = cell.clone();
    without.select("sup").remove();
    return CodeCell.codes(without.text()).isEmpty() ? cell.text() : without.text();
  }

  private static void fill(List<Merged> open, List<String> cells) {
    for (Merged merged : open) {
      if (merged.column == cells.size()) {
        cells.add(merged.text);
      }
    }
  }

  private static int span(Element cell, String attribute) {
    String digits = cell.attr(attribute).strip();
    return digits.matches("[1-9]\\d{0,2}") ? Math.min(MOST_MERGED, Integer.parseInt(digits)) : 1;
  }

  /** A cell that continues in further rows, and their number. */
  private record Merged(int column, String text, int rows) {}

  // One line of text for each block; preformatted text keeps its lines. No recursion: a page may
  // be nested deeper than the stack. Lines are numbered by their offset in the file, because a
  // saved page may be a single line.
  private static void collect(Element body, String source, List<Line> lines) {
    StringBuilder text = new StringBuilder();
    int[] number = {1};
    body.traverse(
        (node, depth) -> {
          if (node instanceof TextNode words) {
            if (text.isEmpty()) {
              number[0] = Math.max(0, words.sourceRange().start().pos()) + 1;
            }
            if (preformatted(words)) {
              String[] parts = words.getWholeText().split("\n", -1);
              for (int i = 0; i < parts.length; i++) {
                text.append(parts[i]);
                if (i < parts.length - 1) {
                  lines.add(new Line(number[0], text.toString()));
                  text.setLength(0);
                  int end = source.indexOf('\n', number[0] - 1);
                  number[0] = end < 0 ? number[0] : end + 2;
                }
              }
            } else {
              text.append(words.text());
            }
          } else if (node instanceof Element element
              && (element.isBlock() || element.normalName().equals("br"))) {
            if (!text.isEmpty()) {
              lines.add(new Line(number[0], text.toString()));
              text.setLength(0);
            }
          }
        });
    lines.add(new Line(number[0], text.toString()));
  }

  private static boolean preformatted(Node node) {
    for (Node up = node.parent(); up != null; up = up.parent()) {
      if (up.normalName().equals("pre")) {
        return true;
      }
    }
    return false;
  }
}
