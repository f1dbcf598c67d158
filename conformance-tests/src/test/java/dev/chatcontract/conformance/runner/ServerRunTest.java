package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.conformance.FixedContract;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.contract.source.Place;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code conformance run --target}, as a user sees it. */
class ServerRunTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void the_simulator_passes_every_case_writes_included() {
    try (Simulator simulator = Simulator.start()) {
      assertThat(run(simulator, "run", "--allow-writes"))
          .as(printed())
          .isEqualTo(ConformanceMain.OK);
    }
  }

  @Test
  void with_the_data_of_the_samples_every_case_applies(@TempDir Path folder) {
    String contract = FixedContract.in(folder).toString();
    try (Simulator simulator = Simulator.builder().contract(FixedContract.read()).start()) {
      assertThat(run(simulator, "run", "--allow-writes", "--contract", contract))
          .as(printed())
          .isEqualTo(ConformanceMain.OK);
      assertThat(printed()).doesNotContain("not applicable");
    }
  }

  @Test
  void a_run_reaches_nearly_all_of_its_own_goals(@TempDir Path folder) {
    try (Simulator simulator = Simulator.builder().contract(FixedContract.read()).start()) {
      run(simulator, "run", "--contract", FixedContract.in(folder).toString());
      Matcher coverage = Pattern.compile("coverage: ([0-9]+) of ([0-9]+) goals").matcher(printed());
      assertThat(coverage.find()).isTrue();
      int met = Integer.parseInt(coverage.group(1));
      int goals = Integer.parseInt(coverage.group(2));
      // The rest are members of answers for which the simulator has no data.
      assertThat(met * 100 / goals).as(coverage.group()).isGreaterThanOrEqualTo(90);
    }
  }

  @Test
  void a_selection_of_the_cases_is_not_red_for_what_it_leaves_out(@TempDir Path folder)
      throws Exception {
    try (Simulator simulator = Simulator.start()) {
      assertThat(
              run(
                  simulator,
                  "run",
                  "--filter",
                  "get_group_attr/server-key/*",
                  "--report",
                  folder.toString()))
          .isEqualTo(ConformanceMain.OK);
      assertThat(printed()).contains("only a selection of the cases was run");
      assertThat(Files.readString(folder.resolve("conformance.html")))
          .contains("A selection of the cases was run")
          .doesNotContain("<td class=\"gap\"");
    }
  }

  @Test
  void an_empty_server_passes_the_cases_that_apply_and_the_report_says_why_others_do_not() {
    try (Simulator simulator = Simulator.builder().emptyWorld().start()) {
      assertThat(run(simulator, "run", "--verbose")).as(printed()).isEqualTo(ConformanceMain.OK);
      assertThat(printed())
          .contains("PASSED get_group_info/server-batch/all-unknown")
          .contains("PASSED get_group_attr/server-key/GroupId-unknown")
          .contains("NOT_APPLICABLE get_group_info/server-batch/found")
          .contains("NOT_APPLICABLE get_appid_group_list/server-filter/GroupType-Public")
          .contains("because no GroupId was found on the server")
          .contains("because the list has 0 items");
      assertThat(simulator.requests().all())
          .noneMatch(request -> request.path().endsWith("import_group"));
    }
  }

  @Test
  void with_writes_allowed_the_run_creates_what_the_cases_need() {
    try (Simulator simulator = Simulator.builder().emptyWorld().start()) {
      assertThat(run(simulator, "run", "--verbose", "--allow-writes"))
          .as(printed())
          .isEqualTo(ConformanceMain.OK);
      assertThat(printed())
          .contains("PASSED get_group_info/server-batch/found")
          .contains("PASSED get_appid_group_list/server-paging/small-pages")
          .contains("PASSED get_appid_group_list/server-filter/GroupType-Private");
    }
  }

  @Test
  void the_run_waits_for_a_server_with_rate_limits() {
    try (Simulator simulator = Simulator.builder().rateLimits(true).start()) {
      assertThat(run(simulator, "run", "--filter", "get_appid_group_list/server-sample/*"))
          .as(printed())
          .isEqualTo(ConformanceMain.OK);
    }
  }

  @Test
  void a_failed_case_shows_request_answer_contract_line_and_replay() {
    try (Simulator simulator = Simulator.start()) {
      simulator.addFault(
          FaultRule.on("get_group_info")
              .always()
              .fault(
                  Faults.json(
                      ("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0,\"GroupInfo\":["
                              + "{\"GroupId\":\"other\",\"ErrorCode\":0,\"Name\":\"\\u001b[2J\u009b\"}]}")
                          .getBytes(StandardCharsets.UTF_8))));
      assertThat(run(simulator, "run", "--filter", "get_group_info/server-batch/all-unknown"))
          .isEqualTo(ConformanceMain.FINDINGS);
      assertThat(printed())
          .contains("  - /GroupInfo has other, which was not asked for  [spec/operations/")
          .contains("  contract: spec/operations/get_group_info.yaml:")
          .contains("  | asked: {\"GroupIdList\":[\"conf")
          .contains("  | > POST /v4/group_open_http_svc/get_group_info?sdkappid=")
          .contains("usersig=(hidden)")
          .contains("  | < HTTP 200, application/json")
          .contains("  | < {\"ActionStatus\":\"OK\"")
          .contains("--case 'get_group_info/server-batch/all-unknown'")
          .contains("\\u009b")
          .doesNotContain("\u009b")
          .doesNotContain(simulator.app().secretKey());
    }
  }

  /** The envelope has members of the same names. */
  @Test
  void a_finding_about_a_member_of_an_element_names_the_line_of_that_member() {
    try (Simulator simulator = Simulator.start()) {
      Place line =
          Objects.requireNonNull(simulator.contract().schema("GroupInfo").property("ErrorCode"))
              .at();
      simulator.addFault(
          FaultRule.on("get_group_info")
              .always()
              .fault(
                  Faults.json(
                      ("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0,\"GroupInfo\":["
                              + "{\"GroupId\":\"other\",\"ErrorCode\":\"0\"}]}")
                          .getBytes(StandardCharsets.UTF_8))));
      assertThat(run(simulator, "run", "--filter", "get_group_info/server-batch/all-unknown"))
          .isEqualTo(ConformanceMain.FINDINGS);
      String finding =
          printed().lines().filter(it -> it.contains("/GroupInfo/0/ErrorCode")).findFirst().get();
      assertThat(finding).endsWith("[spec/" + line.file() + ":" + line.line() + "]");
      assertThat(line.file()).endsWith("GroupInfo.yaml");
    }
  }

  @Test
  void a_signature_that_a_server_repeats_in_escaped_text_is_hidden() {
    String signature = "eJ" + "yrVgrxCd".repeat(12);
    try (Simulator simulator = Simulator.start()) {
      simulator.addFault(
          FaultRule.on("get_group_info")
              .always()
              .fault(
                  Faults.json(
                      ("{\"ActionStatus\":\"FAIL\",\"ErrorCode\":10002,\"ErrorInfo\":\"?usersig\\u003d"
                              + signature
                              + "\"}")
                          .getBytes(StandardCharsets.UTF_8))));
      assertThat(run(simulator, "run", "--filter", "get_group_info/server-answer/*"))
          .isEqualTo(ConformanceMain.FINDINGS);
      assertThat(printed()).contains("usersig\\u003d(hidden)").doesNotContain(signature);
    }
  }

  @Test
  void a_proxy_sees_no_signature_for_a_server_on_this_machine() {
    ProxySelector before = ProxySelector.getDefault();
    try (Simulator simulator = Simulator.start();
        Simulator proxy = Simulator.start()) {
      ProxySelector.setDefault(
          ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())));
      assertThat(run(simulator, "run", "--filter", "get_group_attr/server-key/*"))
          .as(printed())
          .isEqualTo(ConformanceMain.OK);
      assertThat(proxy.requests().count()).isZero();
      assertThat(simulator.requests().count()).isPositive();
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void the_cases_for_servers_are_listed_without_a_server() {
    assertThat(
            ConformanceMain.run(
                List.of("list", "--target", "http://127.0.0.1:9"),
                stream(out),
                stream(err),
                Map.of()))
        .isEqualTo(ConformanceMain.OK);
    assertThat(printed())
        .contains("get_group_info/server-batch/found")
        .doesNotContain("import_group/");
  }

  @Test
  void an_odd_address_does_not_cause_a_stack_trace() {
    for (String odd : List.of("nonsense", "http://127.0.0.1:9/a b", "http://127.0.0.1:9/%zz", "")) {
      Map<String, String> somebody =
          Map.of(
              "CHATCTL_SDKAPPID", "1400000001",
              "CHATCTL_IDENTIFIER", "administrator",
              "CHATCTL_SECRET_KEY", "key");
      assertThat(
              ConformanceMain.run(
                  List.of("run", "--target", odd), stream(out), stream(err), somebody))
          .as(odd)
          .isEqualTo(ConformanceMain.USAGE);
    }
    assertThat(printed()).contains("nothing can be sent to nonsense").contains("no answer:");
  }

  @Test
  void a_password_in_an_address_is_not_repeated() {
    Map<String, String> somebody =
        Map.of(
            "CHATCTL_SDKAPPID", "1400000001",
            "CHATCTL_IDENTIFIER", "administrator",
            "CHATCTL_SECRET_KEY", "key");
    assertThat(
            ConformanceMain.run(
                List.of("run", "--target", "https://me:pa55word@chat.invalid"),
                stream(out),
                stream(err),
                somebody))
        .isEqualTo(ConformanceMain.USAGE);
    assertThat(printed()).contains("chat.invalid").doesNotContain("pa55word");
  }

  private int run(Simulator simulator, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--target");
    all.add(simulator.baseUrl());
    return ConformanceMain.run(
        all,
        stream(out),
        stream(err),
        Map.of(
            "CHATCTL_SDKAPPID", Long.toString(simulator.app().appId()),
            "CHATCTL_IDENTIFIER", simulator.app().administrator(),
            "CHATCTL_SECRET_KEY", simulator.app().secretKey()));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }
}
