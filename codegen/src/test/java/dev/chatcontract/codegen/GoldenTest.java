package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The output of the templates for the miniature contract, so that a change to a template shows as a
 * diff.
 */
final class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Map<String, String> PACKAGES =
      Map.of("apiPackage", "example.library", "modelPackage", "example.library.model");

  @TempDir Path directory;

  @Test
  void theOutputIsTheGoldenCopyAndASecondRunGivesTheSameBytes() throws IOException {
    Path spec = GeneratedProject.LIBRARY.resolve("openapi.yaml");
    Map<String, String> first =
        GeneratedProject.generate(spec, directory.resolve("a"), PACKAGES).files();
    Map<String, String> second =
        GeneratedProject.generate(spec, directory.resolve("b"), PACKAGES).files();
    assertThat(second).isEqualTo(first);
    if (Boolean.getBoolean("golden.update")) {
      update(first);
    }
    assertThat(golden().keySet())
        .as("files; -Dgolden.update=true refreshes the copy")
        .isEqualTo(first.keySet());
    first.forEach(
        (name, text) ->
            assertThat(text)
                .as("%s; -Dgolden.update=true refreshes the copy", name)
                .isEqualTo(read(GOLDEN.resolve(name + ".txt"))));
  }

  @Test
  void noDirectiveOfATemplateIsLeftInTheOutput() throws IOException {
    Path spec = GeneratedProject.LIBRARY.resolve("openapi.yaml");
    GeneratedProject.generate(spec, directory, PACKAGES)
        .files()
        .forEach(
            (name, text) ->
                assertThat(text)
                    .as(name)
                    .doesNotContain("#foreach", "#if(", "#end", "#set", "#parse", "#doc")
                    .doesNotContain("$op.", "$unit", "$f.", "${", "$!"));
  }

  @Test
  void theGoldenCopyCompiles() throws IOException {
    Path spec = GeneratedProject.LIBRARY.resolve("openapi.yaml");
    GeneratedProject.generate(spec, directory, PACKAGES).compile().close();
  }

  private static Map<String, String> golden() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(GOLDEN)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = GOLDEN.relativize(path).toString().replace('\\', '/');
        files.put(name.replaceFirst("\\.txt$", ""), Files.readString(path));
      }
    }
    return files;
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new AssertionError("no golden copy at " + path, e);
    }
  }

  private static void update(Map<String, String> files) throws IOException {
    if (Files.exists(GOLDEN)) {
      try (Stream<Path> paths = Files.walk(GOLDEN)) {
        for (Path path : paths.filter(Files::isRegularFile).toList()) {
          Files.delete(path);
        }
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = GOLDEN.resolve(file.getKey() + ".txt");
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}
