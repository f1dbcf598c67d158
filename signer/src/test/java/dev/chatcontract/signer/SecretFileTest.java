package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule for files that hold a secret key, the same for every reader. */
@Timeout(30)
class SecretFileTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key",
        "key\n",
        "key\r\n",
        "key\n\n",
        "  key\t \n",
        "\ufeffkey\r\n",
        "\ufeff\n key"
      })
  void aByteOrderMarkAndWhiteSpaceAroundTheKeyAreIgnored(String content) throws IOException {
    assertThat(SecretSource.file(file(content.getBytes(StandardCharsets.UTF_8))).read())
        .isEqualTo("key".getBytes(StandardCharsets.UTF_8));
    assertThat(SecretSource.environment("KEY", name -> content).read())
        .isEqualTo("key".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whiteSpaceInsideTheKeyIsRefused() throws IOException {
    SecretSource source = SecretSource.file(file("ke y\n".getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> SigningKey.from(source))
        .hasMessage(
            "the secret key contains white space or a control character at byte 2; remove it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\ufeff", "\ufeff \n\t"})
  void aFileWithoutAKeyIsEmpty(String content) throws IOException {
    Path file = file(content.getBytes(StandardCharsets.UTF_8));

    refused(file, "the secret key file " + file + " is empty");
  }

  @Test
  void utf16IsReportedAsSuch() throws IOException {
    Path little = file("\ufeffkey".getBytes(StandardCharsets.UTF_16LE));
    Path big = file("\ufeffkey".getBytes(StandardCharsets.UTF_16BE));

    refused(little, "the secret key file " + little + " is UTF-16; save it as UTF-8");
    refused(big, "the secret key file " + big + " is UTF-16; save it as UTF-8");
  }

  @Test
  void aDirectoryIsReportedAsSuch() {
    refused(directory, "the secret key file " + directory + " is a directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/null", "/dev/urandom"})
  void aDeviceIsNotRead(String device) {
    refused(
        Path.of(device),
        "the secret key file " + device + " is a device or socket; a file or a pipe is expected");
  }

  @Test
  void aLongFileIsReadNoFurtherThanTheLongestKey() throws IOException {
    Path file = file("k".repeat(5_000_000).getBytes(StandardCharsets.UTF_8));

    assertThat(SecretSource.file(file).read()).hasSizeLessThan(5_000);
    assertThatThrownBy(() -> SigningKey.from(SecretSource.file(file)))
        .hasMessageContaining("more than 4096; is this the right file?");
  }

  @Test
  void aSymbolicLinkIsFollowedAndItsTargetChecked() throws IOException {
    Path target = file("key\n".getBytes(StandardCharsets.UTF_8));
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);
    assertThat(SecretSource.file(link).read()).isEqualTo("key".getBytes(StandardCharsets.UTF_8));

    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
    refused(
        link,
        "users other than its owner may use the secret key file "
            + link
            + " (rw-r--r--); run: chmod 600 "
            + link);

    Files.delete(target);
    refused(link, "cannot read the secret key file " + link + ": check path and owner");
  }

  @Test
  void aPipeIsReadOnce() throws Exception {
    Path pipe = pipe();
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.writeString(pipe, "key\n");
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    writer.start();

    assertThat(SecretSource.file(pipe).read()).isEqualTo("key".getBytes(StandardCharsets.UTF_8));
    writer.join();
  }

  @Test
  void readingAPipeWithoutAWriterTimesOut() throws Exception {
    Path pipe = pipe();

    assertThatThrownBy(new SecretFile(pipe, Duration.ofMillis(50))::read)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage("the secret key file %s is a pipe that nobody wrote to within 0 s", pipe);
  }

  @Test
  void anInterruptWhileReadingAPipeIsReported() throws Exception {
    Path pipe = pipe();
    Thread.currentThread().interrupt();

    assertThatThrownBy(SecretSource.file(pipe)::read)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageStartingWith("interrupted while the secret key file " + pipe);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void refused(Path file, String message) {
    assertThatThrownBy(SecretSource.file(file)::read)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage(message);
  }

  private Path file(byte[] content) throws IOException {
    Path file = Files.createTempFile(directory, "secret", ".key");
    Files.write(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Path pipe() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", "-m", "600", pipe.toString()).start().waitFor())
        .isZero();
    return pipe;
  }
}
