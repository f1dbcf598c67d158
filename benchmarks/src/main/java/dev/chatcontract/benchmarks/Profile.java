package dev.chatcontract.benchmarks;

import dev.chatcontract.client.model.GetGroupInfoResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the Java code of the two hottest paths spends its time, sampled by the JDK's flight
 * recorder; waiting for a socket and the kernel's part do not count.
 */
final class Profile {
  /** Whose code runs; what the JDK does for somebody counts as theirs. */
  private static final Map<String, String> OWNERS =
      Map.of(
          "dev.chatcontract.signer.", "signer",
          "dev.chatcontract.client.", "generated code",
          "dev.chatcontract.runtime.", "run-time",
          "com.fasterxml.jackson.", "Jackson",
          "okhttp3.", "OkHttp and Okio",
          "okio.", "OkHttp and Okio");

  private static final String SOCKET = "the JDK's sockets";
  private static final String OTHER = "benchmark and JVM";
  private static final Duration PERIOD = Duration.ofMillis(10);

  private Profile() {}

  static List<Table> measure(Effort effort) throws Exception {
    byte[] json = Answers.MEGABYTE.bytes();
    Table decode =
        sampled("Profile: decoding 1 MB", effort, () -> GetGroupInfoResponse.CODEC.fromBytes(json));
    try (ServerProcess server = ServerProcess.start(256, FixedAnswerServer.class, "SAMPLE");
        OurClient client = new OurClient(server.baseUrl(), Credentials.EXAMPLE)) {
      return List.of(sampled("Profile: a signed call, 1 thread", effort, client::call), decode);
    }
  }

  private static Table sampled(String title, Effort effort, Callable<?> work) throws Exception {
    long nanos = TimeUnit.MILLISECONDS.toNanos(effort.roundMillis() * effort.rounds() * 3);
    repeat(work, nanos / 4);
    Path file = Files.createTempFile("profile", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(PERIOD);
      recording.start();
      repeat(work, nanos);
      recording.stop();
      recording.dump(file);
      return table(title, file);
    } finally {
      Files.delete(file);
    }
  }

  private static void repeat(Callable<?> work, long nanos) throws Exception {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      if (work.call() == null) {
        throw new IllegalStateException("no answer");
      }
    }
  }

  private static Table table(String title, Path file) throws IOException {
    Map<String, Integer> samples = new LinkedHashMap<>();
    int all = 0;
    String here = Thread.currentThread().getName();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getStackTrace() != null
          && event.hasField("sampledThread")
          && here.equals(event.getThread("sampledThread").getJavaName())) {
        samples.merge(owner(event.getStackTrace().getFrames()), 1, Integer::sum);
        all++;
      }
    }
    if (all == 0) {
      throw new IllegalStateException("the flight recorder took no sample");
    }
    Table table = new Table(title, List.of("where", "percent of Java time"));
    double whole = all;
    samples.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(e -> table.row(e.getKey(), 100 * e.getValue() / whole));
    return table;
  }

  private static String owner(List<RecordedFrame> frames) {
    for (RecordedFrame frame : frames) {
      String type = frame.getMethod().getType().getName();
      if (type.startsWith("sun.nio.ch.") || type.startsWith("java.net.Socket")) {
        return SOCKET;
      }
      for (Map.Entry<String, String> owner : OWNERS.entrySet()) {
        if (type.startsWith(owner.getKey())) {
          return owner.getValue();
        }
      }
    }
    return OTHER;
  }
}
