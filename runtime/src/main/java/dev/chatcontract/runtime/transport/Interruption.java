package dev.chatcontract.runtime.transport;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether something thrown says that a thread was interrupted. Who throws it may have cleared
 * the thread's flag: OkHttp does while it connects, and so do many hooks.
 */
public final class Interruption {
  /** A chain of causes that is longer goes in a circle, or is none of ours. */
  private static final int MAX_CAUSES = 20;

  private Interruption() {}

  /** Whether it, or a cause of it, says so. */
  public static boolean isIn(Throwable thrown) {
    int depth = 0;
    for (Throwable t = thrown; t != null && depth < MAX_CAUSES; t = t.getCause()) {
      if (t instanceof InterruptedException
          || t instanceof ClosedByInterruptException
          || (t instanceof InterruptedIOException e
              && !(e instanceof SocketTimeoutException)
              && isInterrupt(e.getMessage()))) {
        return true;
      }
      depth++;
    }
    return false;
  }

  /** OkHttp uses the same exception for its timeouts and for executors that reject. */
  private static boolean isInterrupt(@Nullable String message) {
    return message == null || message.startsWith("interrupt") || message.endsWith("interrupted");
  }
}
