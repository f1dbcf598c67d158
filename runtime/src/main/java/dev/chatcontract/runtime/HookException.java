package dev.chatcontract.runtime;

import java.io.IOException;

/**
 * Carries what an interceptor threw through OkHttp, which would print it from an asynchronous call.
 */
final class HookException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Throwable thrown;

  HookException(Throwable thrown) {
    super(thrown);
    this.thrown = thrown;
  }

  Throwable thrown() {
    return thrown;
  }
}
