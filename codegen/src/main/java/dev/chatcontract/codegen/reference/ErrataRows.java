package dev.chatcontract.codegen.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the tables of an errata file in Markdown: row, weight, what the page says, what we say. */
final class ErrataRows {
  private static final Pattern ID = Pattern.compile("E\\d+");
  private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");

  private ErrataRows() {}

  static List<ReferenceView.Erratum> parse(String markdown) {
    List<ReferenceView.Erratum> rows = new ArrayList<>();
    String heading = "";
    for (String line : markdown.split("\r?\n", -1)) {
      if (line.startsWith("## ")) {
        heading = line.substring(3).strip();
      }
      if (!line.startsWith("|")) {
        continue;
      }
      String[] cells = CELL_END.split(line, -1);
      if (cells.length < 6 || !ID.matcher(cells[1].strip()).matches()) {
        continue;
      }
      rows.add(
          new ReferenceView.Erratum(
              cells[1].strip(),
              cells[2].strip(),
              heading,
              cell(cells[3]),
              cell(cells[4]),
              cell(cells[5])));
    }
    return rows;
  }

  private static Html cell(String text) {
    return Html.inline(LINK.matcher(text.replace("\\|", "|")).replaceAll("$1"));
  }
}
