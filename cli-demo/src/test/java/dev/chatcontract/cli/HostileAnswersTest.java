package dev.chatcontract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.client.Operations;
import dev.chatcontract.conformance.junit.ChatSimulator;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.signer.SigningKey;
import dev.chatcontract.signer.UserSig;
import dev.chatcontract.signer.UserSigClaims;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No server, file or argument can control the terminal. */
@ChatSimulator
class HostileAnswersTest {
  private static final String EVIL = "EVIL\u001b]0;pwned\u0007\nLINE\u001b[31m\u009b2J\u202e\u200b";

  private final Simulator simulator;

  @TempDir Path directory;

  HostileAnswersTest(Simulator simulator) {
    this.simulator = simulator;
  }

  private Run run() {
    return Run.on(simulator, directory);
  }

  private void answer(ObjectNode body) {
    simulator.addFault(
        FaultRule.onAny()
            .always()
            .fault(Faults.json(body.toString().getBytes(StandardCharsets.UTF_8))));
  }

  private static ObjectNode envelope(long code, String info) {
    return TerminalJson.NODES
        .objectNode()
        .put("ActionStatus", code == 0 ? "OK" : "FAIL")
        .put("ErrorCode", code)
        .put("ErrorInfo", info);
  }

  private static ObjectNode withItem(long code) {
    ObjectNode body = envelope(0, EVIL);
    body.putArray("GroupInfo")
        .addObject()
        .put("GroupId", EVIL)
        .put("ErrorCode", code)
        .put("ErrorInfo", EVIL)
        .put(EVIL, EVIL)
        .put("Every", HostileText.EVERY_CLASS);
    return body;
  }

  private static void assertInert(Run.Outcome outcome, boolean colours) {
    HostileText.assertInert(outcome.out(), colours);
    HostileText.assertInert(outcome.err(), colours);
    assertThat(outcome.out()).doesNotContain("\u001b[31m\u009b");
    assertThat((outcome.out() + outcome.err()).lines()).noneMatch(line -> line.startsWith("LINE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "jsonl", "yaml"})
  void anItemOfAnAnswerIsInertInEveryFormat(String format) {
    answer(withItem(10010));
    String[] call = {"get-group-info", "--group-id-list", "A", "-v", "-o", format};
    Run.Outcome piped = run().chatctl(call);
    assertThat(piped.exitCode()).isEqualTo(ExitCode.API);
    assertThat(piped.err()).contains("failed: EVIL\\u001b]0;pwned\\u0007\\nLINE");
    assertInert(piped, false);
    assertInert(run().onTerminal().chatctl(call), true);
  }

  @Test
  void theTextOfAnErrorIsInert() {
    answer(envelope(10015, EVIL));
    Run.Outcome outcome = run().chatctl("get-group-attr", "--group-id", "A", "-v");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.API);
    assertThat(outcome.error()).contains("EVIL");
    assertInert(outcome, false);
    assertInert(run().onTerminal().chatctl("get-group-attr", "--group-id", "A", "-v"), true);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 502})
  void anHtmlPageInsteadOfAnAnswerIsInert(int status) {
    simulator.addFault(
        FaultRule.onAny()
            .always()
            .fault(
                Faults.http(
                    status,
                    List.of(Map.entry("Content-Type", "text/html")),
                    (EVIL + HostileText.EVERY_CLASS).getBytes(StandardCharsets.UTF_8))));
    Run.Outcome outcome =
        run().chatctl("get-group-attr", "--group-id", "A", "-v", "--retries", "0");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.TRANSPORT);
    assertThat(outcome.error()).contains("EVIL");
    assertInert(outcome, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EVIL",
        "regions|EVIL",
        "regions|--EVIL",
        "regions|-o|EVIL",
        "explain|EVIL",
        "call|EVIL",
        "call|get_group_info|--body|EVIL",
        "call|get_group_info|--body|{\"a\" EVIL",
        "call|get_group_info|--body|@EVIL",
        "get-group-info|--group-id-list|EVIL|--dry-run",
        "get-group-info|--group-id-list|A|--dry-run|--identifier|EVIL",
        "get-group-info|--group-id-list|A|--region|EVIL",
        "get-group-info|--group-id-list|A|--base-url|EVIL",
        "get-group-info|--group-id-list|A|--base-url|http://EVIL",
        "get-group-info|--group-id-list|A|--profile|EVIL",
        "get-group-info|--group-id-list|A|--config|EVIL",
        "get-group-info|--group-id-list|A|--sdkappid|EVIL",
        "get-group-info|--group-id-list|A|--secret-key-file|EVIL",
        "get-group-info|--group-id-list|A|--deadline|EVIL",
        "usersig|EVIL",
        "usersig|inspect|EVIL",
        "usersig|verify|EVIL",
        "completion|EVIL",
        "conformance|EVIL",
        "conformance|run|--EVIL",
        "contract|lint|--spec|EVIL",
        "contract|diff|EVIL|EVIL",
        "contract|new-version|EVIL",
      })
  void argumentsAreShownInert(String line) {
    String[] words = line.split("\\|", -1);
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].replace("EVIL", EVIL);
    }
    Run.Outcome outcome =
        run().without("CHATCTL_BASE_URL").with("CHATCTL_REGION", "").chatctl(words);
    HostileText.assertInert(outcome.out(), false);
    HostileText.assertInert(outcome.err(), false);
    assertThat(outcome.err()).doesNotContain("\tat ");
    assertThat(outcome.exitCode()).isIn(ExitCode.OK, ExitCode.USAGE, ExitCode.FINDING);
    Run.Outcome coloured = run().without("CHATCTL_BASE_URL").onTerminal().chatctl(words);
    HostileText.assertInert(coloured.out(), true);
    HostileText.assertInert(coloured.err(), true);
  }

  @Test
  void outputOfATestedClientIsInert() {
    Run.Outcome outcome =
        run()
            .chatctl(
                "conformance",
                "run",
                "--client",
                "printf 'EVIL\\033]0;pwned\\007\\302\\2332J\\n'",
                "--case",
                "none");
    HostileText.assertInert(outcome.out(), false);
    HostileText.assertInert(outcome.err(), false);
  }

  @Test
  void aSignatureThatAServerEchoesIsMaskedEverywhere() {
    try (SigningKey key = SigningKey.of("of-this-test-alone".getBytes(StandardCharsets.UTF_8))) {
      String sig =
          UserSig.generate(
              key, UserSigClaims.of(1400000001L, "administrator", 1_700_000_000L, 86_400L));
      ObjectNode item = withItem(10010);
      ((ObjectNode) item.at("/GroupInfo/0")).put("ErrorInfo", "bad signature " + sig);
      for (ObjectNode body : List.of(envelope(70001, "bad signature " + sig), item)) {
        simulator.reset();
        answer(body);
        Run.Outcome outcome =
            run().chatctl("get-group-info", "--group-id-list", "A", "-v", "--retries", "0");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.API);
        assertThat(outcome.err())
            .contains("bad signature ***")
            .doesNotContain(sig.substring(20, 60));
      }
    }
  }

  @Test
  void explainShowsWhatTheContractSaysAboutAnOperation() {
    for (Operation<?, ?> operation : Operations.all()) {
      assertThat(operation.description()).isNotBlank();
      assertThat(run().chatctl("explain", operation.name()).out().replaceAll("\\s+", " "))
          .contains(operation.description().strip().replaceAll("\\s+", " "));
    }
  }
}
