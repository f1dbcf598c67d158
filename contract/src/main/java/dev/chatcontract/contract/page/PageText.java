package dev.chatcontract.contract.page;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What a layout finds on a page, in the same form for all of them.
 *
 * @param lines all text outside of tables of members and codes, samples included
 * @param place the line of the file for a number of a line or row, which is one where lines do not
 *     tell what stands first
 */
record PageText(List<Table> tables, List<Line> lines, IntUnaryOperator place) {
  PageText(List<Table> tables, List<Line> lines) {
    this(tables, lines, IntUnaryOperator.identity());
  }
}
