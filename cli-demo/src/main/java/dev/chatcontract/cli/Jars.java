package dev.chatcontract.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The jars next to {@code chatctl.jar}. */
final class Jars {
  private Jars() {}

  /** Returns all jars except the one with that prefix. */
  static List<Path> in(Path directory, String without) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .filter(file -> !file.getFileName().toString().startsWith(without))
          .sorted()
          .toList();
    }
  }

  /**
   * Replaces the content of the jar with that prefix by a directory; the manifest stays. Running
   * programs keep the jar that they opened.
   */
  static void pack(Path classes, Path directory, String name) throws IOException {
    Path jar;
    try (Stream<Path> files = Files.list(directory)) {
      jar =
          files
              .filter(file -> file.getFileName().toString().matches(name + "\\d.*\\.jar"))
              .findFirst()
              .orElseThrow(() -> new IOException("no " + name + "*.jar in " + directory));
    }
    Manifest manifest;
    try (JarFile before = new JarFile(jar.toFile())) {
      manifest = before.getManifest();
    }
    Path renewed = Files.createTempFile(directory, name, ".new");
    try (OutputStream out = Files.newOutputStream(renewed);
        JarOutputStream entries = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      entries.setLevel(1);
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String entry = classes.relativize(file).toString().replace('\\', '/');
        if (!entry.equals(JarFile.MANIFEST_NAME)) {
          entries.putNextEntry(new ZipEntry(entry));
          Files.copy(file, entries);
          entries.closeEntry();
        }
      }
    }
    Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
