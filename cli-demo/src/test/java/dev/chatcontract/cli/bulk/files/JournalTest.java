package dev.chatcontract.cli.bulk.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state of a journal after kills, and with many lines. */
class JournalTest {
  private static final JournalHeader HEADER = new JournalHeader("import_group here", "none");

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("journal");
  }

  private Journal open() {
    return Journal.open(file(), HEADER, new LineKeys());
  }

  @Test
  void aTruncatedFileIsAJournalOfItsCompleteRecords() throws IOException {
    LineKey one = LineKey.of("one");
    try (Journal journal = open()) {
      journal.sending(one, true);
      journal.answered(one, "{\"GroupId\":\"\u00e4\"}");
    }
    byte[] whole = Files.readAllBytes(file());
    String text = new String(whole, StandardCharsets.UTF_8);
    int sent = text.indexOf("\nD ") + 1;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      try (Journal journal = open()) {
        Journal.State expected =
            length == whole.length
                ? Journal.State.ANSWERED
                : length >= sent ? Journal.State.SENT : Journal.State.NEW;
        assertThat(journal.state(one)).as("cut to %d bytes", length).isEqualTo(expected);
        journal.failed(LineKey.of("two"));
      }
      // What is written after a truncated record is a separate record.
      try (Journal journal = open()) {
        assertThat(journal.state(LineKey.of("two"))).isEqualTo(Journal.State.FAILED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fa", "bn", "ar-EG-u-nu-arab"})
  void aJournalIsReadInAnyLocale(String written) {
    LineKey one = LineKey.of("one");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(written));
      try (Journal journal = open()) {
        journal.sending(one, true);
      }
      Locale.setDefault(Locale.ENGLISH);
      try (Journal journal = open()) {
        assertThat(journal.state(one)).isEqualTo(Journal.State.SENT);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void manyLinesKeepTheirStatesAndAnswers() {
    int count = 20_000;
    try (Journal journal = open()) {
      for (int i = 0; i < count; i++) {
        journal.sending(LineKey.of("line " + i), false);
        if (i % 2 == 0) {
          journal.answered(
              LineKey.of("line " + i), "{\"n\":" + i + "," + " ".repeat(i % 300) + "}");
        }
      }
    }
    try (Journal journal = open()) {
      for (int i = count - 1; i >= 0; i -= 7) {
        LineKey key = LineKey.of("line " + i);
        assertThat(journal.state(key))
            .isEqualTo(i % 2 == 0 ? Journal.State.ANSWERED : Journal.State.SENT);
        if (i % 2 == 0) {
          assertThat(journal.answer(key)).startsWith("{\"n\":" + i + ",").endsWith("}");
        }
      }
      assertThat(journal.state(LineKey.of("another"))).isEqualTo(Journal.State.NEW);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X 00", "S 0123", "S 0123456789abcdef0123456789abcdeg", "\u0000"})
  void aLineThatIsNotARecordIsRefused(String line) throws IOException {
    open().close();
    Files.writeString(file(), Files.readString(file()) + line + "\n");
    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(this::open)
        .withMessageContaining("journal:3: not a line of a journal");
  }

  @Test
  void aRepeatedLineIsTwoLinesEachTimeItIsRead() {
    LineKeys keys = new LineKeys();
    Input.Line same = new Input.Line(1, "same", "line 1");
    LineKey first = keys.next(same);
    LineKey second = keys.next(same);
    assertThat(first).isNotEqualTo(second);
    keys.again();
    assertThat(keys.next(same)).isEqualTo(first);
    assertThat(keys.next(same)).isEqualTo(second);
    // The file was edited after its lines were checked.
    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(() -> keys.next(same))
        .withMessage("line 1: was not there when the lines were checked; leave the file alone");
    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(() -> keys.next(new Input.Line(3, "new", "line 3")));
  }

  @Test
  void aStreamIsReadTwiceThroughACopyWithoutAName() throws IOException {
    byte[] text = "one\r\ntwo\rthree".getBytes(StandardCharsets.UTF_8);
    try (Input input = Input.stream(new ByteArrayInputStream(text), "-", directory)) {
      for (int reading = 0; reading < 2; reading++) {
        TextLines lines = TextLines.of(input);
        for (String expected : new String[] {"one", "two", "three"}) {
          assertThat(lines.next()).extracting(Input.Line::text).isEqualTo(expected);
        }
        assertThat(lines.next()).isNull();
      }
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void anEndlessLineIsRefused() {
    byte[] zeros = new byte[Input.LONGEST_LINE + (1 << 17)];
    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(() -> Input.stream(new ByteArrayInputStream(zeros), "-", directory))
        .withMessageContaining("a line is longer than 16 MiB");
  }
}
