package dev.chatcontract.cli;

import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.client.ChatClient;
import dev.chatcontract.codegen.ClientFiles;
import dev.chatcontract.contract.bundle.ContractBundle;
import dev.chatcontract.contract.lint.ContractLint;
import dev.chatcontract.contract.lint.Finding;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.schema.Severity;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.ContractException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Regenerates client and bundle in a checkout where only the contract was edited since the last
 * successful build. It generates and compiles only what changed. The launcher runs it instead of
 * Maven.
 */
final class Renewal {
  /** The exit code that requests a Maven build, because more changed than this class can renew. */
  static final int MAVEN = 3;

  /**
   * Files that modules above the client are compiled against; lines may be added but not removed.
   */
  private static final Set<String> SHARED =
      Set.of(
          "ChatClient.java",
          "Region.java",
          "SignatureParameters.java",
          "module-info.java",
          ClientFiles.SERVICE);

  /** The parts of the source that the jar contains; same as the resources in spec/pom.xml. */
  private static final Set<String> SOURCES =
      Set.of(
          "openapi.yaml",
          "operations",
          "parameters",
          "schemas",
          "samples",
          "errors",
          "extensions.schema.json",
          "ERRATA.md");

  private static final String API = ChatClient.class.getPackageName();

  private final Path contract;
  private final Path generated;
  private final Path classes;
  private final Path bundle;
  private final Path target;

  private Renewal(Path root) {
    contract = root.resolve("spec/openapi.yaml");
    generated = root.resolve("client-generated/target/generated-sources/openapi");
    classes = root.resolve("client-generated/target/classes");
    bundle = root.resolve("spec/target/classes/dev/chatcontract/spec");
    target = root.resolve("cli-demo/target");
  }

  /** Renews the checkout given as the argument. Prints what is wrong or what was done. */
  public static void main(String[] args) throws IOException {
    System.exit(run(Path.of(args[0]), System.out));
  }

  static int run(Path root, PrintStream out) throws IOException {
    return new Renewal(root).run(out);
  }

  private int run(PrintStream out) throws IOException {
    List<Finding> findings = ContractLint.lint(contract);
    if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
      findings.forEach(out::println);
      return ExitCode.FINDING;
    }
    Map<Path, String> wanted;
    ContractDocument document = ContractDocument.load(contract);
    try {
      wanted = ClientFiles.of(ContractReader.of(document), API, API + ".model", API);
    } catch (ContractException e) {
      return MAVEN; // Maven reports it in the generator's words
    }
    Map<Path, String> changed = new TreeMap<>(wanted);
    changed.entrySet().removeIf(file -> file.getValue().equals(text(file.getKey())));
    Set<Path> gone = new TreeSet<>(written());
    gone.removeAll(wanted.keySet());
    if (!Files.isDirectory(classes) || !Files.isDirectory(bundle) || changesShared(changed, gone)) {
      return MAVEN;
    }
    // If this run is interrupted from here on, the next build must be complete.
    Files.deleteIfExists(target.resolve("chatctl.stamp"));
    for (Map.Entry<Path, String> file : changed.entrySet()) {
      Path path = generated.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling(""));
      Files.writeString(path, file.getValue());
    }
    for (Path file : gone) {
      Files.delete(generated.resolve(file));
    }
    Set<Path> different = new HashSet<>(changed.keySet());
    different.addAll(gone);
    Compilation compilation = new Compilation(generated.resolve(ClientFiles.SOURCES), classes);
    if (!compilation.renew(different, Jars.in(target.resolve("lib"), "chat-contract-client-"))) {
      return MAVEN;
    }
    ContractBundle.of(document).write(bundle);
    copySources();
    Jars.pack(classes, target.resolve("lib"), "chat-contract-client-");
    Jars.pack(bundle.resolve("../../..").normalize(), target.resolve("lib"), "chat-contract-spec-");
    out.println(
        "renewed: " + changed.size() + " files of " + wanted.size() + ", " + gone.size() + " gone");
    return ExitCode.OK;
  }

  private @Nullable String text(Path file) {
    try {
      Path path = generated.resolve(file);
      return Files.exists(path) ? Files.readString(path) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<Path> written() throws IOException {
    Set<Path> files = new TreeSet<>();
    Path sources = generated.resolve(ClientFiles.SOURCES);
    if (Files.isDirectory(sources)) {
      try (Stream<Path> paths = Files.walk(sources)) {
        paths.filter(Files::isRegularFile).map(generated::relativize).forEach(files::add);
      }
    }
    return files;
  }

  private boolean changesShared(Map<Path, String> changed, Set<Path> gone) {
    return gone.stream().anyMatch(Renewal::isShared)
        || changed.entrySet().stream()
            .filter(file -> isShared(file.getKey()))
            .anyMatch(
                file -> {
                  String before = text(file.getKey());
                  return before == null
                      || !new HashSet<>(file.getValue().lines().toList())
                          .containsAll(before.lines().toList());
                });
  }

  private static boolean isShared(Path file) {
    return SHARED.contains(file.getFileName().toString());
  }

  private void copySources() throws IOException {
    Path from = contract.resolveSibling("");
    Path to = bundle.resolve("source");
    Set<Path> kept = new HashSet<>();
    for (String name : SOURCES) {
      if (Files.exists(from.resolve(name))) {
        try (Stream<Path> paths = Files.walk(from.resolve(name))) {
          for (Path path : paths.filter(Files::isRegularFile).toList()) {
            Path copy = to.resolve(from.relativize(path).toString());
            kept.add(copy);
            Files.createDirectories(copy.resolveSibling(""));
            if (!Files.exists(copy) || Files.mismatch(path, copy) >= 0) {
              Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
            }
          }
        }
      }
    }
    try (Stream<Path> paths = Files.walk(to)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        if (!kept.contains(path)) {
          Files.delete(path);
        }
      }
    }
  }
}
