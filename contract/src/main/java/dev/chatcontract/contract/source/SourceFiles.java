package dev.chatcontract.contract.source;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a contract by their path below its directory; each is read once. */
final class SourceFiles {
  private final @Nullable Path directory;
  private final String rootName;
  private final Problems problems;
  private final Map<String, Optional<Node>> read = new LinkedHashMap<>();

  private SourceFiles(@Nullable Path directory, String rootName, Problems problems) {
    this.directory = directory;
    this.rootName = rootName;
    this.problems = problems;
  }

  static SourceFiles around(Path openapi, Problems problems) {
    Path absolute = openapi.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    return new SourceFiles(
        parent == null ? absolute : parent, String.valueOf(absolute.getFileName()), problems);
  }

  static SourceFiles single(String text, String file, Problems problems) {
    SourceFiles files = new SourceFiles(null, file, problems);
    files.read.put(file, Optional.ofNullable(files.parse(file, text)));
    return files;
  }

  String rootName() {
    return rootName;
  }

  /** Returns the names of the files read so far. */
  List<String> names() {
    return new ArrayList<>(read.keySet());
  }

  /**
   * Returns the root value of a file; null if it is missing or unreadable, which becomes a problem
   * the first time.
   */
  @Nullable Node file(String name, Place from) {
    Optional<Node> known = read.get(name);
    if (known == null) {
      known = Optional.ofNullable(load(name, from));
      read.put(name, known);
    }
    return known.orElse(null);
  }

  private @Nullable Node load(String name, Place from) {
    if (directory == null) {
      problems.add(
          "ref-missing",
          from,
          "a bundle refers to the other file " + name,
          "bundle the contract again from its source");
      return null;
    }
    Path path;
    try {
      path = directory.resolve(name).normalize();
    } catch (InvalidPathException e) {
      problems.add(
          "ref-missing", from, "the reference is not a file name", "write a relative file name");
      return null;
    }
    if (!path.startsWith(directory)) {
      problems.add(
          "ref-outside",
          from,
          "the reference " + name + " leaves the contract's directory",
          "move the file below the directory of " + rootName);
      return null;
    }
    if (!Files.isRegularFile(path)) {
      String like = nearest(path);
      problems.add(
          "ref-missing",
          from,
          "the file " + name + " does not exist",
          like == null ? "create it or correct the reference" : "did you mean " + like + "?");
      return null;
    }
    try {
      return parse(name, Files.readString(path));
    } catch (CharacterCodingException e) {
      problems.add(
          "yaml", new Place(name, 1, 1, ""), "the file is not UTF-8 text", "save it as UTF-8");
      return null;
    } catch (IOException e) {
      problems.add(
          "yaml", new Place(name, 1, 1, ""), "the file cannot be read: " + e, "make it readable");
      return null;
    }
  }

  private @Nullable Node parse(String name, String text) {
    return text.stripLeading().startsWith("{")
        ? new JsonReader(name, problems).read(text)
        : new YamlReader(name, problems).read(text);
  }

  private @Nullable String nearest(Path missing) {
    Path parent = missing.getParent();
    Path root = directory;
    if (root == null || parent == null || !Files.isDirectory(parent)) {
      return null;
    }
    try (Stream<Path> siblings = Files.list(parent)) {
      return Spelling.nearest(
          root.relativize(missing).toString().replace('\\', '/'),
          siblings
              .filter(Files::isRegularFile)
              .map(sibling -> root.relativize(sibling).toString().replace('\\', '/'))
              .toList());
    } catch (IOException e) {
      return null;
    }
  }
}
