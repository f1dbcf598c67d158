package dev.chatcontract.contract.page.layout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way in which tables look after text was copied out of a browser. */
interface TextLayout {
  /** The table whose heading is on that line, and where it ends; null if there is none. */
  @Nullable Found read(List<Line> lines, int at);

  /** A table and the index of the first line after it. */
  record Found(PageTable table, int end) {}
}
