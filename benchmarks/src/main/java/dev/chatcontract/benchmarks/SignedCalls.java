package dev.chatcontract.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** The same signed call by every subject against a server in another process. */
final class SignedCalls {
  private static final byte[] BODY =
      "{\"GroupIdList\":[\"@TGS#1NVTZEAE4\",\"@TGS#1CXTZEAET\"]}"
          .getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private SignedCalls() {}

  static Table measure(int threads, Effort effort) throws Exception {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(16, 5, TimeUnit.MINUTES))
            .build();
    List<Subject> subjects = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(256, FixedAnswerServer.class, "SAMPLE")) {
      String url = server.baseUrl();
      subjects.add(
          new BareOkHttp(
              http,
              url
                  + "/v4/group_open_http_svc/get_group_info?sdkappid=1400000000&identifier=administrator"
                  + "&usersig="
                  + "x".repeat(240)
                  + "&contenttype=json&random=",
              BODY));
      subjects.add(new OurClient(http, url, Credentials.EXAMPLE));
      subjects.add(new OfficialSdk(http, url, Credentials.EXAMPLE));
      subjects.add(new CommunitySdk(url, Credentials.EXAMPLE));
      Map<String, List<SignedCallLoad.Round>> rounds =
          new SignedCallLoad(threads, effort.rounds(), effort.roundMillis()).run(subjects);
      return table(threads, subjects, rounds);
    } finally {
      subjects.forEach(Subject::close);
      http.connectionPool().evictAll();
    }
  }

  private static Table table(
      int threads, List<Subject> subjects, Map<String, List<SignedCallLoad.Round>> rounds) {
    Table table =
        new Table(
            "Signed call, "
                + threads
                + (threads == 1 ? " thread" : " threads")
                + ": ratio to bare OkHttp",
            List.of("client", "calls a second", "CPU a call", "bytes allocated a call"));
    List<SignedCallLoad.Round> bare = rounds.get(subjects.get(0).name());
    for (Subject subject : subjects) {
      List<SignedCallLoad.Round> own = rounds.get(subject.name());
      SignedCallLoad.Ratios ratios = SignedCallLoad.ratios(own, bare);
      table.row(subject.name(), ratios.callsPerSecond(), ratios.cpu(), ratios.bytes());
    }
    return table;
  }
}
