package dev.chatcontract.conformance.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.simulator.effect.OperationBehaviour;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README, and how behaviours that cannot be used are reported. */
class BehaviourTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```java\\n(package [^`]*implements OperationBehaviour[^`]*)```");

  @TempDir Path directory;

  @Test
  void theExampleOfTheReadmeCompilesAndAnswers() throws IOException, URISyntaxException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
    assertThat(example.find()).as("the README shows a behaviour").isTrue();
    try (URLClassLoader loader = compiled(example.group(1))) {
      withContextLoader(
          loader,
          () -> {
            try (Simulator simulator = people()) {
              assertThat(simulator.answeredBySamples()).isEmpty();
              JsonNode answer = new ApiCaller(simulator).call("ping", "{}");
              assertThat(answer.path("Pong").asText()).isEqualTo("1 people");
              assertThat(answer.path("Code").asInt(-1)).isZero();
            }
          });
    }
  }

  @Test
  void aBehaviourThatFailsIsNamedInTheAnswer() throws IOException, URISyntaxException {
    String failing =
        """
        package team;
        import dev.chatcontract.conformance.simulator.answer.Outcome;
        import dev.chatcontract.conformance.simulator.effect.*;
        public final class PingBehaviour implements OperationBehaviour {
          public String operation() { return "ping"; }
          public Outcome carryOut(SimulatedCall call) { return call.declared(); }
        }
        """;
    try (URLClassLoader loader = compiled(failing)) {
      withContextLoader(
          loader,
          () -> {
            try (Simulator simulator = people()) {
              JsonNode answer = new ApiCaller(simulator).call("ping", "{}");
              assertThat(answer.path("Status").asText()).isEqualTo("FAIL");
              assertThat(answer.path("Words").asText())
                  .contains("team.PingBehaviour", "no x-effect")
                  .doesNotContain("\tat ");
            }
          });
    }
  }

  @Test
  void aServiceThatIsNotABehaviourIsReportedAtStartUp() throws IOException, URISyntaxException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(OperationBehaviour.class.getName()), "team.Missing\n");
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {directory.toUri().toURL()}, BehaviourTest.class.getClassLoader())) {
      withContextLoader(
          loader,
          () ->
              org.assertj.core.api.Assertions.assertThatThrownBy(BehaviourTest::people)
                  .hasMessageContaining("team.Missing"));
    }
  }

  private static Simulator people() throws URISyntaxException {
    Path contract = Path.of(BehaviourTest.class.getResource("/effects/openapi.yaml").toURI());
    return Simulator.builder().contract(ContractReader.load(contract)).start();
  }

  private URLClassLoader compiled(String source) throws IOException {
    Matcher name =
        Pattern.compile("package ([\\w.]+);.*?class (\\w+)", Pattern.DOTALL).matcher(source);
    assertThat(name.find()).isTrue();
    Path file = directory.resolve(name.group(2) + ".java");
    Files.writeString(file, source);
    List<String> options =
        List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path"));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                java.util.stream.Stream.concat(
                        options.stream(), java.util.stream.Stream.of(file.toString()))
                    .toArray(String[]::new));
    assertThat(result).as("javac").isZero();
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(OperationBehaviour.class.getName()),
        name.group(1) + "." + name.group(2) + "\n");
    return new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, BehaviourTest.class.getClassLoader());
  }

  private interface Task {
    void run() throws IOException, URISyntaxException;
  }

  private static void withContextLoader(ClassLoader loader, Task task)
      throws IOException, URISyntaxException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      task.run();
    } catch (IOException | URISyntaxException e) {
      throw e;
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
