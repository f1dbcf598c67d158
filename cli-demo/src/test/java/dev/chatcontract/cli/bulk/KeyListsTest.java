package dev.chatcontract.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.chatcontract.cli.HostileText;
import dev.chatcontract.cli.Run;
import dev.chatcontract.cli.bulk.files.FailuresFile;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.conformance.junit.SimulatorExtension;
import dev.chatcontract.conformance.simulator.Simulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of keys: each key that failed is in the failures file, and a run from it asks for it. */
class KeyListsTest {
  private static final List<String> KEYS =
      List.of(
          "plain",
          "#comment",
          "{body",
          "{\"GroupId\":\"A\"}",
          "two\nlines",
          "two\r\nlines",
          "carriage\rreturn",
          "\"quoted\"",
          "\"quote",
          "quote\"",
          "\\",
          "\\n",
          "a,b",
          "a;b",
          "a\tb",
          "GroupIdList,ResponseFilter",
          "\ufeffmark",
          "mid\ufeffmark",
          "\u0000\u0007\u001b[31m\u0085\u2028\u2029x",
          "\ufffd",
          "群组 😀",
          "@TGS#2J4SZEAEL",
          "'",
          "null",
          "007");

  @RegisterExtension
  static final SimulatorExtension CHAT = SimulatorExtension.of(Simulator.builder().emptyWorld());

  @TempDir Path directory;

  private Run.Outcome from(String file, String... more) {
    List<String> words = new ArrayList<>(List.of("get-group-info", "--rate", "100000"));
    words.addAll(List.of("--from", file));
    words.addAll(List.of(more));
    return Run.on(CHAT.simulator(), directory).chatctl(words.toArray(new String[0]));
  }

  /** Returns the keys that reached the server since the last reset. */
  private static List<String> asked() {
    List<String> keys = new ArrayList<>();
    CHAT.simulator()
        .requests()
        .all()
        .forEach(
            request ->
                TerminalJson.parse(new String(request.body(), StandardCharsets.UTF_8), "request")
                    .path("GroupIdList")
                    .forEach(key -> keys.add(key.textValue())));
    CHAT.simulator().reset();
    return keys;
  }

  private static String cell(String key) {
    return '"' + key.replace("\"", "\"\"") + '"';
  }

  private void writeTable(String name, Iterable<String> keys) throws IOException {
    StringBuilder table = new StringBuilder("GroupId\n");
    keys.forEach(key -> table.append(cell(key)).append('\n'));
    Files.writeString(directory.resolve(name), table);
  }

  @Test
  void everyKeyOfATableThatFailedIsAskedForAgain() throws IOException {
    writeTable("ids.csv", KEYS);
    Run.Outcome first = from("ids.csv");
    assertThat(first.exitCode()).isEqualTo(ExitCode.API);
    assertThat(asked()).isEqualTo(KEYS);

    Run.Outcome again = from("ids.csv.failures");
    assertThat(again.err()).contains(KEYS.size() + " lines: 0 done, " + KEYS.size() + " failed");
    assertThat(asked()).isEqualTo(KEYS);
    assertThat(directory.resolve("ids.csv.failures.failures"))
        .hasSameTextualContentAs(directory.resolve("ids.csv.failures"));

    // The same command recognizes its own failures file.
    assertThat(from("ids.csv").exitCode()).isEqualTo(ExitCode.API);
  }

  @Test
  void anyKeyMayBeTheFirstThatFailed() throws IOException {
    for (String key : KEYS) {
      writeTable("ids.csv", List.of(key));
      from("ids.csv");
      assertThat(asked()).containsExactly(key);
      from("ids.csv.failures");
      assertThat(asked()).as("from the failures file").containsExactly(key);
      Files.delete(directory.resolve("ids.csv.failures"));
      Files.delete(directory.resolve("ids.csv.failures.failures"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"A\nB\nC\n", "A\r\nB\r\nC", "\ufeffA\n\n  B \nC", "A\rB\r# x\rC\r"})
  void aListIsKeptWhateverEndsItsLines(String text) throws IOException {
    Files.writeString(directory.resolve("ids.txt"), text);
    from("ids.txt");
    assertThat(asked()).containsExactly("A", "B", "C");
    assertThat(directory.resolve("ids.txt.failures")).content().isEqualTo("A\nB\nC\n");
  }

  @Test
  void aLineInQuotesIsAKeyWrittenAsJson() throws IOException {
    Files.write(
        directory.resolve("ids.txt"),
        List.of("\"#1\"", "\"a\\nb\"", "\"open", "{brace", "\"A\"x\"", "\"\""));
    from("ids.txt", "--no-check");
    assertThat(asked()).containsExactly("#1", "a\nb", "\"open", "{brace", "\"A\"x\"", "");
  }

  @Provide
  Arbitrary<String> text() {
    return HostileText.any();
  }

  @Property
  void anyKeyIsReadFromTheLineThatItIsWrittenAs(@ForAll("text") String key) {
    String line = new KeyLine(key).line();
    assertThat(KeyLine.of(line).key()).isEqualTo(key);
    assertThat(line).isEqualTo(line.strip()).doesNotContain("\n", "\r").isNotEmpty();
    assertThat(line.charAt(0)).isNotIn('#', '{', '\ufeff');
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(line);
  }

  @Test
  void aSecondRunThatFindsTheFailuresFileOfTheFirstIsToBeTriedLater() throws IOException {
    Files.writeString(directory.resolve("ids.txt"), "A\n");
    Path file = directory.resolve("ids.txt.failures");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (FailuresFile first = FailuresFile.at(file)) {
      server.createContext(
          "/",
          exchange -> {
            // The first run has its first failure while the second waits for an answer.
            first.add("A");
            byte[] answer =
                "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\",\"GroupInfo\":[]}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
      Run.Outcome second =
          Run.on(CHAT.simulator(), directory)
              .with("CHATCTL_BASE_URL", "http://127.0.0.1:" + server.getAddress().getPort())
              .chatctl("get-group-info", "--from", "ids.txt");
      assertThat(second.exitCode()).isEqualTo(ExitCode.BUSY);
      assertThat(second.error())
          .contains("--failures ")
          .contains("another run created it")
          .contains("run the same command")
          .doesNotContain("sent nothing");
    } finally {
      server.stop(0);
    }
    assertThat(file).hasContent("A");
  }

  @Test
  void aKeyThatAppearsInTwoSpellingsIsAskedForOnce() throws IOException {
    Files.write(directory.resolve("ids.txt"), List.of("A", "\"A\""));
    from("ids.txt");
    Set<String> once = asked().stream().collect(Collectors.toCollection(LinkedHashSet::new));
    assertThat(once).containsExactly("A");
  }
}
