package dev.chatcontract.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * The time from the start of a JVM to the end of its first and its hundredth signed call: the cost
 * of every run of a job, a function or a command.
 */
final class Cold {
  private enum Client {
    BARE("bare OkHttp"),
    OURS("Chat Contract"),
    OFFICIAL("official SDK 1.0.8"),
    COMMUNITY("community SDK 0.3.43"),
    JDK("JDK HttpClient");

    private final String shown;

    Client(String shown) {
      this.shown = shown;
    }
  }

  /** What was prepared for the JVM; the JDK's own archive is always used. */
  private enum Ready {
    NOTHING("as installed", "", "") {
      @Override
      List<String> use(Path archive) {
        return List.of();
      }
    },
    CLASS_DATA("AppCDS archive", "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile="),
    AHEAD_OF_TIME("AOT cache", "-XX:AOTCacheOutput=", "-XX:AOTCache=");

    private final String shown;
    private final String making;
    private final String using;

    Ready(String shown, String making, String using) {
      this.shown = shown;
      this.making = making;
      this.using = using;
    }

    List<String> use(Path archive) {
      return List.of(using + archive);
    }

    static List<Ready> onThisJdk() {
      // JDK 25 makes the cache in one step.
      return Runtime.version().feature() >= 25 ? List.of(values()) : List.of(NOTHING, CLASS_DATA);
    }
  }

  /** One way to start one client. */
  private record Start(Client client, Ready ready) {}

  /** Figures of one process, in milliseconds and megabytes. */
  private record Seen(double first, double last, double heap) {}

  private final Path folder;
  private final String url;
  private final List<String> flags;
  private final Map<Client, NeededJars> needed = new LinkedHashMap<>();
  private final Map<Start, List<Seen>> seen = new LinkedHashMap<>();

  private Cold(Path folder, String url, List<String> flags) {
    this.folder = folder;
    this.url = url;
    this.flags = flags;
  }

  static List<Table> measure(Effort effort) throws Exception {
    List<Table> tables = new ArrayList<>();
    Path folder = Folders.temporary();
    try (ServerProcess plain = ServerProcess.start(256, FixedAnswerServer.class, "SAMPLE");
        TlsServer.Started tls = TlsServer.start(folder, TlsServer.HTTP_1)) {
      int rounds = effort == Effort.FULL ? 9 : 1;
      Cold http = new Cold(folder, plain.baseUrl(), List.of());
      http.run(rounds);
      tables.addAll(http.tables("Cold, plain http"));
      Cold https = new Cold(folder, tls.baseUrl(tls.port()), tls.trust());
      https.run(rounds);
      tables.addAll(https.tables("Cold, TLS"));
    } finally {
      Folders.delete(folder);
    }
    return tables;
  }

  private void run(int rounds) throws IOException, InterruptedException {
    Map<Start, List<String>> ways = new HashMap<>();
    for (Client client : Client.values()) {
      needed.put(client, NeededJars.of(folder, FirstCalls.class, flags, client.name(), url));
      for (Ready ready : Ready.onThisJdk()) {
        Start start = new Start(client, ready);
        Path archive = folder.resolve(client + "-" + ready + "-" + flags.size());
        if (ready != Ready.NOTHING) {
          List<String> making = new ArrayList<>(flags);
          making.add(ready.making + archive);
          Forked.lines(
              FirstCalls.class, making, needed.get(client).classPath(), client.name(), url);
          if (!Files.exists(archive)) {
            throw new IOException("no " + ready.shown + " came of " + making);
          }
        }
        List<String> using = new ArrayList<>(flags);
        using.addAll(ready.use(archive));
        ways.put(start, using);
        seen.put(start, new ArrayList<>());
      }
    }
    List<Start> order = new ArrayList<>(seen.keySet());
    Random random = new Random(1);
    for (int round = 0; round < rounds; round++) {
      // Random order, so that no start always follows the same one.
      Collections.shuffle(order, random);
      for (Start start : order) {
        seen.get(start).add(process(start.client(), ways.get(start)));
      }
    }
  }

  private Seen process(Client client, List<String> using) throws IOException {
    long begun = System.nanoTime(); // the same clock in all processes of a machine
    List<String> lines =
        Forked.lines(FirstCalls.class, using, needed.get(client).classPath(), client.name(), url);
    return new Seen(
        (Long.parseLong(lines.get(0)) - begun) / 1e6,
        (Long.parseLong(lines.get(1)) - begun) / 1e6,
        Long.parseLong(lines.get(2)) / 1e6);
  }

  private List<Table> tables(String title) {
    List<String> columns = new ArrayList<>(List.of("client"));
    for (Ready ready : Ready.onThisJdk()) {
      columns.add("first call, " + ready.shown);
      columns.add("call " + FirstCalls.CALLS + ", " + ready.shown);
    }
    Table ratios = new Table(title + ": ratio to bare OkHttp", columns);
    Table medians = new Table(title + ": milliseconds since the JVM was started", columns);
    Table spreads = new Table(title + ": milliseconds between the quartiles", columns);
    Table after =
        new Table(
            title + ": after " + FirstCalls.CALLS + " calls",
            List.of("client", "classes loaded", "heap in use, MB"));
    for (Client client : Client.values()) {
      List<double[]> all = new ArrayList<>();
      List<double[]> toBare = new ArrayList<>();
      for (Ready ready : Ready.onThisJdk()) {
        List<Seen> own = seen.get(new Start(client, ready));
        List<Seen> bare = seen.get(new Start(Client.BARE, ready));
        all.add(own.stream().mapToDouble(Seen::first).toArray());
        all.add(own.stream().mapToDouble(Seen::last).toArray());
        toBare.add(ratios(all.get(all.size() - 2), bare.stream().mapToDouble(Seen::first)));
        toBare.add(ratios(all.get(all.size() - 1), bare.stream().mapToDouble(Seen::last)));
      }
      ratios.row(client.shown, toBare.stream().mapToDouble(Medians::of).toArray());
      medians.row(client.shown, all.stream().mapToDouble(Medians::of).toArray());
      spreads.row(client.shown, all.stream().mapToDouble(Medians::spread).toArray());
      List<Seen> installed = seen.get(new Start(client, Ready.NOTHING));
      after.row(
          client.shown,
          needed.get(client).classes(),
          Medians.of(installed.stream().mapToDouble(Seen::heap).toArray()));
    }
    return List.of(ratios, medians, spreads, after);
  }

  /** Round by round, since a machine's speed drifts. */
  private static double[] ratios(double[] own, DoubleStream bare) {
    double[] base = bare.toArray();
    double[] ratios = new double[base.length];
    Arrays.setAll(ratios, i -> own[i] / base[i]);
    return ratios;
  }
}
