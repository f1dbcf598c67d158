package dev.chatcontract.benchmarks;

import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * chatctl with a long list, compared with a process that makes the same calls in a loop; both are
 * measured from the start of the JVM to its end. chatctl runs as its launcher starts it, with
 * shared class data; the loop as a program runs that nobody has tuned.
 */
final class Bulk {
  /** The launcher's flags for a list. */
  private static final List<String> CHATCTL_FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto");

  private static final String IMPORT = "import-group --from";
  private static final String READ = "get-group-info --from";
  private static final int WARM = 5_000;
  private static final SimulatedApp APP = SimulatedApp.DEFAULT;

  /** Figures of one process. */
  private record Seen(double seconds, double cpuSeconds, double heap) {}

  /** The figures of both with the same list. */
  private record Pair(Seen chatctl, Seen loop) {}

  private final Path folder;
  private final int lines;
  private final String classPath;
  private final Path classData;
  private final Map<String, List<Pair>> pairs = new LinkedHashMap<>();

  private Bulk(Path folder, int lines) throws IOException {
    this.folder = folder;
    this.lines = lines;
    this.classPath = NeededJars.all(folder); // class data can only be shared from jars
    this.classData = folder.resolve("chatctl.jsa");
  }

  static List<Table> measure(Effort effort) throws Exception {
    Path folder = Folders.temporary();
    try {
      Bulk bulk = new Bulk(folder, effort == Effort.FULL ? 100_000 : 2_000);
      Random random = new Random(1);
      for (int pair = 0; pair < (effort == Effort.FULL ? 2 : 1); pair++) {
        // Each pair has its own simulator, whose data grows with every group.
        try (ServerProcess simulator = ServerProcess.start(2048, SimulatorLoad.Simulated.class)) {
          bulk.warm(simulator.baseUrl());
          bulk.pair(simulator.baseUrl(), IMPORT, random.nextBoolean());
          bulk.pair(simulator.baseUrl(), READ, random.nextBoolean());
        }
      }
      return bulk.tables();
    } finally {
      Folders.delete(folder);
    }
  }

  /** Warms the simulator, so that the second of a pair does not meet a faster server. */
  private void warm(String url) throws Exception {
    loop(url, "import", "warm", WARM);
    for (int round = 0; round < 10; round++) {
      loop(url, "read", "warm", WARM);
    }
    if (Files.exists(classData)) {
      return;
    }
    List<String> flags = new ArrayList<>(CHATCTL_FLAGS);
    flags.add("-XX:ArchiveClassesAtExit=" + classData);
    chatctl(flags, url, READ, "warm", WARM);
    if (!Files.exists(classData)) {
      throw new IOException("no class data came of " + flags);
    }
  }

  private void pair(String url, String command, boolean chatctlFirst) throws Exception {
    Seen before = chatctlFirst ? null : loop(url, word(command), "loop", lines);
    List<String> flags = new ArrayList<>(CHATCTL_FLAGS);
    flags.add("-XX:SharedArchiveFile=" + classData);
    Seen chatctl = chatctl(flags, url, command, "chatctl", lines);
    Seen loop = before != null ? before : loop(url, word(command), "loop", lines);
    pairs.computeIfAbsent(command, c -> new ArrayList<>()).add(new Pair(chatctl, loop));
  }

  private static String word(String command) {
    return command.equals(IMPORT) ? "import" : "read";
  }

  private Seen chatctl(List<String> flags, String url, String command, String prefix, int count)
      throws IOException, InterruptedException {
    Path list = Files.createTempFile(folder, "list", command.equals(IMPORT) ? ".jsonl" : ".txt");
    try (BufferedWriter out = Files.newBufferedWriter(list)) {
      for (int n = 0; n < count; n++) {
        String id = BulkProcess.id(prefix, n);
        out.write(
            command.equals(IMPORT)
                ? "{\"Type\":\"Public\",\"GroupId\":\"" + id + "\",\"Name\":\"group " + n + "\"}\n"
                : id + "\n");
      }
    }
    return process(
        flags,
        "chatctl",
        command.substring(0, command.indexOf(' ')),
        "--from",
        list.toString(),
        "--rate",
        "100000",
        "--base-url",
        url,
        "--sdkappid",
        Long.toString(APP.appId()),
        "--identifier",
        APP.administrator());
  }

  private Seen loop(String url, String what, String prefix, int count)
      throws IOException, InterruptedException {
    return process(
        List.of(),
        what,
        url,
        Long.toString(APP.appId()),
        APP.administrator(),
        prefix,
        Integer.toString(count));
  }

  private Seen process(List<String> flags, String... args)
      throws IOException, InterruptedException {
    Path figures = Files.createTempFile(folder, "figures", ".txt");
    List<String> all = new ArrayList<>(List.of(figures.toString()));
    all.addAll(List.of(args));
    ProcessBuilder builder =
        Forked.builder(BulkProcess.class, flags, classPath, all.toArray(new String[0]));
    builder.environment().put("CHATCTL_SECRET_KEY", APP.secretKey());
    builder.environment().put("XDG_CONFIG_HOME", folder.toString()); // no profile of the user
    builder.redirectOutput(Files.createTempFile(folder, "answers", ".jsonl").toFile());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    long begun = System.nanoTime();
    int exit = builder.start().waitFor();
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (exit != 0) {
      throw new IllegalStateException(args[0] + " ended with " + exit);
    }
    String[] seen = Files.readString(figures).split(" ", -1);
    return new Seen(seconds, Long.parseLong(seen[0]) / 1e9, Long.parseLong(seen[1]) / 1e6);
  }

  private List<Table> tables() {
    Table ratios =
        new Table(
            String.format("Bulk, %,d lines: ratio to the client's calls in a loop", lines),
            List.of("command", "lines a second", "CPU a line"));
    Table figures =
        new Table(
            String.format("Bulk, %,d lines", lines),
            List.of("command", "lines a second", "CPU a line, µs", "heap at the end, MB"));
    pairs.forEach(
        (command, all) -> {
          ratios.row(
              command,
              median(all, p -> p.loop.seconds / p.chatctl.seconds),
              median(all, p -> p.chatctl.cpuSeconds / p.loop.cpuSeconds));
          figures.row(
              command,
              median(all, p -> lines / p.chatctl.seconds),
              median(all, p -> p.chatctl.cpuSeconds * 1e6 / lines),
              median(all, p -> p.chatctl.heap));
          figures.row(
              "the same calls in a loop, " + word(command),
              median(all, p -> lines / p.loop.seconds),
              median(all, p -> p.loop.cpuSeconds * 1e6 / lines),
              median(all, p -> p.loop.heap));
        });
    return List.of(ratios, figures);
  }

  private static double median(List<Pair> all, ToDoubleFunction<Pair> figure) {
    return Medians.of(all.stream().mapToDouble(figure).toArray());
  }
}
