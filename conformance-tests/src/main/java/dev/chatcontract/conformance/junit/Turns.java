package dev.chatcontract.conformance.junit;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets one test at a time have a simulator: it is reset before each, so a second one beside it
 * would take its world away.
 */
final class Turns {
  private final Semaphore free = new Semaphore(1, true);
  private final AtomicReference<@Nullable Thread> holder = new AtomicReference<>();

  /** Waits for the turn; what is returned gives it back. */
  Turn take() {
    if (holder.get() == Thread.currentThread()) {
      // JUnit's pool may run a test inside another one that waits for the pool: waiting here would
      // be for ever.
      throw new ExtensionConfigurationException(
          "a test of this class runs inside another on one simulator: annotate the class with"
              + " @Execution(ExecutionMode.SAME_THREAD)");
    }
    free.acquireUninterruptibly();
    holder.set(Thread.currentThread());
    return new Turn();
  }

  /** Given back when JUnit closes the store of the test. */
  @SuppressWarnings("deprecation") // JUnit before 5.13 closes nothing else that it keeps
  final class Turn implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private Turn() {}

    @Override
    public void close() {
      holder.set(null);
      free.release();
    }
  }
}
