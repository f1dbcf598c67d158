package dev.chatcontract.contract.page.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML tables in text that is not HTML.
 *
 * @param rest the text with blanks in place of the tables, so that lines keep their numbers
 */
record EmbeddedTables(List<PageTable> tables, String rest) {
  private static final Pattern TABLE =
      Pattern.compile("<table\\b[^>]*>.*?</table\\s*>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  static EmbeddedTables of(String text) {
    List<PageTable> tables = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    Matcher html = TABLE.matcher(text);
    LineStarts starts = new LineStarts(text);
    while (html.find()) {
      List<PageTable> found = HtmlPage.tables(html.group());
      for (PageTable table : found) {
        tables.add(table.moved(number -> starts.line(html.start() + number)));
      }
      String gap = html.group().replaceAll("[^\n]", "");
      html.appendReplacement(rest, found.isEmpty() ? "$0" : gap);
    }
    html.appendTail(rest);
    return new EmbeddedTables(tables, rest.toString());
  }
}
