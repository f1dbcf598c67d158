package dev.chatcontract.benchmarks.subject;

import java.util.concurrent.Callable;

/**
 * One way of making the same signed call; the answer is decoded unless the subject is the bare one.
 */
public interface Subject extends AutoCloseable {
  String name();

  /** Makes one call and returns the result that a caller would use. */
  Object call() throws Exception;

  /** Makes one call; fails if there is no answer. */
  default void callOnce() throws Exception {
    if (call() == null) {
      throw new IllegalStateException(name() + " gave no answer");
    }
  }

  @Override
  default void close() {}

  static Subject of(String name, Callable<?> call) {
    return new Subject() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Object call() throws Exception {
        return call.call();
      }
    };
  }
}
