package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.ExamplesContract;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example operations, which cover every kind, are simulated as their contract promises. */
class ExamplesServerTest {
  private static Path root;
  private static Contract contract;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeAll
  static void read(@TempDir Path directory) {
    root = ExamplesContract.copyTo(directory);
    contract = ContractReader.load(root);
  }

  @Test
  void the_simulator_passes_the_cases_of_every_example() {
    try (Simulator simulator = Simulator.builder().contract(contract).start()) {
      assertThat(run(simulator, "--allow-writes", "--verbose"))
          .as(log())
          .isEqualTo(ConformanceMain.OK);
    }
    for (String kept :
        List.of(
            "friend_get/server-paging/to-the-end",
            "get_list/server-paging/to-the-end",
            "get_joined_group_list/server-filter/GroupType-Public",
            "get_joined_group_list/server-paging/small-pages",
            "get_group_member_info/server-paging/by-next-to-the-end",
            "send_group_msg/server-answer/smallest",
            "friend_add/server-answer/smallest",
            "multiaccount_import/server-answer/smallest",
            "account_check/server-batch/unknown-among-found",
            "forbid_send_msg/server-answer/smallest",
            "create_group/server-write/twice")) {
      assertThat(log()).contains("PASSED " + kept);
    }
  }

  @Test
  void an_empty_server_passes_the_cases_that_apply_with_or_without_writes() {
    for (List<String> words : List.of(List.<String>of(), List.of("--allow-writes"))) {
      try (Simulator simulator = Simulator.builder().contract(contract).emptyWorld().start()) {
        assertThat(run(simulator, words.toArray(new String[0])))
            .as(log())
            .isEqualTo(ConformanceMain.OK);
      }
    }
    assertThat(log()).contains("because no UserId was found on the server by listing");
  }

  @Test
  void repeatable_writes_are_not_sent_unless_allowed() {
    try (Simulator simulator = Simulator.builder().contract(contract).start()) {
      assertThat(run(simulator)).as(log()).isEqualTo(ConformanceMain.OK);
      for (OperationDef operation : contract.operations()) {
        if (!operation.reads()) {
          assertThat(simulator.requests().all())
              .as(operation.name())
              .noneMatch(request -> request.path().equals(operation.path()));
        }
      }
    }
    assertThat(contract.operations())
        .filteredOn(operation -> !operation.reads())
        .extracting(OperationDef::name)
        .contains("friend_add", "black_list_delete", "import_group_member", "send_group_msg");
  }

  /** Changes the copy so that keys that do not exist are listed apart from the results. */
  private static Path withSeparateFailures(Path directory) throws IOException {
    Path copy = ExamplesContract.copyTo(directory);
    Path operation = directory.resolve("operations/account_check.yaml");
    Files.writeString(
        operation,
        Files.readString(operation)
            .replaceAll("(?m)^  x-item-errors: .*$", "  x-item-errors: {items: Missing}"));
    Path schema = directory.resolve("schemas/AccountCheckResponse.yaml");
    Files.writeString(
        schema,
        Files.readString(schema)
            + """
              Missing:
                type: array
                description: The accounts that do not exist.
                items:
                  $ref: UserId.yaml
                example: [nobody]
            """);
    return copy;
  }

  @Test
  void a_key_that_does_not_exist_must_be_among_the_failures_that_are_listed_apart(
      @TempDir Path directory) throws IOException {
    Path separate = withSeparateFailures(directory);
    String batch = "account_check/server-batch/*";
    try (Simulator simulator = Simulator.builder().contract(ContractReader.load(separate)).start();
        BrokenServer broken = new BrokenServer(simulator, ExamplesServerTest::foundAll)) {
      assertThat(run(separate, simulator, simulator.baseUrl(), "--verbose", "--filter", batch))
          .as(log())
          .isEqualTo(ConformanceMain.OK);
      assertThat(log()).contains("PASSED account_check/server-batch/all-unknown");
      printed.reset();
      assertThat(run(separate, simulator, broken.url(), "--filter", batch))
          .as(log())
          .isEqualTo(ConformanceMain.FINDINGS);
      for (String name : List.of("all-unknown", "unknown-among-found", "other-case")) {
        assertThat(log()).contains("account_check/server-batch/" + name + ": ");
      }
      assertThat(log()).contains("must fail, but counts as found");
    }
  }

  /** Lists every account as found. */
  private static BrokenServer.Answer foundAll(BrokenServer.Ask ask, BrokenServer server)
      throws IOException, InterruptedException {
    BrokenServer.Answer answer = server.pass(ask);
    if (!ask.isFor("account_check") || !answer.isSuccess()) {
      return answer;
    }
    ObjectNode json = answer.json();
    for (JsonNode missing : json.withArray("Missing")) {
      json.withArray("ResultItem")
          .addObject()
          .put("UserID", missing.asText())
          .put("ResultCode", 0)
          .put("ResultInfo", "");
    }
    json.putArray("Missing");
    return answer.with(json);
  }

  private int run(Simulator simulator, String... words) {
    return run(root, simulator, simulator.baseUrl(), words);
  }

  private int run(Path spec, Simulator simulator, String url, String... words) {
    List<String> all = new ArrayList<>(List.of("run", "--contract", spec.toString()));
    all.addAll(List.of("--target", url));
    all.addAll(List.of(words));
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return ConformanceMain.run(
        all,
        out,
        out,
        Map.of(
            "CHATCTL_SDKAPPID", Long.toString(simulator.app().appId()),
            "CHATCTL_IDENTIFIER", simulator.app().administrator(),
            "CHATCTL_SECRET_KEY", simulator.app().secretKey()));
  }

  private String log() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
