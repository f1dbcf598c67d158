package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchedDnsTest {
  private final CallWatch watch = new CallWatch();
  private final Call call =
      new OkHttpClient().newCall(new Request.Builder().url("https://h/").build());
  private final List<InetAddress> found = List.of(InetAddress.getLoopbackAddress());
  private CallWatch.Blocking waiting;

  private void watched() {
    waiting = watch.start(call, TimeUnit.MINUTES.toNanos(1));
  }

  @AfterEach
  void stop() {
    if (waiting != null) {
      watch.stop(waiting);
    }
  }

  @Test
  void onlyALookupOfABlockingCallTakesAThread() throws UnknownHostException {
    AtomicReference<Thread> by = new AtomicReference<>();
    WatchedDns dns =
        new WatchedDns(
            host -> {
              by.set(Thread.currentThread());
              return host.equals("h") ? found : List.of();
            });
    assertThat(dns.lookup("h")).isEqualTo(found);
    assertThat(by.get()).isSameAs(Thread.currentThread());
    watched();
    assertThat(dns.lookup("h")).isEqualTo(found);
    assertThat(by.get()).isNotSameAs(Thread.currentThread());
    assertThat(by.get().isDaemon()).isTrue();
    assertThat(by.get().getName()).isEqualTo("chat-contract-dns");
  }

  @Test
  void cancellingTheCallEndsItsLookup() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    WatchedDns dns = new WatchedDns(host -> endless(begun));
    watched();
    Thread canceller =
        new Thread(
            () -> {
              try {
                begun.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              watch.cancelAll();
            });
    canceller.start();
    assertThatThrownBy(() -> dns.lookup("h"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("cancelled while looking up h");
    canceller.join();
  }

  @Test
  void aCallThatIsAlreadyCancelledWaitsForNoLookup() {
    CountDownLatch begun = new CountDownLatch(1);
    WatchedDns dns = new WatchedDns(host -> endless(begun));
    watched();
    call.cancel();
    assertThatThrownBy(() -> dns.lookup("h"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("cancelled while looking up h");
  }

  @Test
  void anInterruptEndsTheLookupAndStaysSet() {
    CountDownLatch begun = new CountDownLatch(1);
    WatchedDns dns = new WatchedDns(host -> endless(begun));
    watched();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> dns.lookup("h"))
        .isInstanceOf(UnknownHostException.class)
        // The watch may notice the interrupt first, and cancels the lookup then.
        .hasMessageMatching("(interrupted|cancelled) while looking up h");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void lookupsThatHangTakeABoundedNumberOfThreads() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    WatchedDns dns =
        new WatchedDns(
            host -> {
              awaitWhateverHappens(answered);
              return found;
            });
    Set<Thread> before = lookingUp();
    watched();
    call.cancel();
    for (int i = 0; i < 40; i++) {
      assertThatThrownBy(() -> dns.lookup("h")).isInstanceOf(UnknownHostException.class);
    }
    Set<Thread> hanging = lookingUp();
    hanging.removeAll(before);
    assertThat(hanging).hasSize(16);

    stop();
    waiting = watch.start(new OkHttpClient().newCall(call.request()), TimeUnit.MINUTES.toNanos(1));
    new Thread(answered::countDown).start();
    assertThat(dns.lookup("h")).as("of the last of them").isEqualTo(found);
    for (Thread each : hanging) {
      each.join();
    }
    assertThat(dns.lookup("h")).isEqualTo(found);
  }

  private static Set<Thread> lookingUp() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().equals("chat-contract-dns"));
    return threads;
  }

  /** As the system's lookup does, which takes no notice of an interrupt. */
  private static void awaitWhateverHappens(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException ignored) {
        // It goes on.
      }
    }
  }

  /** Looks up until it is interrupted. */
  private static List<InetAddress> endless(CountDownLatch begun) {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  @Test
  void whatALookupThrowsReachesTheCall() {
    UnknownHostException unknown = new UnknownHostException("h");
    IllegalStateException broken = new IllegalStateException("boom");
    watched();
    assertThatThrownBy(
            () ->
                new WatchedDns(
                        host -> {
                          throw unknown;
                        })
                    .lookup("h"))
        .isSameAs(unknown);
    assertThatThrownBy(
            () ->
                new WatchedDns(
                        host -> {
                          throw broken;
                        })
                    .lookup("h"))
        .isSameAs(broken);
  }

  @Test
  void clientsWithTheSameLookupShareConnections() {
    Dns other = host -> found;
    WatchedDns dns = new WatchedDns(Dns.SYSTEM);
    assertThat(dns)
        .isEqualTo(new WatchedDns(Dns.SYSTEM))
        .hasSameHashCodeAs(Dns.SYSTEM)
        .isNotEqualTo(new WatchedDns(other))
        .isNotEqualTo(Dns.SYSTEM);
  }
}
