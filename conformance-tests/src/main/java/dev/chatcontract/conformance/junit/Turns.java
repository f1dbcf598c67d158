package dev.chatcontract.conformance.junit;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives the simulator to one test at a time: it is reset before each test, so a second test at the
 * same time would lose its data.
 */
final class Turns {
  private final Semaphore free = new Semaphore(1, true);
  private final AtomicReference<@Nullable Thread> holder = new AtomicReference<>();

  /** Waits for a turn; the result ends that turn. */
  Turn take() {
    if (holder.get() == Thread.currentThread()) {
      // JUnit's pool may run a test inside another one that waits for the pool; waiting here would
      // never end.
      throw new ExtensionConfigurationException(
          "a test of this class runs inside another on one simulator: annotate the class with"
              + " @Execution(ExecutionMode.SAME_THREAD)");
    }
    free.acquireUninterruptibly();
    holder.set(Thread.currentThread());
    return new Turn();
  }

  /** A turn, which ends when JUnit closes the store of the test. */
  @SuppressWarnings("deprecation") // JUnit before 5.13 closes only this type
  final class Turn implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private Turn() {}

    @Override
    public void close() {
      holder.set(null);
      free.release();
    }
  }
}
