package dev.chatcontract.conformance.simulator.log;

import dev.chatcontract.conformance.simulator.answer.Answer;
import dev.chatcontract.conformance.simulator.answer.AnsweredBy;
import dev.chatcontract.conformance.simulator.check.CheckedRequest;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reports each answer to the watchers; costs nothing if there are none. */
public final class Watchers {
  private final List<Consumer<ServedRequest>> watching;
  private final Refusals refusals;
  private final Clock clock;

  public Watchers(List<Consumer<ServedRequest>> watching, Refusals refusals, Clock clock) {
    this.watching = List.copyOf(watching);
    this.refusals = refusals;
    this.clock = clock;
  }

  /** Reports an answer of the API. */
  public void api(String method, String target, CheckedRequest checked, Answer answer) {
    if (watching.isEmpty()) {
      return;
    }
    int query = target.indexOf('?');
    String operation = checked.operation() == null ? null : checked.operation().name();
    tell(
        method,
        query < 0 ? target : target.substring(0, query),
        operation,
        answer.by(),
        answer.status(),
        answer.code(),
        answer.info());
  }

  /** Reports an answer of the admin interface. */
  public void admin(String method, String path, int status, String problem) {
    tell(method, path, null, AnsweredBy.ADMIN, status, 0, problem);
  }

  /** Reports a request that was not admitted. */
  public void refused(String method, @Nullable String path, int status, String reason) {
    ServedRequest refused =
        new ServedRequest(
            clock.instant(),
            method,
            path == null ? "" : path,
            null,
            AnsweredBy.DOOR,
            status,
            0,
            reason);
    refusals.add(refused);
    watching.forEach(watcher -> watcher.accept(refused));
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
