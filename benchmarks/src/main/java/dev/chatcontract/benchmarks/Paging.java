package dev.chatcontract.benchmarks;

import dev.chatcontract.benchmarks.subject.Credentials;
import dev.chatcontract.benchmarks.subject.OurClient;
import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetAppidGroupListRequest;
import dev.chatcontract.client.model.GetAppidGroupListResponse;
import dev.chatcontract.client.model.GroupIdItem;
import java.util.List;

/** A million IDs read through the pager, compared with the same hundred calls written by hand. */
final class Paging {
  private static final int IDS = 1_000_000;

  private Paging() {}

  static Table measure(Effort effort) throws Exception {
    double[] rates = new double[effort.rounds()];
    try (ServerProcess server = ServerProcess.start(512, FixedAnswerServer.class, "PAGE");
        OurClient client = new OurClient(server.baseUrl(), Credentials.EXAMPLE)) {
      for (int round = -2; round < rates.length; round++) {
        double byHand = seconds(() -> byHand(client.chat()));
        double pager = seconds(() -> pager(client.chat()));
        if (round >= 0) {
          rates[round] = byHand / pager;
        }
      }
      Table table = new Table("Paging 1,000,000 IDs", List.of("measure", "value"));
      table.row("rate, ratio to reading the pages without the pager", Medians.of(rates));
      table.row("smallest heap that was enough, MB", smallestHeap(server.baseUrl()));
      return table;
    }
  }

  /** Runs only the pager, with the JVM's heap limit. */
  public static void main(String[] args) {
    try (OurClient client = new OurClient(args[0], Credentials.EXAMPLE)) {
      pager(client.chat());
    }
    System.exit(0);
  }

  private static double smallestHeap(String baseUrl) throws Exception {
    for (int megabytes : new int[] {16, 24, 32, 48, 64, 96, 128}) {
      if (Forked.succeeds(Paging.class, List.of("-Xmx" + megabytes + "m"), baseUrl)) {
        return megabytes;
      }
    }
    throw new IllegalStateException("paging needs more than 128 MB");
  }

  private static void pager(ChatClient chat) {
    long seen = 0;
    for (GroupIdItem item :
        chat.groups().getAppidGroupListPages(GetAppidGroupListRequest.builder().build())) {
      seen += item.groupId().isEmpty() ? 0 : 1;
    }
    expect(seen);
  }

  private static void byHand(ChatClient chat) {
    long seen = 0;
    Long next = 0L;
    do {
      GetAppidGroupListResponse page =
          chat.groups().getAppidGroupList(GetAppidGroupListRequest.builder().next(next).build());
      for (GroupIdItem item : page.groupIdList()) {
        seen += item.groupId().isEmpty() ? 0 : 1;
      }
      next = page.next();
    } while (next != null && next != 0);
    expect(seen);
  }

  private static void expect(long seen) {
    if (seen != IDS) {
      throw new IllegalStateException("saw " + seen + " of " + IDS);
    }
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
