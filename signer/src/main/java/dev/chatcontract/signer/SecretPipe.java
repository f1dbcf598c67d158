package dev.chatcontract.signer;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The reading of a pipe, on another thread: opening a pipe without a writer blocks and cannot be
 * interrupted. There is one such thread for each pipe, however many others wait and give up. What
 * arrives when nobody waits is for the next one: its writer will not write again.
 */
final class SecretPipe {
  private static final Map<Object, SecretPipe> READING = new HashMap<>();

  private final Object identity;
  private final CompletableFuture<byte[]> content = new CompletableFuture<>();
  private int waiting;
  private boolean taken;

  private SecretPipe(Object identity) {
    this.identity = identity;
  }

  /**
   * Returns what the pipe contains, in a new array.
   *
   * @param identity equal for the same pipe
   * @param source reads the pipe
   */
  static byte[] read(Object identity, Callable<byte[]> source, Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    SecretPipe pipe = joined(identity, source);
    try {
      byte[] key = pipe.content.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      pipe.take();
      return key.clone();
    } catch (ExecutionException e) {
      pipe.take();
      throw e;
    } finally {
      pipe.leave();
    }
  }

  private static SecretPipe joined(Object identity, Callable<byte[]> source) {
    synchronized (READING) {
      SecretPipe pipe = READING.get(identity);
      if (pipe == null || pipe.content.isCompletedExceptionally()) {
        pipe = new SecretPipe(identity);
        pipe.start(source);
        READING.put(identity, pipe);
      }
      pipe.waiting++;
      return pipe;
    }
  }

  private void start(Callable<byte[]> source) {
    Thread reader =
        new Thread(
            () -> {
              try {
                content.complete(source.call());
              } catch (Throwable e) {
                content.completeExceptionally(e);
              }
            },
            "chat-contract-secret-pipe");
    reader.setDaemon(true);
    reader.start();
  }

  private void take() {
    synchronized (READING) {
      taken = true;
      READING.remove(identity, this);
    }
  }

  private void leave() {
    synchronized (READING) {
      if (--waiting == 0 && taken && !content.isCompletedExceptionally()) {
        Arrays.fill(content.join(), (byte) 0);
      }
    }
  }
}
