package dev.chatcontract.cli.settings;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A file that only its owner can read; it is written as a whole or not at all. */
public final class PrivateFile {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFile() {}

  /**
   * Returns the permissions of a file if users other than its owner have any. A link is followed; a
   * file system without such permissions is accepted.
   */
  static Optional<String> permissionsOfOthers(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return Optional.empty();
    }
    Set<PosixFilePermission> granted = view.readAttributes().permissions();
    return OWNER.containsAll(granted)
        ? Optional.empty()
        : Optional.of(PosixFilePermissions.toString(granted));
  }

  /**
   * Replaces the content; a symbolic link is followed. Missing directories are also created for the
   * owner only.
   */
  public static void write(Path file, String text) throws IOException {
    Path target = target(file.toAbsolutePath());
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new FileAlreadyExistsException(target.toString(), null, "is not a regular file");
    }
    Path directory = target.getParent();
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(directory, attributes(posix, "rwx------"));
    Path draft = Files.createTempFile(directory, ".config", ".new", attributes(posix, "rw-------"));
    try {
      try (OutputStream out = Files.newOutputStream(draft)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static Path target(Path file) throws IOException {
    if (!Files.isSymbolicLink(file)) {
      return file;
    }
    try {
      return file.toRealPath();
    } catch (NoSuchFileException e) {
      return file.resolveSibling(Files.readSymbolicLink(file));
    }
  }

  private static FileAttribute<?>[] attributes(boolean posix, String permissions) {
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)}
        : new FileAttribute<?>[] {};
  }
}
