package dev.chatcontract.conformance.simulator;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells whoever watches about each answer; costs nothing when nobody does. */
final class Watchers {
  private final List<Consumer<ServedRequest>> watching;
  private final Clock clock;

  Watchers(List<Consumer<ServedRequest>> watching, Clock clock) {
    this.watching = List.copyOf(watching);
    this.clock = clock;
  }

  /** The API answered. */
  void api(ApiRequest request, CheckedRequest checked, Answer answer) {
    if (watching.isEmpty()) {
      return;
    }
    String target = request.target();
    int query = target.indexOf('?');
    String operation = checked.operation() == null ? null : checked.operation().name();
    tell(
        request.method(),
        query < 0 ? target : target.substring(0, query),
        operation,
        answer.by(),
        answer.status(),
        answer.code(),
        answer.info());
  }

  /** The admin interface answered. */
  void admin(String method, String path, AdminAnswer answer) {
    tell(method, path, null, AnsweredBy.ADMIN, answer.status(), 0, answer.problem());
  }

  /** The request did not come in. */
  void refused(String method, @Nullable String path, int status, String reason) {
    tell(method, path == null ? "" : path, null, AnsweredBy.DOOR, status, 0, reason);
  }

  private void tell(
      String method,
      String path,
      @Nullable String operation,
      AnsweredBy by,
      int status,
      int code,
      String info) {
    if (!watching.isEmpty()) {
      ServedRequest served =
          new ServedRequest(clock.instant(), method, path, operation, by, status, code, info);
      watching.forEach(watcher -> watcher.accept(served));
    }
  }
}
