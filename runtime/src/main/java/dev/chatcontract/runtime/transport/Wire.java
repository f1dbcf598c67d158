package dev.chatcontract.runtime.transport;

import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The blocking call on this thread, and what it is doing with its connection. */
final class Wire {
  private static final ThreadLocal<Wire> CURRENT = ThreadLocal.withInitial(Wire::new);

  private boolean seeking;
  private @Nullable WatchedSocket asked;
  private @Nullable Request unsigned;
  private CallWatch.@Nullable Blocking waiting;

  /** Returns that of this thread. */
  static Wire current() {
    return CURRENT.get();
  }

  /** From now on OkHttp looks for a connection; sockets offered to it are checked. */
  void seek() {
    clear();
    seeking = true;
  }

  /** A connection is found and will carry this request. */
  void found(Request request) {
    seeking = false;
    unsigned = request;
  }

  /** The call is over, or the headers of its answer have arrived. */
  void clear() {
    seeking = false;
    asked = null;
    unsigned = null;
  }

  boolean seeking() {
    return seeking;
  }

  void asked(WatchedSocket socket) {
    asked = socket;
  }

  /** The innermost blocking call that this thread waits for. */
  CallWatch.@Nullable Blocking waiting() {
    return waiting;
  }

  void waiting(CallWatch.@Nullable Blocking call) {
    waiting = call;
  }

  /** The request as others may see it; null outside an exchange. */
  @Nullable Request unsigned() {
    return unsigned;
  }

  /** Whether there are answer headers although nothing was read since the request was written. */
  boolean answeredUnasked() {
    WatchedSocket socket = asked;
    return socket != null && socket.answeredUnasked();
  }
}
