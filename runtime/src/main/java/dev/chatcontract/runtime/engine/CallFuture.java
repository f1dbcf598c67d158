package dev.chatcontract.runtime.engine;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The future of a call, or of several in a row; cancelling it cancels the request in flight. */
final class CallFuture<T> extends CompletableFuture<T> {
  private volatile @Nullable Runnable canceller;

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    Runnable current = canceller;
    if (current != null && isCancelled()) {
      current.run();
    }
    return cancelled;
  }

  /** Returns a plain future: cancelling a dependent future does not cancel this one, as usual. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }

  /** Sets what cancels the request in flight; runs it if this future is done already. */
  void current(Runnable cancel) {
    canceller = cancel;
    if (isDone()) {
      cancel.run();
    }
  }
}
