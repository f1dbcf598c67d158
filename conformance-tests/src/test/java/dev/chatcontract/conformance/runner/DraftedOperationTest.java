package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.contract.draft.DraftTree;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operation drafted from a page is simulated and passes the cases derived from the draft. */
class DraftedOperationTest {
  private static final Path PAGES = Path.of("../contract/src/test/resources/pages");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void the_simulator_of_a_draft_passes_the_cases_that_follow_from_it(@TempDir Path directory)
      throws Exception {
    DraftTree tree = new DraftTree(directory, Path.of("../spec/openapi.yaml"));
    for (String name : List.of("seat_guests.md", "peek_seats.md", "get_guests.md")) {
      tree.add(name, ByteBuffer.wrap(Files.readAllBytes(PAGES.resolve(name))));
    }
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    try (Simulator simulator =
        Simulator.builder().contract(ContractReader.load(tree.root())).start()) {
      int exit =
          ConformanceMain.run(
              List.of(
                  "run",
                  "--spec",
                  tree.root().toString(),
                  "--filter",
                  "*_seats/*",
                  "--filter",
                  "seat_*/*",
                  "--filter",
                  "get_guests/*",
                  "--filter",
                  "*/server-*/*",
                  "--allow-writes",
                  "--verbose",
                  "--target",
                  simulator.baseUrl()),
              out,
              out,
              Map.of(
                  "CHATCTL_SDKAPPID", Long.toString(simulator.app().appId()),
                  "CHATCTL_IDENTIFIER", simulator.app().administrator(),
                  "CHATCTL_SECRET_KEY", simulator.app().secretKey()));
      String log = printed.toString(StandardCharsets.UTF_8);
      assertThat(exit).as(log).isEqualTo(ConformanceMain.OK);
      assertThat(log).contains("PASSED seat_guests/").contains("PASSED peek_seats/");
      assertThat(log).contains("PASSED get_guests/server-key/GroupId-unknown");
      // The data that a draft's sample names is available to the other operations too.
      assertThat(log).contains("PASSED get_group_info/server-batch/found");
    }
  }
}
