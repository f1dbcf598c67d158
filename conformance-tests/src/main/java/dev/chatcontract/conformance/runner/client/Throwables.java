package dev.chatcontract.conformance.runner.client;

/** Exceptions as one line. */
public final class Throwables {
  private Throwables() {}

  /** Returns the type and message of an exception and of its causes. */
  public static String chain(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (Throwable t = thrown; t != null && depth < 6; t = t.getCause()) {
      text.append(depth++ == 0 ? "" : "; because ");
      text.append(t.getClass().getSimpleName()).append(": ").append(t.getMessage());
    }
    StackTraceElement[] frames = thrown.getStackTrace();
    return frames.length == 0 ? text.toString() : text + " at " + frames[0];
  }
}
