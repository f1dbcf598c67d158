package dev.chatcontract.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResultsTest {
  /** Keeps each write apart, as a pipe's reader or strace would see it. */
  private static final class Writes extends ByteArrayOutputStream {
    private final List<String> seen = new ArrayList<>();

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
      seen.add(new String(bytes, from, count, StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void theItemsOfAnAnswerAreWrittenAtOnceAndNotKept(OutputFormat format) {
    Writes writes = new Writes();
    PrintStream out = new PrintStream(writes, true, StandardCharsets.UTF_8);
    Results results =
        new Results(
            new Terminal(
                new ByteArrayInputStream(new byte[0]),
                out,
                out,
                Map.of(),
                Path.of(""),
                false,
                false,
                80,
                question -> Optional.empty()),
            format);
    JsonNode item = TerminalJson.NODES.objectNode().put("GroupId", "@TGS#1").put("Name", "a");
    results.items(Collections.nCopies(50, item));
    results.items(List.of(item));
    results.document(item);
    assertThat(writes.seen).hasSize(3);
    assertThat(writes.seen.get(0).split("@TGS#1", -1)).hasSize(51);
  }
}
