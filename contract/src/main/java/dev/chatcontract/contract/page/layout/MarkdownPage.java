package dev.chatcontract.contract.page.layout;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Markdown with tables. Text that the parser does not recognize as a table is read as copied text.
 */
final class MarkdownPage {
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .build();

  private MarkdownPage() {}

  static PageText read(String text) {
    List<Line> lines = CopiedPage.lines(text);
    List<PageTable> tables = new ArrayList<>();
    BitSet taken = new BitSet();
    PARSER
        .parse(text)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(CustomBlock block) {
                if (block instanceof TableBlock) {
                  BitSet own = new BitSet();
                  block.getSourceSpans().forEach(span -> own.set(span.getLineIndex()));
                  PageTable table = table(block, lines, own);
                  if (table != null) {
                    tables.add(table);
                    taken.or(own);
                  }
                }
              }
            });
    List<Line> rest = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!taken.get(i)) {
        rest.add(lines.get(i));
      }
    }
    PageText copied = CopiedPage.read(rest);
    tables.addAll(copied.tables());
    return new PageText(tables, copied.lines());
  }

  private static @Nullable PageTable table(CustomBlock block, List<Line> lines, BitSet own) {
    List<TableRow> rows = new ArrayList<>();
    block.accept(
        new AbstractVisitor() {
          @Override
          public void visit(CustomNode node) {
            if (node instanceof TableRow row) {
              rows.add(row);
            } else {
              visitChildren(node);
            }
          }
        });
    Columns columns = rows.isEmpty() ? null : Columns.ofCells(cells(rows.get(0)));
    if (columns == null) {
      return null;
    }
    List<PageTable.Row> read = new ArrayList<>();
    for (TableRow row : rows.subList(1, rows.size())) {
      int line = row.getSourceSpans().isEmpty() ? 0 : row.getSourceSpans().get(0).getLineIndex();
      read.addAll(columns.rows(line + 1, cells(row)));
    }
    addRowsAfterGap(columns, lines, own, read);
    return columns.table(read);
  }

  /** Adds the rows that a blank line has separated from their table. */
  private static void addRowsAfterGap(
      Columns columns, List<Line> lines, BitSet own, List<PageTable.Row> read) {
    for (int i = own.length(); i < lines.size(); i++) {
      String text = lines.get(i).text().strip();
      if (text.isEmpty()) {
        continue;
      }
      boolean heads =
          i + 1 < lines.size() && lines.get(i + 1).text().matches("[\\s|:-]*--[\\s|:-]*");
      List<String> cells = heads ? List.of() : PipedCells.cells(text);
      List<PageTable.Row> rows =
          text.startsWith("|") && cells.size() == columns.count()
              ? columns.rows(lines.get(i).number(), cells.stream().map(CopiedPage::plain).toList())
              : List.of();
      if (rows.stream().noneMatch(columns::isRead)) {
        return;
      }
      read.addAll(rows);
      own.set(i);
    }
  }

  private static List<String> cells(TableRow row) {
    List<String> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      if (cell instanceof TableCell) {
        cells.add(text(cell));
      }
    }
    return cells;
  }

  private static String text(Node cell) {
    StringBuilder out = new StringBuilder();
    StringBuilder withoutNotes = new StringBuilder();
    cell.accept(
        new AbstractVisitor() {
          private boolean raised;

          @Override
          public void visit(Text text) {
            out.append(text.getLiteral());
            withoutNotes.append(raised ? "" : text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            out.append(code.getLiteral());
            withoutNotes.append(code.getLiteral());
          }

          @Override
          public void visit(HtmlInline html) {
            out.append(' ');
            withoutNotes.append(' ');
            raised = html.getLiteral().matches("(?i)<sup\\b.*");
          }

          @Override
          public void visit(SoftLineBreak lineBreak) {
            out.append(' ');
            withoutNotes.append(' ');
          }
        });
    String note = CopiedPage.plain(withoutNotes.toString());
    return CodeCell.codes(note).isEmpty() ? CopiedPage.plain(out.toString()) : note;
  }
}
