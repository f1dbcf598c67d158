package dev.chatcontract.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The JMH benchmarks, run with the garbage-collection profiler and put into tables. */
final class Microbenchmarks {
  private record Score(double score, double bytes) {}

  private Microbenchmarks() {}

  static Table decode(Effort effort) throws RunnerException {
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
      List<Map<String, Score>> passes =
          passes(DecodeBenchmark.class, effort, o -> o.param("answer", answer.name()));
      table.row(
          answer.shown(),
          ratio(passes, Score::score, "handWritten", "generated"),
          ratio(passes, Score::score, "handWritten", "stockOkhttpGson"),
          ratio(passes, Score::bytes, "generated", "handWritten"),
          ratio(passes, Score::bytes, "stockOkhttpGson", "handWritten"));
    }
    return table;
  }

  static Table userSig(Effort effort) throws RunnerException {
    List<Map<String, Score>> passes = passes(UserSigBenchmark.class, effort, o -> o);
    Table table =
        new Table(
            "UserSig: made from scratch and taken from the cache",
            List.of(
                "signer",
                "signatures a second",
                "ratio to tls-sig-api-v2",
                "bytes allocated each"));
    String[][] signers = {
      {"vendor", "tls-sig-api-v2 2.0"},
      {"ours", "Chat Contract, from scratch"},
      {"oursCached", "Chat Contract, cached"},
      {"clock", "reading the clock, nothing else"}
    };
    for (String[] signer : signers) {
      table.row(
          signer[1],
          median(passes, scores -> scores.get(signer[0]).score()),
          ratio(passes, Score::score, signer[0], "vendor"),
          median(passes, scores -> scores.get(signer[0]).bytes()));
    }
    return table;
  }

  private static double ratio(
      List<Map<String, Score>> passes, ToDoubleFunction<Score> figure, String of, String to) {
    return median(
        passes,
        scores -> figure.applyAsDouble(scores.get(of)) / figure.applyAsDouble(scores.get(to)));
  }

  private static double median(
      List<Map<String, Score>> passes, ToDoubleFunction<Map<String, Score>> figure) {
    return Medians.of(passes.stream().mapToDouble(figure).toArray());
  }

  /**
   * Scores by method; each pass has one JVM per method, so that a slow minute affects all of them.
   */
  private static List<Map<String, Score>> passes(
      Class<?> benchmark, Effort effort, UnaryOperator<ChainedOptionsBuilder> options)
      throws RunnerException {
    List<Map<String, Score>> passes = new ArrayList<>();
    for (int pass = 0; pass < effort.forks(); pass++) {
      Map<String, Score> scores = new HashMap<>();
      for (RunResult result :
          new Runner(
                  options
                      .apply(
                          new OptionsBuilder()
                              .include(benchmark.getName())
                              .forks(1)
                              .warmupIterations(effort.warmups())
                              .warmupTime(TimeValue.seconds(1))
                              .measurementIterations(effort.iterations())
                              .measurementTime(TimeValue.seconds(1))
                              .addProfiler(GCProfiler.class)
                              .verbosity(VerboseMode.SILENT)
                              .shouldFailOnError(true))
                      .build())
              .run()) {
        String method = result.getParams().getBenchmark();
        scores.put(
            method.substring(method.lastIndexOf('.') + 1),
            new Score(
                result.getPrimaryResult().getScore(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore()));
      }
      passes.add(scores);
    }
    return passes;
  }
}
