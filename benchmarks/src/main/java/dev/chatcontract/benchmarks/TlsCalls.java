package dev.chatcontract.benchmarks;

import dev.chatcontract.benchmarks.subject.BareOkHttp;
import dev.chatcontract.benchmarks.subject.CommunitySdk;
import dev.chatcontract.benchmarks.subject.Credentials;
import dev.chatcontract.benchmarks.subject.JdkHttp;
import dev.chatcontract.benchmarks.subject.OfficialSdk;
import dev.chatcontract.benchmarks.subject.OurClient;
import dev.chatcontract.benchmarks.subject.Subject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** The same signed call over TLS to a server that is 30 ms away, by HTTP/1.1 and by HTTP/2. */
final class TlsCalls {
  private static final int ROUND_TRIP_MILLIS = 30;
  private static final int[] AT_A_TIME = {1, 8, 64};
  private static final List<String> PROTOCOLS = List.of(TlsServer.HTTP_1, TlsServer.HTTP_2);
  private static final String NEW_CONNECTION = "first call on a new connection, ms";

  private TlsCalls() {}

  static List<Table> measure(Effort effort) throws Exception {
    Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();
    Path folder = Folders.temporary();
    try {
      for (String protocol : PROTOCOLS) {
        try (TlsServer.Started server = TlsServer.start(folder, protocol);
            ServerProcess away =
                ServerProcess.start(
                    256,
                    DelayingProxy.class,
                    Integer.toString(server.port()),
                    Integer.toString(ROUND_TRIP_MILLIS))) {
          for (String line :
              Forked.lines(
                  TlsCalls.class,
                  server.trust(),
                  Forked.ownClassPath(),
                  effort.name(),
                  server.baseUrl(away.port()))) {
            String[] part = line.split("\t", -1);
            figures
                .computeIfAbsent(part[0], title -> new LinkedHashMap<>())
                .computeIfAbsent(part[1], subject -> new ArrayList<>())
                .add(Double.valueOf(part[2]));
          }
        }
      }
    } finally {
      Folders.delete(folder);
    }
    return figures.entrySet().stream().map(e -> table(e.getKey(), e.getValue())).toList();
  }

  private static Table table(String what, Map<String, List<Double>> bySubject) {
    List<String> columns = new ArrayList<>(List.of("client"));
    columns.addAll(PROTOCOLS);
    Table table = new Table("TLS, " + ROUND_TRIP_MILLIS + " ms round trip: " + what, columns);
    bySubject.forEach(
        (subject, figures) ->
            table.row(subject, figures.stream().mapToDouble(Double::doubleValue).toArray()));
    return table;
  }

  /**
   * Measures one protocol. Arguments: effort, base URL. Prints table, subject and figure per line.
   */
  public static void main(String[] args) throws Exception {
    boolean full = Effort.valueOf(args[0]) == Effort.FULL;
    String url = args[1];
    setUp(url, full ? 15 : 2);
    List<Subject> subjects =
        List.of(
            BareOkHttp.signedCall(client(), url),
            new OurClient(url, Credentials.EXAMPLE),
            new OfficialSdk(client(), url, Credentials.EXAMPLE),
            new CommunitySdk(url, Credentials.EXAMPLE),
            new JdkHttp(url));
    // Everything that is measured runs here first, often enough to be compiled.
    new Load(64, new Load.Plan(0, full ? 6 : 1, full ? 500 : 100)).run(subjects);
    for (int threads : AT_A_TIME) {
      Map<String, List<Load.Round>> rounds =
          new Load(threads, full ? new Load.Plan(0, 7, 1_000) : new Load.Plan(0, 1, 150))
              .run(subjects);
      List<Load.Round> bare = rounds.get(subjects.get(0).name());
      String calls = threads + (threads == 1 ? " call" : " calls") + " at a time, ";
      rounds.forEach(
          (name, own) -> {
            Load.Ratios ratios = Load.ratios(own, bare);
            print(calls + "calls a second, ratio to bare OkHttp", name, ratios.callsPerSecond());
          });
      rounds.forEach(
          (name, own) ->
              print(calls + "CPU a call, ratio to bare OkHttp", name, cpu(own) / cpu(bare)));
    }
    System.exit(0); // pools of the other clients keep threads
  }

  /** The mean, since the system counts CPU in ticks that some rounds here do not fill. */
  private static double cpu(List<Load.Round> rounds) {
    return rounds.stream().mapToDouble(Load.Round::cpuMicrosPerCall).average().orElseThrow();
  }

  /** Measures a warm client that has no open connection. */
  private static void setUp(String url, int rounds) throws Exception {
    Map<Subject, OkHttpClient> clients = new LinkedHashMap<>();
    OkHttpClient[] http = {client(), client(), client()};
    clients.put(BareOkHttp.signedCall(http[0], url), http[0]);
    clients.put(OurClient.sharing(http[1], url, Credentials.EXAMPLE), http[1]);
    clients.put(new OfficialSdk(http[2], url, Credentials.EXAMPLE), http[2]);
    Map<Subject, double[]> millis = new LinkedHashMap<>();
    for (int round = -3; round < rounds; round++) {
      for (Map.Entry<Subject, OkHttpClient> client : clients.entrySet()) {
        client.getValue().connectionPool().evictAll();
        long start = System.nanoTime();
        client.getKey().callOnce();
        if (round >= 0) {
          millis.computeIfAbsent(client.getKey(), s -> new double[rounds])[round] =
              (System.nanoTime() - start) / 1e6;
        }
      }
    }
    millis.forEach((subject, all) -> print(NEW_CONNECTION, subject.name(), Medians.of(all)));
  }

  private static OkHttpClient client() {
    return new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(256, 5, TimeUnit.MINUTES))
        .build();
  }

  private static void print(String table, String subject, double figure) {
    System.out.println(table + "\t" + subject + "\t" + figure);
  }
}
