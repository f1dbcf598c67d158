package dev.chatcontract.benchmarks;

import dev.chatcontract.benchmarks.subject.BareOkHttp;
import dev.chatcontract.benchmarks.subject.Credentials;
import dev.chatcontract.benchmarks.subject.OurClient;
import dev.chatcontract.benchmarks.subject.Subject;
import dev.chatcontract.client.model.GetGroupInfoResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import one.profiler.AsyncProfiler;
import one.profiler.AsyncProfilerLoader;

/**
 * How the two hottest paths divide their CPU time between libraries, compared with the floor of
 * each; sampled every millisecond of CPU time, kernel and JVM included.
 */
final class Profile {
  private static final String KERNEL = "kernel";
  private static final String SOCKETS = "the JDK's sockets";
  private static final String JVM = "JVM: collector, compiler";
  private static final String OTHER = "benchmark and JDK";

  /**
   * The owner of a sample, by the innermost frame that matches; work of the JDK counts for its
   * caller.
   */
  private static final Map<String, String> OWNERS = new LinkedHashMap<>();

  static {
    OWNERS.put("dev/chatcontract/signer/", "signer");
    OWNERS.put("dev/chatcontract/client/", "generated code");
    OWNERS.put("dev/chatcontract/runtime/", "run-time");
    OWNERS.put("dev/chatcontract/benchmarks/HandWritten", "hand-written parser");
    OWNERS.put("com/fasterxml/jackson/", "Jackson");
    OWNERS.put("com/google/gson/", "Gson");
    OWNERS.put("stock/", "stock generated code");
    OWNERS.put("okhttp3/", "OkHttp and Okio");
    OWNERS.put("okio/", "OkHttp and Okio");
    OWNERS.put("sun/nio/ch/", SOCKETS);
    OWNERS.put("java/net/", SOCKETS);
  }

  private enum Path {
    CALL_1("a signed call, 1 thread"),
    CALL_8("a signed call, 8 threads"),
    SAMPLE("decoding the documented profile"),
    MEGABYTE("decoding 1 MB");

    private final String title;

    Path(String title) {
      this.title = title;
    }
  }

  private Profile() {}

  static List<Table> measure(Effort effort) throws IOException {
    List<Table> tables = new ArrayList<>();
    for (Path path : Path.values()) {
      List<String> lines =
          Forked.lines(
              Profile.class,
              // Without debug information, inlined methods would not be seen.
              List.of(
                  "-XX:+UnlockDiagnosticVMOptions",
                  "-XX:+DebugNonSafepoints",
                  "--enable-native-access=ALL-UNNAMED"),
              Forked.ownClassPath(),
              path.name(),
              effort.name());
      Table table =
          new Table(
              "Profile: " + path.title + ", microseconds of CPU",
              List.of(lines.get(0).split("\t", -1)));
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split("\t", -1);
        double[] figures = new double[cells.length - 1];
        for (int i = 0; i < figures.length; i++) {
          figures[i] = Double.parseDouble(cells[i + 1]);
        }
        table.row(cells[0], figures);
      }
      tables.add(table);
    }
    return tables;
  }

  /** Prints one table, with cells separated by tabs. Arguments: path, effort. */
  public static void main(String[] args) throws Exception {
    Effort effort = Effort.valueOf(args[1]);
    switch (Path.valueOf(args[0])) {
      case CALL_1 -> calls(1, effort);
      case CALL_8 -> calls(8, effort);
      case SAMPLE -> decodings(Answers.SAMPLE, effort);
      case MEGABYTE -> decodings(Answers.MEGABYTE, effort);
    }
    System.exit(0); // OkHttp keeps threads
  }

  private static void calls(int threads, Effort effort) throws Exception {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(16, 5, TimeUnit.MINUTES))
            .build();
    try (ServerProcess server = ServerProcess.start(256, FixedAnswerServer.class, "SAMPLE");
        OurClient ours = new OurClient(server.baseUrl(), Credentials.EXAMPLE)) {
      print(threads, effort, List.of(ours, BareOkHttp.signedCall(http, server.baseUrl())));
    }
  }

  private static void decodings(Answers answer, Effort effort) throws Exception {
    byte[] json = answer.bytes();
    new stock.JSON();
    print(
        1,
        effort,
        List.of(
            Subject.of("generated codec", () -> GetGroupInfoResponse.CODEC.fromBytes(json)),
            Subject.of("hand-written parser", () -> HandWritten.profiles(json)),
            Subject.of(
                "stock okhttp-gson",
                () ->
                    stock.JSON.deserialize(
                        new String(json, StandardCharsets.UTF_8),
                        stock.model.GetGroupInfoResponse.class))));
  }

  private static void print(int threads, Effort effort, List<Subject> subjects) throws Exception {
    AsyncProfiler profiler = AsyncProfilerLoader.load();
    Map<String, Map<String, Integer>> samples = new HashMap<>();
    Map<String, List<Load.Round>> rounds =
        new Load(threads, effort)
            .run(
                subjects,
                (subject, run) -> {
                  profiler.execute("start,event=cpu,interval=1ms");
                  Load.Round round = run.call();
                  profiler.stop();
                  count(
                      profiler.execute("collapsed,ann"),
                      samples.computeIfAbsent(subject.name(), name -> new HashMap<>()));
                  return round;
                });
    Map<String, double[]> micros = new TreeMap<>();
    for (int i = 0; i < subjects.size(); i++) {
      String name = subjects.get(i).name();
      double cpu =
          Medians.of(rounds.get(name).stream().mapToDouble(Load.Round::cpuMicrosPerCall).toArray());
      double all = samples.get(name).values().stream().mapToInt(Integer::intValue).sum();
      for (Map.Entry<String, Integer> owner : samples.get(name).entrySet()) {
        micros.computeIfAbsent(owner.getKey(), unused -> new double[subjects.size()])[i] =
            cpu * owner.getValue() / all;
      }
    }
    System.out.println(
        "where\t" + String.join("\t", subjects.stream().map(Subject::name).toList()));
    micros.entrySet().stream()
        .sorted((a, b) -> Double.compare(b.getValue()[0], a.getValue()[0]))
        .forEach(row -> System.out.println(row.getKey() + cells(row.getValue())));
  }

  private static String cells(double[] figures) {
    StringBuilder out = new StringBuilder();
    for (double figure : figures) {
      out.append(String.format(Locale.ROOT, "\t%.4f", figure));
    }
    return out.toString();
  }

  /** Counts samples by owner. A line is a stack, outermost frame first, and its count. */
  private static void count(String collapsed, Map<String, Integer> samples) {
    collapsed
        .lines()
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              samples.merge(
                  owner(line.substring(0, space).split(";", -1)),
                  Integer.valueOf(line.substring(space + 1)),
                  Integer::sum);
            });
  }

  private static String owner(String[] frames) {
    if (frames[frames.length - 1].endsWith("_[k]")) {
      return KERNEL;
    }
    boolean java = false;
    for (int i = frames.length - 1; i >= 0; i--) {
      for (Map.Entry<String, String> owner : OWNERS.entrySet()) {
        if (frames[i].startsWith(owner.getKey())) {
          return owner.getValue();
        }
      }
      java |= frames[i].startsWith("java/");
    }
    return java ? OTHER : JVM;
  }
}
