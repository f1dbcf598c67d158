package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.conformance.arguments.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFailuresTest {
  @TempDir Path directory;

  @Test
  void theFirstMatchingEntryCountsAndAnExceptionMustPass() throws IOException {
    KnownFailures known =
        read(
            """
            # comment
            !*/List-null  # checked
            */*-null  # dropped
            gone/*  # old
            """);
    assertThat(known.reason("a/Name-null")).isEqualTo("dropped");
    assertThat(known.reason("a/List-null")).isNull();
    assertThat(known.reason("a/Name")).isNull();
    assertThat(known.unused()).containsExactly("line 4: gone/* matches no case");
  }

  @Test
  void anEntryWithoutAReasonIsRefusedWithItsLine() {
    assertThatThrownBy(() -> read("a/b  # why\nc/d\n"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("known.txt:2: no reason");
  }

  private KnownFailures read(String text) throws IOException {
    return KnownFailures.read(Files.writeString(directory.resolve("known.txt"), text));
  }
}
