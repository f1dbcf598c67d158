package dev.chatcontract.runtime.engine;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The future of several calls in a row; cancelling it cancels the one in flight. */
final class SerialFuture<T> extends CompletableFuture<T> {
  private volatile @Nullable CompletableFuture<?> current;

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    CompletableFuture<?> call = current;
    if (call != null && isCancelled()) {
      call.cancel(mayInterruptIfRunning);
    }
    return cancelled;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }

  void current(CompletableFuture<?> call) {
    current = call;
    if (isDone()) {
      call.cancel(true);
    }
  }
}
