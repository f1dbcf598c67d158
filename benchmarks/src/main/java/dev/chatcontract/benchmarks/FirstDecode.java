package dev.chatcontract.benchmarks;

import dev.chatcontract.client.model.GetGroupInfoResponse;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The time of the first decoding in a new JVM, class loading included. */
final class FirstDecode {
  private FirstDecode() {}

  static Table measure(Effort effort) throws IOException {
    Path json = Files.createTempFile("answer", ".json");
    Files.write(json, Answers.SAMPLE.bytes());
    String[] ways = {"handWritten", "generated", "stock"};
    double[][] millis = new double[ways.length][effort.rounds()];
    for (int round = 0; round < effort.rounds(); round++) {
      for (int way = 0; way < ways.length; way++) {
        millis[way][round] =
            Forked.number(FirstDecode.class, Forked.ownClassPath(), ways[way], json.toString());
      }
    }
    Files.delete(json);
    Table table =
        new Table(
            "First decoding in a fresh JVM",
            List.of("decoder", "milliseconds", "ratio to the hand-written parser"));
    double hand = Medians.of(millis[0]);
    table.row("hand-written parser", hand, 1);
    table.row("generated codec", Medians.of(millis[1]), Medians.of(millis[1]) / hand);
    table.row("stock okhttp-gson", Medians.of(millis[2]), Medians.of(millis[2]) / hand);
    return table;
  }

  public static void main(String[] args) throws IOException {
    byte[] json = Files.readAllBytes(Path.of(args[1]));
    long start = System.nanoTime();
    Object answer =
        switch (args[0]) {
          case "handWritten" -> HandWritten.profiles(json);
          case "generated" -> GetGroupInfoResponse.CODEC.fromBytes(json);
          default -> {
            new stock.JSON();
            Type type = stock.model.GetGroupInfoResponse.class;
            yield stock.JSON.deserialize(new String(json, StandardCharsets.UTF_8), type);
          }
        };
    long nanos = System.nanoTime() - start;
    if (answer == null) {
      throw new IllegalStateException("nothing decoded");
    }
    System.out.println(nanos / 1e6);
  }
}
