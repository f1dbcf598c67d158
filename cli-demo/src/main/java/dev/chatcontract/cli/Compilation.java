package dev.chatcontract.cli;

import dev.chatcontract.codegen.ClientFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Recompiles the generated sources that changed and those that name one of them. No class inlines a
 * constant of another, so all other classes stay valid.
 */
final class Compilation {
  private final Path sources;
  private final Path classes;

  Compilation(Path sources, Path classes) {
    this.sources = sources;
    this.classes = classes;
  }

  /**
   * Recompiles the classes; returns false if there is no compiler or it reports an error.
   *
   * @param different files that were added, changed or deleted, relative to the generator's output
   */
  boolean renew(Set<Path> different, List<Path> classPath) throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path file : different) {
      if (file.toString().endsWith(".java")) {
        names.add(file.getFileName().toString().replaceFirst("\\.java$", ""));
        deleteClasses(Path.of(ClientFiles.SOURCES).relativize(file));
      }
    }
    List<Path> stale = names.isEmpty() ? List.of() : naming(names);
    return stale.isEmpty() || compiles(stale, classPath);
  }

  private void deleteClasses(Path source) throws IOException {
    Path folder = classes.resolve(source.toString()).resolveSibling("");
    String name = source.getFileName().toString().replaceFirst("\\.java$", "");
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().matches(Pattern.quote(name) + "(\\$.*)?\\.class")) {
          Files.delete(file);
        }
      }
    }
  }

  /** Returns the sources that name one of these classes, including their own. */
  private List<Path> naming(Set<String> names) throws IOException {
    Pattern named =
        Pattern.compile(
            names.stream().map(Pattern::quote).collect(Collectors.joining("|", "\\b(", ")\\b")));
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        // A module is compiled as a whole; nothing that is recompiled here affects it.
        if (!file.endsWith("module-info.java") && named.matcher(Files.readString(file)).find()) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private boolean compiles(List<Path> files, List<Path> classPath) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      return false;
    }
    List<Path> path = new ArrayList<>(List.of(classes));
    path.addAll(classPath);
    // Next to module-info.class, javac would treat the sources as part of that module.
    Path compiled = Files.createTempDirectory(classes.resolveSibling(""), "renewed");
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      manager.setLocationFromPaths(StandardLocation.CLASS_PATH, path);
      List<String> options =
          List.of("-proc:none", "-parameters", "-g", "--release", "17", "-d", compiled.toString());
      return compiler
              .getTask(
                  null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
              .call()
          && moved(compiled);
    } finally {
      try (Stream<Path> paths = Files.walk(compiled)) {
        for (Path left : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(left);
        }
      }
    }
  }

  private boolean moved(Path compiled) throws IOException {
    try (Stream<Path> paths = Files.walk(compiled)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        Path place = classes.resolve(compiled.relativize(file).toString());
        Files.createDirectories(place.resolveSibling(""));
        Files.move(file, place, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return true;
  }
}
