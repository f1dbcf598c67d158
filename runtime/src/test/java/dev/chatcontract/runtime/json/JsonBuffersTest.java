package dev.chatcontract.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Which threads keep Jackson's buffers and which share them. */
class JsonBuffersTest {
  private static final boolean HAS_VIRTUAL_THREADS = Runtime.version().feature() >= 21;

  private final JsonBuffers buffers = new JsonBuffers();

  /** Runs on a new thread, a virtual one if the JDK has them. */
  private static <T> T onNewThread(Callable<T> work) throws Exception {
    ExecutorService threads =
        HAS_VIRTUAL_THREADS
            ? (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null)
            : Executors.newSingleThreadExecutor();
    try {
      return threads.submit(work).get();
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aPlatformThreadKeepsItsOwn() {
    BufferRecycler own = JsonRecyclerPools.threadLocalPool().acquireAndLinkPooled();
    assertThat(buffers.acquirePooled()).isSameAs(own).isSameAs(buffers.acquirePooled());
  }

  @Test
  void aVirtualThreadIsRecognized() throws Exception {
    assertThat(JsonBuffers.isVirtual(Thread.currentThread())).isFalse();
    assertThat(onNewThread(() -> JsonBuffers.isVirtual(Thread.currentThread())))
        .isEqualTo(HAS_VIRTUAL_THREADS);
  }

  @Test
  void virtualThreadsShareReleasedBuffers() throws Exception {
    Set<BufferRecycler> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 20; i++) {
      taken.add(
          onNewThread(
              () -> {
                JsonCodec.STRING.fromBytes(JsonCodec.STRING.toBytes("a"));
                BufferRecycler some = buffers.acquirePooled();
                buffers.releasePooled(some);
                return some;
              }));
    }
    assertThat(taken.size() < 20).isEqualTo(HAS_VIRTUAL_THREADS);
  }
}
