package example;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetAppidGroupListRequest;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.Bucket4jRateLimiter;
import dev.chatcontract.runtime.RateLimiter;
import dev.chatcontract.signer.SignedChatClients;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One process of a fleet: reads and lists groups as fast as the limits allow, until it is killed. */
public final class Fleet {
  private static final int READERS = 4;
  private static final AtomicInteger ANSWERED = new AtomicInteger();
  private static final AtomicInteger REFUSED = new AtomicInteger();
  private static final AtomicInteger FAILED = new AtomicInteger();

  public static void main(String[] args) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    RateLimiter limiter =
        Bucket4jRateLimiter.shared(Store.at(System.getenv("STORE")), "chat/1400000001/", threads);

    // While the store is unavailable, each process keeps to its share; without the variable, calls fail.
    String processes = System.getenv("FLEET_PROCESSES");
    if (processes != null) {
      int parts = Integer.parseInt(processes);
      limiter = limiter.orElse(() -> Bucket4jRateLimiter.localShare(parts));
    }

    try (ChatClient chat = SignedChatClients.builder().environment().rateLimiter(limiter).build()) {
      GetGroupInfoRequest read = GetGroupInfoRequest.of(List.of("@TGS#2J4SZEAEL"));
      GetAppidGroupListRequest list = GetAppidGroupListRequest.builder().limit(100L).build();
      for (int i = 0; i < READERS; i++) {
        threads.execute(() -> forever(() -> chat.groups().getGroupInfo(read)));
      }
      threads.execute(() -> forever(() -> chat.groups().getAppidGroupList(list)));
      while (true) {
        TimeUnit.SECONDS.sleep(1);
        System.out.println(
            ANSWERED.get() + " answered, " + REFUSED + " refused, " + FAILED + " not sent");
      }
    }
  }

  private static void forever(Runnable call) {
    while (true) {
      try {
        call.run();
        ANSWERED.incrementAndGet();
      } catch (ApiException e) {
        REFUSED.incrementAndGet();
      } catch (RuntimeException storeAway) {
        FAILED.incrementAndGet();
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
