package dev.chatcontract.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** The same signed call by every subject against a server in another process. */
final class SignedCalls {
  private SignedCalls() {}

  static Table measure(int threads, Effort effort) throws IOException {
    Map<String, List<Load.Round>> rounds = new LinkedHashMap<>();
    for (int fork = 0; fork < effort.forks(); fork++) {
      for (String line :
          Forked.lines(
              SignedCalls.class,
              List.of(),
              Forked.ownClassPath(),
              Integer.toString(threads),
              effort.name())) {
        String[] part = line.split("\t", -1);
        rounds
            .computeIfAbsent(part[0], name -> new ArrayList<>())
            .add(
                new Load.Round(
                    Double.parseDouble(part[1]),
                    Double.parseDouble(part[2]),
                    Double.parseDouble(part[3])));
      }
    }
    Table table =
        new Table(
            "Signed call, "
                + threads
                + (threads == 1 ? " thread" : " threads")
                + ": ratio to bare OkHttp",
            List.of("client", "calls a second", "CPU a call", "bytes allocated a call"));
    List<Load.Round> bare = rounds.values().iterator().next();
    rounds.forEach(
        (name, own) -> {
          Load.Ratios ratios = Load.ratios(own, bare);
          table.row(name, ratios.callsPerSecond(), ratios.cpu(), ratios.bytes());
        });
    return table;
  }

  /** One fork: prints every round of every subject. Arguments: threads, effort. */
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
      new Load(Integer.parseInt(args[0]), Effort.valueOf(args[1]))
          .run(subjects)
          .forEach(
              (name, rounds) ->
                  rounds.forEach(
                      r ->
                          System.out.println(
                              name
                                  + "\t"
                                  + r.callsPerSecond()
                                  + "\t"
                                  + r.cpuMicrosPerCall()
                                  + "\t"
                                  + r.bytesPerCall())));
    }
    System.exit(0); // pools of the peers keep threads
  }
}
