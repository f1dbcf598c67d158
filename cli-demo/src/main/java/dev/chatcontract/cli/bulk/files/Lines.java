package dev.chatcontract.cli.bulk.files;

import org.jspecify.annotations.Nullable;

/** One reading of an input, line by line. */
public interface Lines {
  /** Returns the next line, or null at the end. */
  Input.@Nullable Line next();
}
