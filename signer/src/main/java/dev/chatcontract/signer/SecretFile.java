package dev.chatcontract.signer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** A secret key in a file that only its owner may read. */
record SecretFile(Path path) implements SecretSource {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  @Override
  public byte[] read() {
    // Two more than allowed: room for a line break, and a sign that the file is longer.
    byte[] buffer = new byte[SigningKey.MAX_SECRET_BYTES + 2];
    try {
      checkPermissions();
      int length;
      try (InputStream in = Files.newInputStream(path)) {
        length = in.readNBytes(buffer, 0, buffer.length);
      }
      int end = withoutLineBreak(buffer, length);
      if (end == 0) {
        throw new SecretUnavailableException("the secret key file " + path + " is empty");
      }
      return Arrays.copyOf(buffer, end);
    } catch (IOException e) {
      throw new SecretUnavailableException(
          "cannot read the secret key file " + path + ": check path and owner", e);
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "file " + path;
  }

  private void checkPermissions() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> granted = view.readAttributes().permissions();
    if (!OWNER_ONLY.containsAll(granted)) {
      throw new SecretUnavailableException(
          "others than its owner may use the secret key file "
              + path
              + " ("
              + PosixFilePermissions.toString(granted)
              + "); run: chmod 600 "
              + path);
    }
  }

  private static int withoutLineBreak(byte[] buffer, int length) {
    int end = length;
    if (end > 0 && buffer[end - 1] == '\n') {
      end--;
      if (end > 0 && buffer[end - 1] == '\r') {
        end--;
      }
    }
    return end;
  }
}
