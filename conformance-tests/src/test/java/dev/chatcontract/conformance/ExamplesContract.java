package dev.chatcontract.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The contract plus the operations of {@code docs/examples-contract}, added as its script adds
 * them.
 */
public final class ExamplesContract {
  private static final Path SPEC = Path.of("..", "spec");
  private static final Path EXAMPLES = Path.of("..", "docs", "examples-contract");
  private static final List<String> BESIDE =
      List.of(
          "ERRATA.md",
          "extensions.schema.json",
          "usersig-vectors.json",
          "usersig-vectors.schema.json");
  private static final List<String> PARTS =
      List.of("operations", "schemas", "samples", "errors", "parameters");

  private ExamplesContract() {}

  /** Writes it to a directory and returns its root file. */
  public static Path copyTo(Path directory) {
    try {
      Path root = directory.resolve("openapi.yaml");
      Files.copy(SPEC.resolve("openapi.yaml"), root);
      for (String beside : BESIDE) {
        Files.copy(SPEC.resolve(beside), directory.resolve(beside));
      }
      for (String part : PARTS) {
        copy(SPEC.resolve(part), directory.resolve(part));
        copy(EXAMPLES.resolve(part), directory.resolve(part));
      }
      String text = Files.readString(root);
      try (Stream<Path> lists = Files.list(EXAMPLES.resolve("lists"))) {
        for (Path list : lists.sorted().toList()) {
          text = added(text, list.getFileName().toString().replace(".yaml", ""), list);
        }
      }
      Files.writeString(root, text);
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends to the named list, since collections refer to those before them. */
  private static String added(String text, String key, Path list) throws IOException {
    String added = Files.readString(list);
    if (text.contains(added)) {
      return text; // A copy of the checkout may already have them in its contract.
    }
    Matcher there = Pattern.compile("(?m)^" + key + ":\\n(?:(?:[ #].*)?\\n)*").matcher(text);
    if (!there.find()) {
      throw new IllegalStateException("nothing to add " + list + " to");
    }
    return text.substring(0, there.end()) + added + text.substring(there.end());
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
