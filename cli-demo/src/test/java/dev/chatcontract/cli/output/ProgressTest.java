package dev.chatcontract.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The progress line, which is overwritten. */
class ProgressTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
  private final AtomicLong nanos = new AtomicLong();

  private Progress of(int columns, long total) {
    return new Progress(err, true, columns, "import-group", total, nanos::get);
  }

  private void seconds(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private List<String> drawings() {
    return List.of(written.toString(StandardCharsets.UTF_8).split("\r", -1));
  }

  @Test
  void theRemainingTimeFollowsFromTheSpeed() {
    Progress progress = of(80, 3000);
    seconds(10);
    progress.to(600);
    assertThat(drawings().get(1))
        .startsWith("import-group  600 of 3000  20 %  [====")
        .endsWith("]  60/s, 0:40 left")
        .hasSize(77);
  }

  @Test
  void ctrlCPrintsTheProgressAndLeavesTheLineToThePrompt() {
    Progress pages = new Progress(err, true, 80, "", 0, nanos::get);
    pages.step(10_000, 1);
    pages.step(20_000, 2); // too soon after the first to be drawn
    pages.interrupted();
    assertThat(drawings().get(drawings().size() - 1))
        .isEqualTo("stopped after 20000 items, page 2" + System.lineSeparator());
  }

  @Test
  void earlierRunsDoNotCountTowardsTheSpeed() {
    Progress progress = of(80, 3000);
    for (int i = 0; i < 2000; i++) {
      progress.skip();
    }
    seconds(10);
    progress.to(2100);
    assertThat(drawings().get(1)).contains("2100 of 3000  70 %").endsWith("10/s, 1:30 left");
  }

  @Test
  void aNarrowTerminalShowsNoBarAndAWideOneNoLongerLine() {
    seconds(1);
    Progress narrow = of(40, 3000);
    seconds(1);
    narrow.to(1000);
    assertThat(drawings().get(1)).doesNotContain("[").hasSizeLessThan(38);
    Progress wide = of(300, 3000);
    seconds(1);
    wide.to(1000);
    assertThat(drawings().get(2)).contains("[===").hasSize(97);
  }

  @Test
  void theLineFitsTheTerminalIfTheOutputIsRedirected() {
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            err,
            err,
            Map.of(),
            Path.of(""),
            false,
            true,
            70,
            question -> Optional.empty());
    Progress.of(terminal, false, "import-group", 10).to(10);
    assertThat(drawings().get(1)).contains("10 of 10").hasSize(67);
    assertThat(terminal.columns()).isEqualTo(100);
  }

  @Test
  void theLineIsDrawnAtMostTenTimesASecondAndAtTheEnd() {
    try (Progress progress = of(80, 50)) {
      for (int i = 1; i <= 50; i++) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
        progress.to(i);
      }
    }
    assertThat(drawings()).hasSizeBetween(5, 8);
    assertThat(written.toString(StandardCharsets.UTF_8)).contains("50 of 50  100 %").endsWith("\n");
  }

  @Test
  void anotherLineIsPrintedSeparatelyAndTheBarReturns() {
    Progress progress = of(80, 10);
    progress.to(1);
    progress.clear();
    err.print("failed: line 2\n");
    progress.to(2);
    String[] lines = written.toString(StandardCharsets.UTF_8).split("\n", -1);
    assertThat(lines[0]).endsWith("\rfailed: line 2");
    assertThat(lines[1]).startsWith("\rimport-group  2 of 10");
  }

  @Test
  void nothingIsDrawnWithoutATerminal() {
    try (Progress progress = new Progress(err, false, 80, "x", 10, nanos::get)) {
      progress.to(10);
    }
    assertThat(written.size()).isZero();
  }
}
