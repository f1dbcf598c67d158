package dev.chatcontract.contract.page;

import java.util.List;

/**
 * What a layout finds on a page, in the same form for all of them.
 *
 * @param lines all text outside of tables of members and codes, samples included
 */
record PageText(List<Table> tables, List<Line> lines) {}
