package dev.chatcontract.contract.tool;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a build read and wrote when it last succeeded. Contents are compared, not times: a checkout
 * or a copy changes times without changing anything else, and the reverse.
 */
final class BuildStamp {
  /** Directories below a contract that none of its files are in. */
  private static final Set<String> FOREIGN = Set.of("target", "node_modules");

  private final Path file;
  private final String inputs;
  private final List<Path> outputs;

  private BuildStamp(Path file, String inputs, List<Path> outputs) {
    this.file = file;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /**
   * Reads the inputs as they are now.
   *
   * @param contract the directory of the contract, all of whose files count
   */
  static BuildStamp of(Path file, Path contract, List<Path> outputs) {
    try {
      return new BuildStamp(
          file, "contract " + digest(contract) + "\ncode " + code() + "\n", outputs);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what is below " + contract, e);
    }
  }

  /** Returns whether the last build that succeeded had these inputs and outputs. */
  boolean isCurrent() {
    try {
      return Files.readString(file).equals(text());
    } catch (IOException e) {
      return false; // no stamp, an unreadable one, or an output is gone
    }
  }

  void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  /**
   * Writes the stamp; only after a build that had nothing to say, which a later one may leave out.
   */
  void write() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text());
  }

  private String text() throws IOException {
    StringBuilder text = new StringBuilder(inputs);
    for (Path output : outputs) {
      text.append(output.getFileName()).append(' ').append(digest(output)).append('\n');
    }
    return text.toString();
  }

  /**
   * Identifies this program: its own classes by their contents, libraries by path and size, since a
   * repository keeps each version of them in a path of its own.
   */
  private static String code() throws IOException {
    CodeSource source = BuildStamp.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IOException("nothing says where this program is");
    }
    MessageDigest digest = sha256();
    add(digest, Runtime.version().toString());
    add(digest, digest(path(source.getLocation())));
    for (Path library : libraries()) {
      add(digest, library + " " + (Files.isRegularFile(library) ? Files.size(library) : 0));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> libraries() throws IOException {
    if (BuildStamp.class.getClassLoader() instanceof URLClassLoader loader) {
      URL[] urls = loader.getURLs();
      Path[] paths = new Path[urls.length];
      for (int i = 0; i < urls.length; i++) {
        paths[i] = path(urls[i]);
      }
      return List.of(paths);
    }
    String[] paths = System.getProperty("java.class.path", "").split(File.pathSeparator, -1);
    return Arrays.stream(paths).map(Path::of).toList();
  }

  private static Path path(URL url) throws IOException {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IOException("not the place of a file: " + url, e);
    }
  }

  /** Returns the digest of a file, or of the names and contents of all files in a directory. */
  private static String digest(Path root) throws IOException {
    if (!Files.exists(root)) {
      throw new NoSuchFileException(root.toString());
    }
    Map<String, byte[]> files = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            String name = String.valueOf(path.getFileName());
            return !path.equals(root) && (FOREIGN.contains(name) || name.startsWith("."))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            files.put(root.relativize(path).toString(), sha256().digest(Files.readAllBytes(path)));
            return FileVisitResult.CONTINUE;
          }
        });
    MessageDigest digest = sha256();
    files.forEach(
        (name, content) -> {
          add(digest, name);
          digest.update(content);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0); // so that two texts never look like one
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java run-time has SHA-256", e);
    }
  }
}
