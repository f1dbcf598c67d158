package dev.chatcontract.contract.page.layout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A form of tables in text that was copied from a browser. */
interface TextLayout {
  /**
   * Returns the table whose headings are on this line, and where it ends; null if there is none.
   */
  @Nullable Found read(List<Line> lines, int at);

  /** A table and the index of the first line after it. */
  record Found(PageTable table, int end) {}
}
