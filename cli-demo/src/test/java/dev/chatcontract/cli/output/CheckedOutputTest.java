package dev.chatcontract.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Standard output that cannot be written, as the system reports it in the user's language. */
final class CheckedOutputTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "pipe, Broken pipe, 141",
    "pipe, 断开的管道, 141",
    "pipe, Datenübergabe unterbrochen (broken pipe), 141",
    "unknown, Broken pipe, 141",
    "file, No space left on device, 74",
    "file, 设备上没有空间, 74",
  })
  void aReaderThatIsGoneIsRecognizedInAnyLanguage(String kind, String message, int exitCode)
      throws Exception {
    Path place = directory.resolve("place");
    if (kind.equals("pipe")) {
      assertThat(new ProcessBuilder("mkfifo", place.toString()).start().waitFor()).isZero();
    } else if (kind.equals("file")) {
      Files.createFile(place);
    }
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException(message);
          }
        };
    CheckedOutput out = new CheckedOutput(failing, place);
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> out.write('x'))
        .matches(failure -> failure.exitCode() == exitCode);
    out.write('x'); // reported once
  }
}
