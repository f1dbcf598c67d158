package dev.chatcontract.benchmarks;

import dev.chatcontract.benchmarks.subject.BareOkHttp;
import dev.chatcontract.benchmarks.subject.Credentials;
import dev.chatcontract.benchmarks.subject.JdkHttp;
import dev.chatcontract.benchmarks.subject.OurClient;
import dev.chatcontract.benchmarks.subject.Subject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Ten thousand virtual threads that call a server with a delay of 100 ms, and the rate limiter. */
final class VirtualCalls {
  /** Many rounds, since one differs from the next by up to a third. */
  private static final Load.Plan FULL = new Load.Plan(12, 12, 4_000);

  private static final Load.Plan QUICK = new Load.Plan(1, 1, 2_000);
  private static final int QUIET_ROUNDS = 3;
  private static final int LIMITED = 1_000;
  private static final int SERVER_MILLIS = 100;

  /**
   * The JDK's client would keep all connections, and those of two clients exceed the limit of a
   * process.
   */
  private static final List<String> FLAGS =
      List.of(
          "-Xmx2g",
          "-Djdk.httpclient.connectionPoolSize=256",
          "-Djdk.httpclient.keepalive.timeout=2");

  private static final HttpClient CONTROL = HttpClient.newHttpClient();

  private final int many;
  private final boolean full;
  private final Load.Plan plan;

  private VirtualCalls(Effort effort) {
    this.full = effort == Effort.FULL;
    this.plan = plan(effort);
    this.many = full ? 10_000 : 1_000;
  }

  private static Load.Plan plan(Effort effort) {
    return effort == Effort.FULL ? FULL : QUICK;
  }

  static List<Table> measure(Effort effort) throws Exception {
    if (!VirtualThreads.exist()) {
      return List.of();
    }
    int many = new VirtualCalls(effort).many;
    Table calls =
        new Table(
            String.format("%,d virtual threads, server takes %d ms", many, SERVER_MILLIS),
            List.of(
                "client",
                "calls a second, ratio",
                "pinned carriers",
                "kB of heap a call",
                "seconds of load until the compiler was quiet, at most "
                    + plan(effort).warmupRounds() * plan(effort).roundMillis() / 1_000));
    Table limiter =
        new Table(
            String.format("Rate limiter, 200 a second, %,d virtual threads", LIMITED),
            List.of("figure", "value"));
    // The client is in a separate process, so that heap, JFR and carrier threads are not shared.
    for (String line :
        Forked.lines(VirtualCalls.class, FLAGS, Forked.ownClassPath(), effort.name())) {
      String[] part = line.split("\t", -1);
      double[] figures = Arrays.stream(part).skip(1).mapToDouble(Double::parseDouble).toArray();
      (figures.length == 1 ? limiter : calls).row(part[0], figures);
    }
    return List.of(calls, limiter);
  }

  /** Argument: effort. Prints a line for each row of the tables. */
  public static void main(String[] args) throws Exception {
    new VirtualCalls(Effort.valueOf(args[0])).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Map<String, double[]> rows = new LinkedHashMap<>();
    try (ServerProcess server =
        ServerProcess.start(1024, SlowServer.class, Integer.toString(SERVER_MILLIS))) {
      rates(subjects(server.baseUrl()), rows);
    }
    try (ServerProcess holding = ServerProcess.start(1024, SlowServer.class, "0")) {
      for (Subject subject : subjects(holding.baseUrl())) {
        rows.get(subject.name())[2] = heap(holding.baseUrl(), subject, full ? 3 : 1);
      }
    }
    rows.forEach((name, row) -> print(name, row));
    try (ServerProcess server =
            ServerProcess.start(1024, SlowServer.class, Integer.toString(SERVER_MILLIS));
        OurClient client = OurClient.limited(server.baseUrl(), Credentials.EXAMPLE)) {
      limiter(server.baseUrl(), client, full ? 25 : 8);
    }
  }

