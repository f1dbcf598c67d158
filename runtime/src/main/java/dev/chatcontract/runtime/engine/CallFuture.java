package dev.chatcontract.runtime.engine;

import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** The future of an asynchronous call; cancelling it cancels the request in flight. */
final class CallFuture<T> extends CompletableFuture<T> {
  private volatile @Nullable Call current;

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    Call call = current;
    if (call != null && isCancelled()) {
      call.cancel();
    }
    return cancelled;
  }

  /** Returns a plain future: cancelling a dependent future does not cancel this one, as usual. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }

  void current(Call call) {
    current = call;
    if (isDone()) {
      call.cancel();
    }
  }
}
