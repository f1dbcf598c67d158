package dev.chatcontract.cli.bulk;

import dev.chatcontract.cli.bulk.files.FailuresFile;
import dev.chatcontract.cli.bulk.files.Lines;
import java.util.function.BiConsumer;

/** A way to send lines. */
interface BulkSending extends AutoCloseable {
  /**
   * Looks at every line before the first is sent: half a file is worse than none.
   *
   * @param remarks told of a line's place and what is odd about it
   * @return how many lines there are
   */
  long check(Lines lines, FailuresFile failures, BiConsumer<String, String> remarks);

  /** Makes ready what must be on disk before the first line is sent. */
  void prepare(FailuresFile failures);

  /** Sends the lines until the last, a stop, or a server that is gone. */
  void send(Lines lines, FailuresFile failures, BulkReport report);

  /** Whether the same command goes on where a run stopped. */
  boolean resumable();

  @Override
  void close();
}
