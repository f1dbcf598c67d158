package dev.chatcontract.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The part of this class path from which a program loads classes, as an application with this one
 * client would have it: to find a class, a JVM opens each jar before the right one. Folders become
 * jars, since class data can only be shared from jars.
 *
 * @param classPath for the command line
 * @param classes how many classes were loaded, the JDK's and hidden ones included
 */
record NeededJars(String classPath, int classes) {
  private static final Pattern LOADED = Pattern.compile(" source: (.+)");

  /** Runs a main class once to see what it loads. */
  static NeededJars of(Path folder, Class<?> main, List<String> flags, String... args)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "classes", ".log");
    List<String> logging = new ArrayList<>(flags);
    logging.add("-Xlog:class+load:file=" + log);
    Forked.lines(main, logging, Forked.ownClassPath(), args);
    Set<Path> places = new HashSet<>();
    int classes = 0;
    for (String line : Files.readAllLines(log)) {
      Matcher loaded = LOADED.matcher(line);
      if (loaded.find()) {
        classes++;
        String source = loaded.group(1).replaceFirst("^jar:", "");
        if (source.startsWith("file:")) {
          places.add(Path.of(URI.create(source)).toAbsolutePath());
        }
      }
    }
    List<String> classPath = new ArrayList<>();
    for (String entry : Forked.ownClassPath().split(File.pathSeparator, -1)) {
      Path place = Path.of(entry).toAbsolutePath();
      if (places.contains(place)) {
        classPath.add(Files.isDirectory(place) ? jar(folder, place).toString() : entry);
      }
    }
    return new NeededJars(String.join(File.pathSeparator, classPath), classes);
  }

  /** Returns this class path with its folders as jars. */
  static String all(Path folder) throws IOException {
    List<String> classPath = new ArrayList<>();
    for (String entry : Forked.ownClassPath().split(File.pathSeparator, -1)) {
      Path place = Path.of(entry).toAbsolutePath();
      classPath.add(Files.isDirectory(place) ? jar(folder, place).toString() : entry);
    }
    return String.join(File.pathSeparator, classPath);
  }

  private static Path jar(Path folder, Path classes) throws IOException {
    Path jar = folder.resolve(Integer.toHexString(classes.toString().hashCode()) + ".jar");
    if (!Files.exists(jar)) {
      pack(classes, jar);
    }
    return jar;
  }

  static void pack(Path classes, Path jar) throws IOException {
    try (Stream<Path> all = Files.walk(classes);
        OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile).sorted()::iterator) {
        out.putNextEntry(
            new ZipEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
        Files.copy(path, out);
        out.closeEntry();
      }
    }
  }
}