  /** Returns the subjects, the bare one first. All keep as many idle connections as this client. */
  private static List<Subject> subjects(String url) {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(256, 1, TimeUnit.MINUTES))
            .build();
    return List.of(
        BareOkHttp.signedCall(http, url),
        new OurClient(url, Credentials.EXAMPLE),
        new JdkHttp(url));
  }

  private void rates(List<Subject> subjects, Map<String, double[]> rows) throws Exception {
    List<Subject> order = new ArrayList<>(subjects);
    Random random = new Random(1);
    Map<Subject, List<Double>> rates = new LinkedHashMap<>();
    for (Subject subject : subjects) {
      rows.put(subject.name(), new double[4]);
      rates.put(subject, new ArrayList<>());
    }
    Warmup warmup = new Warmup(subjects, plan, QUIET_ROUNDS);
    while (warmup.goesOn()) {
      Collections.shuffle(order, random);
      for (Subject subject : order) {
        long compiler = Warmup.compilerMillis();
        rate(subject);
        warmup.ran(subject, compiler);
      }
    }
    for (int round = 0; round < plan.rounds(); round++) {
      Collections.shuffle(order, random);
      for (Subject subject : order) {
        Path file = Files.createTempFile("pinned", ".jfr");
        try (Recording recording = new Recording()) {
          recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO);
          recording.start();
          rates.get(subject).add(rate(subject));
          recording.stop();
          recording.dump(file);
          List<RecordedEvent> pinned = RecordingFile.readAllEvents(file);
          pinned.forEach(System.err::println);
          rows.get(subject.name())[1] += pinned.size();
        } finally {
          Files.delete(file);
        }
      }
    }
    List<Double> bare = rates.get(subjects.get(0));
    rates.forEach(
        (subject, own) -> {
          double[] ratios = new double[plan.rounds()];
          Arrays.setAll(ratios, i -> own.get(i) / bare.get(i));
          rows.get(subject.name())[0] = Medians.of(ratios);
          rows.get(subject.name())[3] = warmup.seconds(subject.name());
        });
  }

  /** Returns calls per second, without the second in which the connections are opened. */
  private double rate(Subject subject) throws Exception {
    LongAdder counted = new LongAdder();
    long start = System.nanoTime();
    long from = start + TimeUnit.SECONDS.toNanos(1);
    long until = from + TimeUnit.MILLISECONDS.toNanos(plan.roundMillis());
    everyone(
        many,
        () -> {
          while (System.nanoTime() < until) {
            subject.callOnce();
            long now = System.nanoTime();
            if (now >= from && now < until) {
              counted.increment();
            }
          }
          return null;
        });
    TimeUnit.SECONDS.sleep(1); // idle connections are closed one by one
    return counted.sum() / (plan.roundMillis() / 1e3);
  }

  /** Kilobytes that a call and its connection hold while they wait for the answer. */
  private double heap(String url, Subject subject, int rounds) throws Exception {
    double[] perCall = new double[rounds];
    call(subject, url);
    for (int round = 0; round < rounds; round++) {
      long before = inUse();
      long[] during = new long[1];
      Thread looking =
          new Thread(
              () -> {
                try {
                  while (control(url + SlowServer.HELD) < many) {
                    TimeUnit.MILLISECONDS.sleep(50);
                  }
                  during[0] = inUse();
                  control(url + SlowServer.RELEASE);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      looking.start();
      everyone(
          many,
          () -> {
            subject.callOnce();
            return null;
          });
      looking.join();
      perCall[round] = (during[0] - before) / 1e3 / many;
    }
    return Medians.of(perCall);
  }

  /** One call whose answer is released at once. */
  private static void call(Subject subject, String url) throws Exception {
    ExecutorService one = VirtualThreads.executor();
    Future<?> call = one.submit((Callable<?>) subject::call);
    while (control(url + SlowServer.HELD) < 1) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    control(url + SlowServer.RELEASE);
    call.get();
    one.shutdown();
  }

  private static void limiter(String url, OurClient client, int seconds) throws Exception {
    ConcurrentLinkedQueue<Double> waits = new ConcurrentLinkedQueue<>();
    long start = System.nanoTime();
    long queued = start + TimeUnit.SECONDS.toNanos(6); // by then, each thread has had a turn
    long until = start + TimeUnit.SECONDS.toNanos(seconds);
    LongAdder calls = new LongAdder();
    everyone(
        LIMITED,
        () -> {
          while (System.nanoTime() < until) {
            long begun = System.nanoTime();
            client.callOnce();
            calls.increment();
            if (begun > queued) {
              waits.add((System.nanoTime() - begun) / 1e9);
            }
          }
          return null;
        });
    double took = (System.nanoTime() - start) / 1e9;
    double[] all = waits.stream().mapToDouble(Double::doubleValue).toArray();
    double longest = Arrays.stream(all).max().orElse(0);
    print("calls a second", calls.sum() / took);
    print(
        "calls in the fullest second, seen by the server",
        control(url + SlowServer.FULLEST_SECOND));
    print("median wait, s", Medians.of(all));
    print("longest wait, s", longest);
    print("longest wait, ratio to the median", longest / Medians.of(all));
  }

  private static void everyone(int threads, Callable<?> work) throws Exception {
    List<Future<?>> all = new ArrayList<>();
    ExecutorService each = VirtualThreads.executor();
    for (int i = 0; i < threads; i++) {
      all.add(each.submit(work));
    }
    for (Future<?> one : all) {
      one.get();
    }
    each.shutdown();
  }

  private static int control(String url) throws Exception {
    return Integer.parseInt(
        CONTROL
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  private static long inUse() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void print(String name, double... figures) {
    System.out.println(
        name
            + "\t"
            + String.join("\t", Arrays.stream(figures).mapToObj(Double::toString).toList()));
  }
}
