package dev.chatcontract.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Virtual threads by reflection, since this code compiles for a JDK without them. */
final class VirtualThreads {
  private VirtualThreads() {}

  static boolean exist() {
    return Runtime.version().feature() >= 21;
  }

  /** Returns an executor with a virtual thread per task. */
  static ExecutorService executor() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
