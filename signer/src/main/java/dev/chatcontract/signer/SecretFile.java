package dev.chatcontract.signer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A secret key in a file or pipe that only its owner may use; symbolic links are followed. */
record SecretFile(Path path, Duration patience) implements SecretSource {
  /** How long to wait for the writer of a pipe. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Leaves room for a byte order mark and white space; a longer file is rejected as a key. */
  private static final int MAX_FILE_BYTES = SigningKey.MAX_SECRET_BYTES + 64;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  SecretFile(Path path) {
    this(path, PATIENCE);
  }

  @Override
  public byte[] read() {
    try {
      boolean pipe = checkKind();
      checkPermissions();
      return pipe ? fromPipe() : content();
    } catch (IOException e) {
      throw new SecretUnavailableException("cannot read " + named() + ": check path and owner", e);
    }
  }

  @Override
  public String toString() {
    return "file " + path;
  }

  private String named() {
    return "the secret key file " + path;
  }

  private byte[] content() throws IOException {
    byte[] buffer = new byte[MAX_FILE_BYTES];
    try (InputStream in = Files.newInputStream(path)) {
      int length = in.readNBytes(buffer, 0, buffer.length);
      return SecretText.key(buffer, length, named());
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
  }

  private byte[] fromPipe() throws IOException {
    // A pipe that replaces another at the same path has another key.
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    try {
      return SecretPipe.read(key != null ? key : path, this::content, patience);
    } catch (TimeoutException e) {
      throw new SecretUnavailableException(
          named() + " is a pipe that nobody wrote to within " + patience.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SecretUnavailableException(
          "interrupted while " + named() + " was awaited, which is a pipe", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SecretUnavailableException unavailable) {
        throw unavailable;
      }
      throw new IOException(e.getCause());
    }
  }

  /** Returns whether it is a pipe; rejects devices and directories. */
  private boolean checkKind() throws IOException {
    if (Files.isDirectory(path)) {
      throw new SecretUnavailableException(named() + " is a directory");
    }
    FileKind kind = FileKind.of(path);
    if (kind == FileKind.OTHER) {
      throw new SecretUnavailableException(
          named() + " is a device or socket; a file or a pipe is expected");
    }
    return kind == FileKind.PIPE;
  }

  private void checkPermissions() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> granted = view.readAttributes().permissions();
    if (!OWNER_ONLY.containsAll(granted)) {
      throw new SecretUnavailableException(
          "users other than its owner may use the secret key file "
              + path
              + " ("
              + PosixFilePermissions.toString(granted)
              + "); run: chmod 600 "
              + path);
    }
  }
}
