package dev.chatcontract.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConformanceDeskTest {
  private static ObjectNode endedBy(Throwable failure) {
    ConformanceRun run = new ConformanceRun(1, "a driver", List.of());
    ConformanceDesk.carryOut(
        run,
        () -> {
          if (failure instanceof Error error) {
            throw error;
          }
          throw (Exception) failure;
        });
    return run.json(false);
  }

  @Test
  void aRunWithoutMemoryHasFailedAndSaysWhy() {
    ObjectNode run = endedBy(new OutOfMemoryError("Java heap space"));
    assertThat(run.path("state").asText()).isEqualTo("failed");
    assertThat(run.path("message").asText())
        .isEqualTo("the run broke off: java.lang.OutOfMemoryError: Java heap space");
  }

  @Test
  void aRunThatBreaksOffInAnyOtherWayHasFailedToo() {
    for (Throwable failure :
        List.of(new IllegalStateException("odd"), new StackOverflowError(), new Exception("any"))) {
      assertThat(endedBy(failure).path("state").asText()).isEqualTo("failed");
    }
  }
}
