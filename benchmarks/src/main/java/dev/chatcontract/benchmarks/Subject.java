package dev.chatcontract.benchmarks;

/**
 * One way of making the same signed call; the answer is decoded unless the subject is the bare one.
 */
interface Subject extends AutoCloseable {
  String name();

  /** Makes one call and returns what the caller would look at. */
  Object call() throws Exception;

  @Override
  default void close() {}
}
