package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.corpus.model.CallOutcome.Kind;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.Credentials;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.corpus.model.Mode;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.conformance.runner.client.ClientCommand;
import dev.chatcontract.conformance.runner.client.ClientFaultException;
import dev.chatcontract.conformance.runner.client.ClientOutcome;
import dev.chatcontract.conformance.runner.client.ProcessClient;
import dev.chatcontract.contract.reader.ContractReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a client does wrong, its effect is limited and it is named as the cause. */
class ProcessClientTest {
  /** Time-outs that no machine needs, however busy: only a fault of this kit reaches them. */
  private static final ProcessClient.Bounds PATIENT =
      new ProcessClient.Bounds(Duration.ofMinutes(1), Duration.ofMinutes(1), 4096, 1);

  private static final String HELLO =
      "echo '{\"hello\":{\"client\":\"shell\",\"protocol\":1,\"features\":[\"call\"]}}';";
  private static final String ID = "sed 's/^{\"id\":\"\\([^\"]*\\)\".*/\\1/'";

  private static ProcessClient shell(String script) throws InterruptedException {
    return shell(script, PATIENT);
  }

  private static ProcessClient shell(String script, ProcessClient.Bounds bounds)
      throws InterruptedException {
    return new ProcessClient(List.of("/bin/sh", "-c", script), bounds);
  }

  private static String ok(String id) {
    return "echo '{\"id\":\"" + id + "\",\"outcome\":{\"kind\":\"ok\",\"value\":{}}}';";
  }

  private static ClientCommand command(String id) {
    return command(id, JsonNodeFactory.instance.objectNode());
  }

  private static ClientCommand command(String id, ObjectNode arguments) {
    return new ClientCommand(
        id,
        "any",
        "http://127.0.0.1:9",
        null,
        null,
        Mode.CALL,
        Credentials.DEFAULT,
        arguments,
        CallSettings.STRICT);
  }

  @Test
  void a_client_that_answers_is_used() throws InterruptedException {
    String answer =
        "while read -r line; do id=$(echo \"$line\" | "
            + ID
            + "); echo \"{\\\"id\\\":\\\"$id\\\",\\\"outcome\\\":{\\\"kind\\\":\\\"ok\\\",\\\"value\\\":{},\\\"more\\\":1}}\"; done";
    try (ProcessClient client = shell(HELLO + answer)) {
      assertThat(client.name()).isEqualTo("shell");
      assertThat(client.features()).containsExactly(Feature.CALL);
      assertThat(client.call(command("a#1")).kind()).isEqualTo(Kind.OK);
      assertThat(client.call(command("a#2")).kind()).isEqualTo(Kind.OK);
    }
  }

  @Test
  void a_command_that_does_not_exist_is_named() {
    assertThatThrownBy(() -> shell("exec no-such-driver"))
        .isInstanceOf(ClientFaultException.class)
        .hasMessageContaining("ended with status 127")
        .hasMessageContaining("no-such-driver");
  }

  @Test
  void a_client_that_does_not_greet_is_abandoned() {
    ProcessClient.Bounds hasty =
        new ProcessClient.Bounds(Duration.ofMillis(300), Duration.ofMillis(300), 4096, 1);
    assertThatThrownBy(() -> shell("exec cat", hasty))
        .isInstanceOf(ClientFaultException.class)
        .hasMessageContaining("no hello line within PT0.3S");
  }

  @Test
  void a_feature_that_nobody_knows_is_refused_with_the_nearest_one() {
    assertThatThrownBy(() -> shell(hello("\"features\":[\"call\",\"validaton-off\"]")))
        .isInstanceOf(ClientFaultException.class)
        .hasMessageContaining("/hello/features has \"validaton-off\"")
        .hasMessageContaining("did you mean validation-off?");
    assertThatThrownBy(() -> shell(hello("\"features\":[\"call\",7]")))
        .hasMessageContaining("/hello/features has \"7\"")
        .hasMessageContaining("use one of batch, call");
  }

