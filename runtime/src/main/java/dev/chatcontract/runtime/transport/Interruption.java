package dev.chatcontract.runtime.transport;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes exceptions that report an interrupt. Code that throws one may have cleared the
 * thread's flag: OkHttp does so while it connects, and so do many hooks.
 */
public final class Interruption {
  /** A longer chain of causes is a cycle, or not from here. */
  private static final int MAX_CAUSES = 20;

  private Interruption() {}

  /** Returns whether the exception or one of its causes reports an interrupt. */
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
