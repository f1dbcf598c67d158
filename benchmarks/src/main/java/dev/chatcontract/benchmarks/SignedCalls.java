package dev.chatcontract.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** The same signed call by every subject against a server in another process. */
final class SignedCalls {
  private SignedCalls() {}

  static List<Table> measure(int threads, Effort effort) throws IOException {
    Map<String, List<Load.Round>> rounds = new LinkedHashMap<>();
    Map<String, List<Double>> warmups = new HashMap<>();
    for (int fork = 0; fork < effort.forks(); fork++) {
      for (String line :
          Forked.lines(
              SignedCalls.class,
              List.of(),
              Forked.ownClassPath(),
              Integer.toString(threads),
              effort.name())) {
        String[] part = line.split("\t", -1);
        if (part.length == 2) {
          warmups.computeIfAbsent(part[0], n -> new ArrayList<>()).add(Double.valueOf(part[1]));
          continue;
        }
        rounds
            .computeIfAbsent(part[0], name -> new ArrayList<>())
            .add(
                new Load.Round(
                    Double.parseDouble(part[1]),
                    Double.parseDouble(part[2]),
                    Double.parseDouble(part[3])));
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
            List.of("client", "seconds of load, at most " + effort.warmupMillis() / 1e3));
    List<Load.Round> bare = rounds.values().iterator().next();
    rounds.forEach(
        (name, own) -> {
          Load.Ratios ratio = Load.ratios(own, bare);
          ratios.row(name, ratio.callsPerSecond(), ratio.cpu(), ratio.bytes());
          warm.row(
              name,
              Medians.of(warmups.get(name).stream().mapToDouble(Double::doubleValue).toArray()));
        });
    return List.of(ratios, warm);
  }

  /** One fork: prints how long every subject took to warm up, then its rounds. Arguments: threads, effort. */
  public static void main(String[] args) throws Exception {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(16, 5, TimeUnit.MINUTES))
            .build();
    try (ServerProcess server = ServerProcess.start(256, FixedAnswerServer.class, "SAMPLE")) {
      String url = server.baseUrl();
      List<Subject> subjects =
          List.of(
              BareOkHttp.signedCall(http, url),
              new OurClient(url, Credentials.EXAMPLE),
              new OfficialSdk(http, url, Credentials.EXAMPLE),
              new CommunitySdk(url, Credentials.EXAMPLE));
      Load load = new Load(Integer.parseInt(args[0]), Effort.valueOf(args[1]));
      load.run(subjects)
          .forEach(
              (name, rounds) -> {
                  System.out.println(name + "\t" + load.warmupSeconds(name));
                  rounds.forEach(
                      r ->
                          System.out.println(
                              name
                                  + "\t"
                                  + r.callsPerSecond()
                                  + "\t"
                                  + r.cpuMicrosPerCall()
                                  + "\t"
                                  + r.bytesPerCall()));
              });
    }
    System.exit(0); // pools of the peers keep threads
  }
}