  @Test
  void a_greeting_that_declares_nothing_or_another_protocol_is_refused() {
    assertThatThrownBy(() -> shell(hello("\"feature\":[\"call\"]")))
        .isInstanceOf(ClientFaultException.class)
        .hasMessageContaining("/hello/features is missing or not a list");
    assertThatThrownBy(() -> shell(hello("\"protocol\":2,\"features\":[\"call\"]")))
        .isInstanceOf(ClientFaultException.class)
        .hasMessageContaining("/hello/protocol is 2; this runner speaks 1");
  }

  @Test
  void a_client_that_is_refused_at_its_greeting_is_ended(@TempDir Path folder) throws Exception {
    Path pid = folder.resolve("pid");
    String script =
        "echo $$ > '" + pid + "'; " + hello("\"features\":[\"cal\"]") + "exec sleep 600";
    assertThatThrownBy(() -> shell(script)).isInstanceOf(ClientFaultException.class);
    Optional<ProcessHandle> process =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    if (process.isPresent()) {
      process.get().onExit().get(1, TimeUnit.MINUTES);
    }
  }

  private static String hello(String members) {
    return "echo '{\"hello\":{\"client\":\"shell\"," + members + "}}';";
  }

  @Test
  void a_client_that_hangs_is_stopped_and_blamed() throws InterruptedException {
    ProcessClient.Bounds hasty =
        new ProcessClient.Bounds(Duration.ofMinutes(1), Duration.ofMillis(300), 4096, 1);
    try (ProcessClient client = shell(HELLO + "exec cat > /dev/null", hasty)) {
      assertThatThrownBy(() -> client.call(command("a#1")))
          .isInstanceOf(ClientFaultException.class)
          .hasMessageContaining("no answer within PT0.3S");
    }
  }

  /** The line is longer than what a pipe holds. */
  @Test
  void a_client_that_does_not_read_is_stopped_and_blamed() throws InterruptedException {
    ProcessClient.Bounds hasty =
        new ProcessClient.Bounds(Duration.ofMinutes(1), Duration.ofMillis(300), 4096, 1);
    ObjectNode large = JsonNodeFactory.instance.objectNode().put("text", "x".repeat(1 << 20));
    try (ProcessClient client = shell(HELLO + "exec sleep 600", hasty)) {
      CompletableFuture<ClientOutcome> call = calling(client, command("a#1", large));
      assertThatThrownBy(() -> call.get(1, TimeUnit.MINUTES))
          .hasRootCauseInstanceOf(ClientFaultException.class)
          .hasMessageContaining("no answer within PT0.3S");
    }
  }

  @Test
  void a_client_that_dies_is_restarted_once_and_then_abandoned() throws InterruptedException {
    try (ProcessClient client = shell(HELLO + "read -r line; echo oh dear >&2; exit 3")) {
      for (int life = 0; life < 2; life++) {
        String id = "a#" + life;
        assertThatThrownBy(() -> client.call(command(id)))
            .isInstanceOf(ClientFaultException.class)
            .hasMessageContaining("ended with status 3")
            .hasMessageContaining("oh dear");
      }
      assertThatThrownBy(() -> client.call(command("a#9")))
          .isInstanceOf(ClientFaultException.class)
          .hasMessageContaining("restarted 1 times and is not started again");
    }
  }

  @Test
  void a_case_is_not_blamed_for_the_end_that_another_brought_about(@TempDir Path folder)
      throws InterruptedException {
    Corpus corpus = Corpus.of(ContractReader.bundled());
    List<ConformanceCase> cases =
        Conformance.select(corpus, List.of("get_group_attr/common-error/*")).subList(0, 3);
    // The first process ends when all three calls are in progress; the second answers them.
    String life =
        "if mkdir '"
            + folder.resolve("first")
            + "'; then read -r a; read -r a; read -r a; exit 3; fi;"
            + " while read -r line; do id=$(echo \"$line\" | "
            + ID
            + "); echo \"{\\\"id\\\":\\\"$id\\\",\\\"outcome\\\":{\\\"kind\\\":\\\"ok\\\",\\\"value\\\":{}}}\"; done";
    try (Conformance run = new Conformance(corpus, shell(HELLO + life), 3, "")) {
      assertThat(run.run(cases, KnownFailures.none(), result -> {}).results())
          .hasSize(3)
          .allSatisfy(result -> assertThat(result.status()).isEqualTo(CaseResult.Status.FAILED));
    }
  }

