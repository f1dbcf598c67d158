package dev.chatcontract.contract.page.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/**
 * The contents of a page, in the same form for all layouts.
 *
 * @param lines all text outside tables of members and codes, including samples
 * @param place maps the number of a line or row to a line of the file; where lines do not give the
 *     order, the numbers are offsets
 */
public record PageText(List<PageTable> tables, List<Line> lines, IntUnaryOperator place) {
  PageText(List<PageTable> tables, List<Line> lines) {
    this(tables, lines, IntUnaryOperator.identity());
  }

  /** Reads a page in any layout. */
  public static PageText of(String text) {
    if (isHtml(text)) {
      return HtmlPage.read(text);
    }
    EmbeddedTables embedded = EmbeddedTables.of(text);
    String rest = embedded.rest();
    PageText page =
        isMarkdown(rest) ? MarkdownPage.read(rest) : CopiedPage.read(CopiedPage.lines(rest));
    List<PageTable> tables = new ArrayList<>(embedded.tables());
    tables.addAll(page.tables());
    tables.sort(Comparator.comparingInt(t -> t.rows().isEmpty() ? 0 : t.rows().get(0).line()));
    return new PageText(tables, page.lines());
  }

  /** Returns whether the text is HTML, complete or not. */
  public static boolean isHtml(String text) {
    String head = text.stripLeading();
    head = head.substring(0, Math.min(head.length(), 4000)).toLowerCase(Locale.ROOT);
    return head.startsWith("<")
        && head.matches("(?s).*<(?:!doctype html|html|head|body|table|div|section|main)\\b.*");
  }

  private static boolean isMarkdown(String text) {
    return Pattern.compile("(?m)^\\s*\\|?[\\s:]*-{2,}[\\s:]*\\|[-|:\\s]*$|^#{1,6} |^\\s*```")
        .matcher(text)
        .find();
  }
}
