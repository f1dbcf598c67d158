package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's buffers, about 20 kB: each platform thread keeps its own, which is fastest. Virtual
 * threads, of which thousands may wait for answers, take them from a pool while they read or write.
 */
final class JsonBuffers implements RecyclerPool<BufferRecycler> {
  private static final long serialVersionUID = 1;

  /** The class that virtual threads extend; null before JDK 21. */
  private static final @Nullable Class<?> VIRTUAL = virtual();

  /** Created when the first virtual thread needs it. */
  private static final class Shared {
    private static final RecyclerPool<BufferRecycler> POOL =
        JsonRecyclerPools.newConcurrentDequePool();

    private Shared() {}
  }

  private static @Nullable Class<?> virtual() {
    try {
      return Class.forName("java.lang.BaseVirtualThread");
    } catch (ClassNotFoundException older) {
      return null;
    }
  }

  static boolean isVirtual(Thread thread) {
    // Thread.isVirtual would have to be called by reflection, in every call.
    return VIRTUAL != null && VIRTUAL.isInstance(thread);
  }

  @Override
  public BufferRecycler acquireAndLinkPooled() {
    return isVirtual(Thread.currentThread())
        ? Shared.POOL.acquireAndLinkPooled()
        : JsonRecyclerPools.threadLocalPool().acquireAndLinkPooled();
  }

  @Override
  public BufferRecycler acquirePooled() {
    return acquireAndLinkPooled();
  }

  /** Not called, since each is linked to the pool that it came from. */
  @Override
  public void releasePooled(BufferRecycler pooled) {
    pooled.releaseToPool();
  }
}
