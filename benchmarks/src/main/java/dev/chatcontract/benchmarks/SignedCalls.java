package dev.chatcontract.benchmarks;

import dev.chatcontract.benchmarks.subject.BareOkHttp;
import dev.chatcontract.benchmarks.subject.CommunitySdk;
import dev.chatcontract.benchmarks.subject.Credentials;
import dev.chatcontract.benchmarks.subject.OfficialSdk;
import dev.chatcontract.benchmarks.subject.OurClient;
import dev.chatcontract.benchmarks.subject.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** The same signed call, made by every subject against a server in another process. */
final class SignedCalls {
  /**
   * A client that is compared with the bare call; each has its own JVMs, as an application has one
   * client.
   */
  private enum Peer {
    OURS {
      @Override
      Subject open(OkHttpClient http, String url) throws Exception {
        return new OurClient(url, Credentials.EXAMPLE);
      }
    },
    OFFICIAL {
      @Override
      Subject open(OkHttpClient http, String url) throws Exception {
        return new OfficialSdk(http, url, Credentials.EXAMPLE);
      }
    },
    COMMUNITY {
      @Override
      Subject open(OkHttpClient http, String url) throws Exception {
        return new CommunitySdk(url, Credentials.EXAMPLE);
      }
    };

    abstract Subject open(OkHttpClient http, String url) throws Exception;
  }

  /** The output of one client's forks, by the name of the subject, the bare one first. */
  private static final class Seen {
    private final Map<String, List<Load.Round>> rounds = new LinkedHashMap<>();
    private final Map<String, List<Double>> warmups = new HashMap<>();
    private final Map<String, List<Double>> colds = new HashMap<>();

    void line(String line) {
      String[] part = line.split("\t", -1);
      if (part.length == 3) {
        warmups.computeIfAbsent(part[0], n -> new ArrayList<>()).add(Double.valueOf(part[1]));
        colds.computeIfAbsent(part[0], n -> new ArrayList<>()).add(Double.valueOf(part[2]));
        return;
      }
      rounds
          .computeIfAbsent(part[0], name -> new ArrayList<>())
          .add(
              new Load.Round(
                  Double.parseDouble(part[1]),
                  Double.parseDouble(part[2]),
                  Double.parseDouble(part[3])));
    }

    double warm(String name) {
      return Medians.of(warmups.get(name).stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The rate of the first round divided by that of the later ones. */
    double cold(String name) {
      double[] rates = rounds.get(name).stream().mapToDouble(Load.Round::callsPerSecond).toArray();
      return Medians.of(colds.get(name).stream().mapToDouble(Double::doubleValue).toArray())
          / Medians.of(rates);
    }
  }

  private SignedCalls() {}

  static List<Table> measure(int threads, Effort effort) throws IOException {
    Map<Peer, Seen> seen = new EnumMap<>(Peer.class);
    // Forks in turn, so that drift of the machine's speed affects all of them.
    for (int fork = 0; fork < effort.forks(); fork++) {
      for (Peer peer : Peer.values()) {
        if (fork > 0 && peer != Peer.OURS) {
          continue; // JVMs differ by a few percent, the SDKs from bare OkHttp by far more
        }
        Forked.lines(
                SignedCalls.class,
                List.of(),
                Forked.ownClassPath(),
                Integer.toString(threads),
                effort.name(),
                peer.name())
            .forEach(seen.computeIfAbsent(peer, p -> new Seen())::line);
      }
    }
    String title = "Signed call, " + threads + (threads == 1 ? " thread: " : " threads: ");
    Table ratios =
        new Table(
            title + "ratio to bare OkHttp",
            List.of("client", "calls a second", "CPU a call", "bytes allocated a call"));
    Table warm =
        new Table(
            title + "until the compiler was quiet",
            List.of(
                "client",
                "seconds of load, at most " + effort.warmupMillis() / 1e3,
                "rate of the first " + effort.roundMillis() + " ms, ratio to the warm one"));
    ratios.row("bare OkHttp", 1, 1, 1);
    seen.forEach(
        (peer, forks) -> {
          List<List<Load.Round>> rounds = List.copyOf(forks.rounds.values());
          String name = List.copyOf(forks.rounds.keySet()).get(1);
          Load.Ratios ratio = Load.ratios(rounds.get(1), rounds.get(0));
          ratios.row(name, ratio.callsPerSecond(), ratio.cpu(), ratio.bytes());
          warm.row(name, forks.warm(name), forks.cold(name));
        });
    return List.of(ratios, warm);
  }

  /**
   * One fork: prints how long each subject took to warm up, then its rounds. Arguments: threads,
   * effort, peer.
   */
  public static void main(String[] args) throws Exception {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(16, 5, TimeUnit.MINUTES))
            .build();
    try (ServerProcess server = ServerProcess.start(256, FixedAnswerServer.class, "SAMPLE")) {
      String url = server.baseUrl();
      Load load = new Load(Integer.parseInt(args[0]), Effort.valueOf(args[1]));
      Map<String, List<Load.Round>> measured =
          load.run(
              List.of(BareOkHttp.signedCall(http, url), Peer.valueOf(args[2]).open(http, url)));
      measured.forEach(
          (name, rounds) -> {
            System.out.println(name + "\t" + load.warmupSeconds(name) + "\t" + load.coldRate(name));
            rounds.forEach(
                r ->
                    System.out.println(
                        String.join(
                            "\t",
                            name,
                            Double.toString(r.callsPerSecond()),
                            Double.toString(r.cpuMicrosPerCall()),
                            Double.toString(r.bytesPerCall()))));
          });
    }
    System.exit(0); // pools of the other clients keep threads
  }
}