  @Test
  void other_text_on_standard_output_is_quoted() throws InterruptedException {
    try (ProcessClient client = shell(HELLO + "read -r line; echo Connecting...; exec cat")) {
      assertThatThrownBy(() -> client.call(command("a#1")))
          .isInstanceOf(ClientFaultException.class)
          .hasMessageContaining("a line that is not JSON")
          .hasMessageContaining("Connecting...");
    }
  }

  @Test
  void a_line_that_is_not_json_fails_only_the_call_that_it_names() throws Exception {
    String nan = "echo '{\"id\":\"a#1\",\"outcome\":{\"kind\":\"ok\",\"value\":{\"n\":NaN}}}';";
    try (ProcessClient client =
        shell(HELLO + "read -r a; read -r b;" + nan + ok("a#2") + "exec cat > /dev/null")) {
      CompletableFuture<ClientOutcome> first = calling(client, "a#1");
      CompletableFuture<ClientOutcome> second = calling(client, "a#2");
      assertThat(second.get().kind()).isEqualTo(Kind.OK);
      assertThatThrownBy(first::get)
          .hasRootCauseInstanceOf(ClientFaultException.class)
          .hasMessageContaining("a line that is not JSON")
          .hasMessageContaining("NaN");
    }
  }

  @Test
  void words_on_standard_output_cost_one_call_and_its_late_answer_costs_none()
      throws InterruptedException {
    try (ProcessClient client =
        shell(
            HELLO
                + "read -r a; echo Connecting...; read -r b;"
                + ok("a#1")
                + ok("a#2")
                + "exec cat > /dev/null")) {
      assertThatThrownBy(() -> client.call(command("a#1")))
          .isInstanceOf(ClientFaultException.class)
          .hasMessageContaining("Connecting...");
      assertThat(client.call(command("a#2")).kind()).isEqualTo(Kind.OK);
    }
  }

  @Test
  void a_client_that_floods_standard_output_is_stopped() throws InterruptedException {
    try (ProcessClient client = shell(HELLO + "read -r line; exec yes")) {
      assertThatThrownBy(() -> client.call(command("a#1")))
          .isInstanceOf(ClientFaultException.class)
          .hasMessageContaining("a line that is not JSON");
      assertThatThrownBy(
              () -> {
                while (true) {
                  try {
                    client.call(command("b"));
                  } catch (ClientFaultException e) {
                    if (e.getMessage().contains("is not started again")) {
                      throw e;
                    }
                  }
                }
              })
          .hasMessageContaining("wrote more than 1000 lines that answer nothing");
    }
  }

  private static CompletableFuture<ClientOutcome> calling(ProcessClient client, String id) {
    return calling(client, command(id));
  }

  private static CompletableFuture<ClientOutcome> calling(
      ProcessClient client, ClientCommand command) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client.call(command);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task).start());
  }

  @Test
  void an_endless_line_is_truncated() throws InterruptedException {
    try (ProcessClient client = shell(HELLO + "read -r line; tr '\\0' x < /dev/zero")) {
      assertThatThrownBy(() -> client.call(command("a#1")))
          .isInstanceOf(ClientFaultException.class)
          .hasMessageContaining("a line of more than 4096 bytes");
    }
  }

  @Test
  void an_answer_that_breaks_the_protocol_is_refused_with_its_member() throws InterruptedException {
    try (ProcessClient client =
        shell(
            HELLO
                + "read -r line; echo '{\"id\":\"a#1\",\"outcome\":{\"kind\":\"api-error\"}}'; exec cat")) {
      assertThatThrownBy(() -> client.call(command("a#1")))
          .isInstanceOf(ClientFaultException.class)
          .hasMessageContaining("/outcome/code must be an integer");
    }
  }
}
