package dev.chatcontract.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The JMH benchmarks, run with the garbage-collection profiler and put into tables. */
final class Microbenchmarks {
  private record Score(double score, double bytes) {}

  private Microbenchmarks() {}

  static Table decode(Effort effort) throws RunnerException {
    Map<String, Score> scores = run(DecodeBenchmark.class, effort);
    Table table =
        new Table(
            "Decoding: speed as a ratio to a hand-written streaming parser",
            List.of(
                "answer",
                "generated codec",
                "stock okhttp-gson",
                "generated: bytes",
                "stock: bytes"));
    for (Answers answer : Answers.values()) {
      Score hand = scores.get("handWritten " + answer);
      Score ours = scores.get("generated " + answer);
      Score stock = scores.get("stockOkhttpGson " + answer);
      table.row(
          answer.shown(),
          hand.score() / ours.score(),
          hand.score() / stock.score(),
          ours.bytes() / hand.bytes(),
          stock.bytes() / hand.bytes());
    }
    return table;
  }

  static Table userSig(Effort effort) throws RunnerException {
    Map<String, Score> scores = run(UserSigBenchmark.class, effort);
    Table table =
        new Table(
            "UserSig: made from scratch and taken from the cache",
            List.of(
                "signer",
                "signatures a second",
                "ratio to tls-sig-api-v2",
                "bytes allocated each"));
    double vendor = scores.get("vendor").score();
    String[][] signers = {
      {"vendor", "tls-sig-api-v2 2.0"},
      {"ours", "Chat Contract, from scratch"},
      {"oursCached", "Chat Contract, cached"},
      {"clock", "reading the clock, nothing else"}
    };
    for (String[] signer : signers) {
      Score score = scores.get(signer[0]);
      table.row(signer[1], score.score(), score.score() / vendor, score.bytes());
    }
    return table;
  }

  /** Scores by method, and parameter if there is one. */
  private static Map<String, Score> run(Class<?> benchmark, Effort effort) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(benchmark.getName())
                    .forks(effort == Effort.FULL ? 2 : 1)
                    .warmupIterations(effort.warmups())
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(effort.iterations())
                    .measurementTime(TimeValue.seconds(1))
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    Map<String, Score> scores = new LinkedHashMap<>();
    for (RunResult result : results) {
      String method = result.getParams().getBenchmark();
      method = method.substring(method.lastIndexOf('.') + 1);
      String answer = result.getParams().getParam("answer");
      scores.put(
          answer == null ? method : method + " " + answer,
          new Score(
              result.getPrimaryResult().getScore(),
              result.getSecondaryResults().get("gc.alloc.rate.norm").getScore()));
    }
    return scores;
  }
}
