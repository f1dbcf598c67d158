package dev.chatcontract.conformance.simulator;

import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Bucket4j's distributed buckets, with this process as the store. */
final class SharedStore extends AbstractCompareAndSwapBasedProxyManager<String> {
  private final Map<String, byte[]> states = new ConcurrentHashMap<>();

  SharedStore() {
    super(ClientSideConfig.getDefault());
  }

  @Override
  protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
    return new CompareAndSwapOperation() {
      @Override
      public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
        return Optional.ofNullable(states.get(key));
      }

      @Override
      public boolean compareAndSwap(
          byte[] original,
          byte[] replacement,
          RemoteBucketState state,
          Optional<Long> timeoutNanos) {
        boolean[] swapped = new boolean[1];
        states.compute(
            key,
            (k, now) -> {
              swapped[0] = now == null ? original == null : Arrays.equals(now, original);
              return swapped[0] ? replacement : now;
            });
        return swapped[0];
      }
    };
  }

  @Override
  protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
    throw new AssertionError("not asked for");
  }

  @Override
  public boolean isAsyncModeSupported() {
    return false;
  }

  @Override
  protected CompletableFuture<Void> removeAsync(String key) {
    throw new AssertionError("not asked for");
  }

  @Override
  public void removeProxy(String key) {
    states.remove(key);
  }
}
