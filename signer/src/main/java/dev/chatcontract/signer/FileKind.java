package dev.chatcontract.signer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The kind of file at a path, as far as reading from it is concerned. */
enum FileKind {
  REGULAR,
  PIPE,
  OTHER;

  /** The bits of a Unix mode that contain the kind, and their value for a pipe. */
  private static final int KIND_MASK = 0170000;

  private static final int PIPE_KIND = 0010000;

  static FileKind of(Path path) throws IOException {
    if (Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
      return REGULAR;
    }
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
            && Files.getAttribute(path, "unix:mode") instanceof Integer mode
            && (mode & KIND_MASK) == PIPE_KIND
        ? PIPE
        : OTHER;
  }
}
