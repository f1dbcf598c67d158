package dev.chatcontract.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The run-time is a sibling that Maven builds later: its sources are compiled, once for all
 * generated projects of a JVM.
 */
final class CompiledRuntime {
  private static final Path SOURCES = Path.of("../runtime/src/main/java");

  static final Path CLASSES = compile();

  private CompiledRuntime() {}

  private static Path compile() {
    try (Stream<Path> paths = Files.walk(SOURCES)) {
      Path classes = Files.createTempDirectory(Path.of("target"), "runtime");
      // With its descriptor javac would take the generated code for part of that module.
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
