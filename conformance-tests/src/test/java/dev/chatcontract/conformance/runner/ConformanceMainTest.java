package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.FixedContract;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceMainTest {
  /** A client that reports success without a call. */
  private static final String LIAR =
      "echo '{\"hello\":{\"client\":\"liar\",\"features\":[]}}'; while read -r line; do"
          + " id=$(echo \"$line\" | sed 's/^{\"id\":\"\\([^\"]*\\)\".*/\\1/');"
          + " echo \"{\\\"id\\\":\\\"$id\\\",\\\"outcome\\\":{\\\"kind\\\":\\\"ok\\\",\\\"value\\\":{}}}\"; done";

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return runWith(Map.of(), args);
  }

  private int runWith(Map<String, String> environment, String... args) {
    return ConformanceMain.run(
        List.of(args),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        environment);
  }

  private static Map<String, String> callerOf(Simulator simulator) {
    return Map.of(
        "CHATCTL_SDKAPPID", Long.toString(simulator.app().appId()),
        "CHATCTL_IDENTIFIER", simulator.app().administrators().get(0),
        "CHATCTL_SECRET_KEY", simulator.app().secretKey());
  }

  /** A template that expects status 418 from every operation. */
  private Path templateThatExpects(int status) throws IOException {
    return Files.writeString(
        folder.resolve("mine.yaml"),
        """
        kind: mine
        cases:
          - name: teapot
            title: A teapot is not a chat server
            answers: [{status: 418, text: short and stout}]
            outcomes: [{kind: http-error, status: %d}]
        """
            .formatted(status));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_run_leaves_exactly_three_reports() throws IOException {
    assertThat(run("run", "--filter", "get_group_attr/wire/*", "--report", folder.toString()))
        .as(printed() + complained())
        .isEqualTo(ConformanceMain.OK);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("junit.xml", "conformance.json", "conformance.html");
    }
    assertThat(Files.readString(folder.resolve("conformance.html")))
        .doesNotContain("#foreach")
        .doesNotContain("<link rel=\"stylesheet\"")
        .doesNotContain("src=");
  }

  @Test
  void a_filter_that_matches_nothing_is_a_usage_error() {
    assertThat(run("run", "--filter", "no_such_thing/*")).isEqualTo(ConformanceMain.USAGE);
    assertThat(complained())
        .contains("no case matches [no_such_thing/*]")
        .contains("ids look like");
  }

  @Test
  void an_unknown_kind_is_a_usage_error_that_lists_the_kinds() {
    assertThat(run("run", "--kind", "weird")).isEqualTo(ConformanceMain.USAGE);
    assertThat(complained()).contains("kinds are").contains("transport");
  }

  @Test
  void an_unknown_option_is_a_usage_error() {
    assertThat(run("run", "--frobnicate", "1")).isEqualTo(ConformanceMain.USAGE);
    assertThat(complained()).contains("unknown option --frobnicate");
  }

  @Test
  void only_the_first_findings_are_printed_and_the_rest_counted() {
    assertThat(run("run", "--client", LIAR, "--filter", "get_group_attr/common-error/*"))
        .isEqualTo(ConformanceMain.FINDINGS);
    assertThat(printed()).containsPattern("\\.\\.\\. and [0-9]+ more findings; --verbose");
    assertThat(printed().lines().filter(line -> line.startsWith("  replay: "))).hasSize(20);
  }

  @Test
  void a_failed_case_prints_trace_contract_line_and_replay() {
    assertThat(run("run", "--client", LIAR, "--filter", "get_group_attr/sample-response/GGA-RES-1"))
        .isEqualTo(ConformanceMain.FINDINGS);
    assertThat(printed())
        .contains("expected 1 request, the server saw 0")
        .containsPattern(
            "value /GroupAttrAry: expected .*\\[spec/schemas/GetGroupAttrResponse.yaml:[0-9]+\\]")
        .containsPattern("contract: spec/samples/get_group_attr/GGA-RES-1.response.yaml:[0-9]+")
        .contains("replay: ./chatctl conformance run --client")
        .contains("--case 'get_group_attr/sample-response/GGA-RES-1'")
        .contains("client: {\"kind\":\"ok\"");
  }

  @Test
  void a_known_failure_that_passes_fails_the_run() throws IOException {
    Path list = folder.resolve("known.txt");
    Files.writeString(list, "# for the test\nget_group_attr/wire/*  # it cannot do this\n");
    assertThat(
            run(
                "run",
                "--filter",
                "get_group_attr/wire/cache*",
                "--known-failures",
                list.toString()))
        .isEqualTo(ConformanceMain.FINDINGS);
    assertThat(printed()).contains("passes although it is listed as a known failure");
  }

  @Test
  void a_known_failure_without_a_reason_is_refused_with_its_line() throws IOException {
    Path list = folder.resolve("known.txt");
    Files.writeString(list, "# fine\nget_group_attr/wire/keep-alive\n");
    assertThat(run("run", "--known-failures", list.toString())).isEqualTo(ConformanceMain.USAGE);
    assertThat(complained()).contains("known.txt:2: no reason");
  }

  @Test
  void a_port_in_use_is_a_clear_error() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(run("serve", "--case", "get_group_attr/wire/keep-alive", "--port", port))
          .isEqualTo(ConformanceMain.USAGE);
      assertThat(complained()).contains("cannot listen on 127.0.0.1:" + port);
    }
  }

  @Test
  void coverage_below_the_threshold_fails_the_run() {
    assertThat(run("run", "--filter", "get_group_attr/wire/*", "--coverage", "90"))
        .isEqualTo(ConformanceMain.FINDINGS);
    assertThat(printed()).contains("coverage is below the 90 % asked for");
  }

  /** Returns the bundled contract as a file, with a change. */
  private Path contractWith(Consumer<ObjectNode> change) throws IOException {
    Path file = FixedContract.in(folder);
    ObjectNode document = (ObjectNode) CaseJson.tree(Files.readString(file));
    change.accept(document);
    return Files.writeString(file, document.toString());
  }

  @Test
  void a_contract_without_signed_requests_is_a_usage_error_that_says_what_to_add()
      throws IOException {
    Path unsigned = contractWith(document -> document.remove("security"));
    assertThat(run("run", "--spec", unsigned.toString())).isEqualTo(ConformanceMain.USAGE);
    assertThat(complained())
        .contains("the contract has no query parameter with x-auth-role: app-id")
        .contains("--target");
  }

  @Test
  void a_contract_without_operations_is_a_usage_error() throws IOException {
    Path empty = contractWith(document -> document.putObject("paths"));
    for (String command : List.of("run", "list", "show", "serve")) {
      assertThat(run(command, "--spec", empty.toString())).isEqualTo(ConformanceMain.USAGE);
    }
    assertThat(complained()).contains("the document has no operations");
  }

  @Test
  void a_custom_template_is_run_for_every_operation() throws IOException {
    Path mine = templateThatExpects(418);
    assertThat(run("run", "--templates", mine.toString(), "--kind", "mine"))
        .as(printed() + complained())
        .isEqualTo(ConformanceMain.OK);
    int operations = ContractReader.bundled().operations().size();
    assertThat(printed()).contains(operations + " passed of " + operations + " cases");
  }

  @Test
  void a_duplicate_template_is_refused_by_id() throws IOException {
    Path mine = templateThatExpects(418);
    String file = mine.toString();
    assertThat(run("run", "--templates", file, "--templates", file))
        .isEqualTo(ConformanceMain.USAGE);
    assertThat(complained()).contains("/mine/teapot: two cases have this id");
  }

  @Test
  void a_finding_is_replayed_with_the_options_that_found_it() throws IOException {
    Path mine = templateThatExpects(500);
    assertThat(run("run", "--templates", mine.toString(), "--kind", "mine"))
        .isEqualTo(ConformanceMain.FINDINGS);
    assertThat(printed())
        .contains(
            "replay: ./chatctl conformance run --templates '"
                + mine
                + "' --case 'get_group_attr/mine/teapot'");
  }

  @Test
  void a_run_that_tested_nothing_has_another_exit_code_than_findings() {
    assertThat(run("run", "--client", "exec no-such-driver")).isEqualTo(ConformanceMain.USAGE);
    assertThat(complained()).contains("nothing could be tested").contains("no-such-driver");
    assertThat(run("run", "--client", LIAR, "--filter", "get_appid_group_list/rate-limit/*"))
        .isEqualTo(ConformanceMain.USAGE);
    assertThat(printed()).contains("no case applies to this client");
  }

  @Test
  void a_server_that_refuses_every_request_counts_as_not_tested() {
    try (Simulator simulator = Simulator.start()) {
      Map<String, String> wrongKey = new HashMap<>(callerOf(simulator));
      wrongKey.put("CHATCTL_SECRET_KEY", "mistyped");
      assertThat(runWith(wrongKey, "run", "--target", simulator.baseUrl().toString()))
          .isEqualTo(ConformanceMain.USAGE);
      assertThat(complained()).contains("nothing could be tested").contains("code 700");
      assertThat(complained()).doesNotContain("mistyped");
    }
  }

  @Test
  void a_server_that_fails_on_one_operation_has_findings_with_exchange_and_replay() {
    try (Simulator simulator = Simulator.start()) {
      simulator.addFault(FaultRule.on("get_group_attr").always().fault(Faults.code(10002)));
      assertThat(
              runWith(
                  callerOf(simulator),
                  "run",
                  "--allow-writes",
                  "--target",
                  simulator.baseUrl().toString()))
          .isEqualTo(ConformanceMain.FINDINGS);
      assertThat(printed())
          .contains("refused before the request was looked at")
          .contains("  | asked: {")
          .contains("--allow-writes --case 'get_group_attr/server-sample/GGA-REQ-1'");
    }
  }

  @Test
  void a_code_of_more_than_32_bits_is_a_finding_about_the_server() {
    try (Simulator simulator = Simulator.start()) {
      simulator.addFault(
          FaultRule.on("get_group_attr")
              .always()
              .fault(
                  Faults.json(
                      "{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"\",\"ErrorCode\":4454685361}"
                          .getBytes(StandardCharsets.UTF_8))));
      assertThat(runWith(callerOf(simulator), "run", "--target", simulator.baseUrl().toString()))
          .isEqualTo(ConformanceMain.FINDINGS);
      assertThat(printed()).contains("code 4454685361 is not in the contract");
    }
  }

  @Test
  void nothing_that_writes_is_sent_unless_allowed_not_even_with_a_wrong_key() {
    try (Simulator simulator = Simulator.start()) {
      assertThat(runWith(callerOf(simulator), "run", "--target", simulator.baseUrl().toString()))
          .isEqualTo(ConformanceMain.OK);
      List<String> writes =
          simulator.contract().operations().stream()
              .filter(operation -> !operation.reads())
              .map(OperationDef::path)
              .toList();
      assertThat(writes).anyMatch(path -> path.endsWith("/import_group"));
      assertThat(simulator.requests().all()).noneMatch(request -> writes.contains(request.path()));
    }
  }

  @Test
  void a_target_that_may_not_be_called_is_a_usage_error() {
    Map<String, String> somebody =
        Map.of(
            "CHATCTL_SDKAPPID", "1400000001",
            "CHATCTL_IDENTIFIER", "administrator",
            "CHATCTL_SECRET_KEY", "key");
    assertThat(runWith(somebody, "run", "--target", "http://chat.invalid"))
        .isEqualTo(ConformanceMain.USAGE);
    assertThat(complained()).contains("nothing can be sent to http://chat.invalid: plain http");
    assertThat(
            runWith(somebody, "run", "--target", "http://127.0.0.1:9", "--known-failures", "x.txt"))
        .isEqualTo(ConformanceMain.USAGE);
    assertThat(complained()).contains("--known-failures applies to clients");
  }

  @Test
  void a_server_without_credentials_is_a_usage_error() {
    assertThat(run("run", "--target", "http://127.0.0.1:9")).isEqualTo(ConformanceMain.USAGE);
    assertThat(complained()).contains("CHATCTL_SDKAPPID");
  }

  @Test
  void the_simulator_is_a_conforming_server() {
    try (Simulator simulator = Simulator.start()) {
      assertThat(runWith(callerOf(simulator), "run", "--target", simulator.baseUrl().toString()))
          .as(printed() + complained())
          .isEqualTo(ConformanceMain.OK);
      assertThat(printed()).doesNotContain(simulator.app().secretKey());
    }
  }
}
