package dev.chatcontract.cli.bulk.files;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream is checked while it is copied. */
final class StreamCheckTest {
  private static final String TEXT = "群组\n\uD83D\uDE00é\r\nlast \u0000";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 1 << 16})
  void textIsAcceptedHoweverItIsSplitIntoBlocks(int block) {
    assertThatCode(() -> check(new StreamCheck("in"), TEXT, block)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\n", "\r\n"})
  void theLineThatIsNotTextIsNamedWithAnyLineSeparator(String end) {
    StreamCheck check = new StreamCheck("in");
    byte[] bytes = ("one" + end + "two" + end + "x").getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 1] = (byte) 0xFF;
    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(() -> check.add(bytes, bytes.length))
        .withMessage("in:3: not UTF-8 text");
  }

  @Test
  void aTruncatedCharacterAtTheEndIsNotText() {
    byte[] bytes = TEXT.substring(0, 2).getBytes(StandardCharsets.UTF_8);
    StreamCheck check = new StreamCheck("in");
    check.add(bytes, bytes.length - 1);
    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(check::end)
        .withMessage("in:1: not UTF-8 text");
  }

  @Test
  void endlessTextIsRefusedWithTheLimit() {
    StreamCheck check = new StreamCheck("--from -", 1 << 20);
    byte[] lines = "y\n".repeat(1 << 15).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 1 << 4; i++) {
      check.add(lines, lines.length);
    }
    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(() -> check.add(lines, 1))
        .withMessageStartingWith("--from -: more than 1 MiB; ");
  }

  private static void check(StreamCheck check, String text, int block) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i += block) {
      byte[] part = Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + block));
      check.add(part, part.length);
    }
    check.end();
  }
}
