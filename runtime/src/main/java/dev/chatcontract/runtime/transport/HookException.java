package dev.chatcontract.runtime.transport;

import java.io.IOException;

/**
 * Carries what an interceptor threw through OkHttp, which would print it from an asynchronous call.
 */
public final class HookException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Throwable thrown;

  /** Wraps what was thrown. */
  public HookException(Throwable thrown) {
    super(thrown);
    this.thrown = thrown;
  }

  /** What was thrown. */
  public Throwable thrown() {
    return thrown;
  }
}
