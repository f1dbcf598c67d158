package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {
  @TempDir private Path directory;

  @Test
  void aFileIsRegularAlsoThroughALink() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(FileKind.of(file)).isEqualTo(FileKind.REGULAR);
    assertThat(FileKind.of(Files.createSymbolicLink(directory.resolve("link"), file)))
        .isEqualTo(FileKind.REGULAR);
  }

  @Test
  void aPipeIsAPipeAlsoThroughALink() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(FileKind.of(pipe)).isEqualTo(FileKind.PIPE);
    assertThat(FileKind.of(Files.createSymbolicLink(directory.resolve("link"), pipe)))
        .isEqualTo(FileKind.PIPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/dev/null", "/dev/zero"})
  void directoriesAndDevicesAreNeither(Path other) throws IOException {
    assertThat(FileKind.of(other)).isEqualTo(FileKind.OTHER);
  }

  @Test
  void aFileSystemWithoutUnixModesHasNoPipes() throws IOException {
    try (FileSystem zip =
        FileSystems.newFileSystem(directory.resolve("a.zip"), Map.of("create", "true"))) {
      assertThat(FileKind.of(Files.createFile(zip.getPath("/file")))).isEqualTo(FileKind.REGULAR);
      assertThat(FileKind.of(zip.getPath("/"))).isEqualTo(FileKind.OTHER);
    }
  }

  @Test
  void aMissingFileIsReported() {
    Path missing = directory.resolve("none");

    assertThatThrownBy(() -> FileKind.of(missing)).isInstanceOf(NoSuchFileException.class);
  }
}
