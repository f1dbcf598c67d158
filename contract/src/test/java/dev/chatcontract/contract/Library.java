package dev.chatcontract.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The contract of an invented library, for the tests. */
public final class Library {
  /** The paging of the list of books. */
  static final String PAGING =
      """
          cursor: After
          next-cursor: Next
          first: 0
          items: Books
          page-size: Limit
          total: Total
          stop: {when: next-equals, value: 0}
      """;

  private Library() {}

  /** Returns the root file of the source. */
  public static Path source() {
    try {
      return Path.of(
          Objects.requireNonNull(Library.class.getResource("/library/openapi.yaml")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the root file of the real contract, next to this module. */
  public static Path spec() {
    return Path.of("..", "spec", "openapi.yaml").toAbsolutePath().normalize();
  }

  /** Copies the contract and, next to it, the real schema of extensions; returns the root file. */
  public static Path copyTo(Path directory) {
    Path from = Objects.requireNonNull(source().getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path to = directory.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
      Files.copy(
          spec().resolveSibling("extensions.schema.json"),
          directory.resolve("extensions.schema.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return directory.resolve("openapi.yaml");
  }

  /** Replaces the first occurrence, which must exist; creates a missing file. */
  public static void edit(Path directory, String file, String from, String to) {
    Path path = directory.resolve(file);
    try {
      String text = Files.exists(path) ? Files.readString(path) : "";
      int at = text.indexOf(from);
      if (at < 0) {
        throw new IllegalArgumentException(file + " does not hold: " + from);
      }
      Files.writeString(path, text.substring(0, at) + to + text.substring(at + from.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the number of the first line with this text, counted from one. */
  public static int line(Path directory, String file, String text) {
    try {
      List<String> lines = Files.readAllLines(directory.resolve(file));
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).contains(text)) {
          return i + 1;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalArgumentException(file + " does not hold: " + text);
  }
}
