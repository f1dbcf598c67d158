package dev.chatcontract.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Maven builds the run-time after this module, so its sources are compiled here, once per JVM for
 * all generated projects.
 */
final class CompiledRuntime {
  private static final Path SOURCES = Path.of("../runtime/src/main/java");

  static final Path CLASSES = compile();

  private CompiledRuntime() {}

  private static Path compile() {
    try (Stream<Path> paths = Files.walk(SOURCES)) {
      Path classes = Files.createTempDirectory(Path.of("target"), "runtime");
      // If its module descriptor were present, javac would treat the generated code as part of that
      // module.
      List<Path> units =
          paths
              .filter(path -> path.toString().endsWith(".java"))
              .filter(path -> !path.endsWith("module-info.java"))
              .toList();
      GeneratedProject.javac(units, classes, List.of("-nowarn"), List.of());
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
