package dev.chatcontract.cli.bulk;

import dev.chatcontract.cli.bulk.files.FailuresFile;
import dev.chatcontract.cli.bulk.files.Lines;
import java.io.IOException;
import java.util.function.BiConsumer;

/** A way to send lines. */
interface BulkSending extends AutoCloseable {
  /**
   * Checks every line before the first is sent, since sending half a file is worse than sending
   * nothing.
   *
   * @param remarks receives the place of a line and what is odd about it
   * @return the number of lines
   */
  long check(Lines lines, FailuresFile failures, BiConsumer<String, String> remarks);

  /** Prepares what must be on disk before the first line is sent. */
  void prepare(FailuresFile failures) throws IOException;

  /** Sends the lines until the last one, a stop, or the loss of the server. */
  void send(Lines lines, FailuresFile failures, BulkReport report);

  /** Returns whether the same command continues where a run stopped. */
  boolean resumable();

  @Override
  void close();
}
