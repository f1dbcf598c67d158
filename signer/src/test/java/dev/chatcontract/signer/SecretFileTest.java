package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
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
        "\ufeff\n key",
        "\u000bkey\f"
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
  @ValueSource(strings = {"k", "ke", "\u000e", "\b"})
  void shortKeysAndOtherControlCharactersAreLeftAlone(String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);

    assertThat(SecretSource.file(file(bytes)).read()).isEqualTo(bytes);
    assertThat(SecretSource.environment("KEY", name -> content).read()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n\t", "\ufeff", "\ufeff "})
  void aVariableWithoutAKeyIsEmpty(String content) {
    assertThatThrownBy(SecretSource.environment("KEY", name -> content)::read)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage("environment variable KEY is empty");
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
    Path nothing = file("\ufeff".getBytes(StandardCharsets.UTF_16BE));

    refused(little, "the secret key file " + little + " is UTF-16; save it as UTF-8");
    refused(big, "the secret key file " + big + " is UTF-16; save it as UTF-8");
    refused(nothing, "the secret key file " + nothing + " is UTF-16; save it as UTF-8");
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
  void permissionsAreNotCheckedWhereThereAreNone() throws IOException {
    try (FileSystem zip =
        FileSystems.newFileSystem(directory.resolve("a.zip"), Map.of("create", "true"))) {
      Path file = Files.writeString(zip.getPath("/key"), "key\n");

      assertThat(SecretSource.file(file).read()).isEqualTo("key".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aPipeIsReadOnce() throws Exception {
    Path pipe = pipe();
    Thread writer = writer(pipe, "key\n");

    assertThat(SecretSource.file(pipe).read()).isEqualTo("key".getBytes(StandardCharsets.UTF_8));
    writer.join();
  }

  @Test
  void aPipeWithoutAKeyIsEmpty() throws Exception {
    Path pipe = pipe();
    Thread writer = writer(pipe, "\n");

    refused(pipe, "the secret key file " + pipe + " is empty");
    writer.join();
  }

  @Test
  void aPipeThatOthersMayReadIsRefusedUnread() throws Exception {
    Path pipe = pipe();
    Files.setPosixFilePermissions(pipe, PosixFilePermissions.fromString("rw-r--r--"));

    refused(
        pipe,
        "users other than its owner may use the secret key file "
            + pipe
            + " (rw-r--r--); run: chmod 600 "
            + pipe);
  }

  @Test
  void readingAPipeWithoutAWriterTimesOut() throws Exception {
    Path pipe = pipe();

    assertThatThrownBy(new SecretFile(pipe, Duration.ofMillis(50))::read)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage("the secret key file %s is a pipe that nobody wrote to within 0 s", pipe);
  }

  @Test
  void oneThreadWaitsForAWriterHoweverOftenThePipeIsRead() throws Exception {
    Path pipe = pipe();
    int before = pipeReaders();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(new SecretFile(pipe, Duration.ofMillis(1))::read)
          .isInstanceOf(SecretUnavailableException.class);
    }
    assertThat(pipeReaders()).isEqualTo(before + 1);

    Thread writer = writer(pipe, "key\n");
    writer.join();
    byte[] key = SecretSource.file(pipe).read();
    assertThat(key).as("for the next one").isEqualTo("key".getBytes(StandardCharsets.UTF_8));
    Thread another = writer(pipe, "new\n");
    assertThat(SecretSource.file(pipe).read()).isEqualTo("new".getBytes(StandardCharsets.UTF_8));
    another.join();
  }

  @Test
  void aPipeThatReplacesAnotherIsRead() throws Exception {
    Path pipe = pipe();
    assertThatThrownBy(new SecretFile(pipe, Duration.ofMillis(1))::read)
        .isInstanceOf(SecretUnavailableException.class);
    Files.delete(pipe);
    Thread writer = writer(pipe(), "key");

    assertThat(SecretSource.file(pipe).read()).isEqualTo("key".getBytes(StandardCharsets.UTF_8));
    writer.join();
  }

  private static int pipeReaders() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("chat-contract-secret-pipe"))
            .count();
  }

  @Test
  void aThreadThatStillWaitsForAWriterLetsTheProgramEnd() throws Exception {
    SecretFile source = new SecretFile(pipe(), Duration.ofMillis(50));
    FutureTask<Throwable> reading = new FutureTask<>(() -> catchThrowable(source::read));
    Thread ordinary = new Thread(reading);
    ordinary.setDaemon(false); // a new thread is a daemon if its creator is
    ordinary.start();

    assertThat(reading.get()).isInstanceOf(SecretUnavailableException.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("chat-contract-secret-pipe"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }

  @Test
  void anInterruptedThreadReadsAFileAndStaysInterrupted() throws IOException {
    SecretSource source = SecretSource.file(file("key".getBytes(StandardCharsets.UTF_8)));
    Thread.currentThread().interrupt();

    assertThat(source.read()).isEqualTo("key".getBytes(StandardCharsets.UTF_8));
    assertThat(Thread.interrupted()).isTrue();
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

  private static Thread writer(Path pipe, String content) {
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.writeString(pipe, content);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    writer.start();
    return writer;
  }

  private Path pipe() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", "-m", "600", pipe.toString()).start().waitFor())
        .isZero();
    return pipe;
  }
}
