package dev.chatcontract.codegen;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/** What a team outside this repository does: generates from its contract, compiles, runs. */
final class GeneratedProject {
  /** The invented contract from the tests of the contract module. */
  static final Path LIBRARY = Path.of("../contract/src/test/resources/library");

  private final Path output;

  private GeneratedProject(Path output) {
    this.output = output;
  }

  static GeneratedProject generate(Path spec, Path output, Map<String, String> options) {
    return generate(spec, output, options, "velocity", null);
  }

  static GeneratedProject generate(
      Path spec,
      Path output,
      Map<String, String> options,
      String engine,
      @org.jspecify.annotations.Nullable Path templates) {
    CodegenConfigurator configurator =
        new CodegenConfigurator()
            .setGeneratorName("chat-java")
            .setTemplatingEngineName(engine)
            .setInputSpec(spec.toString())
            .setValidateSpec(false) // our own reader validates, and names file and line
            .setOutputDir(output.toString());
    if (templates != null) {
      configurator.setTemplateDir(templates.toString());
    }
    options.forEach(configurator::addAdditionalProperty);
    new DefaultGenerator().opts(configurator.toClientOptInput()).generate();
    return new GeneratedProject(output);
  }

  Path sources() {
    return output.resolve("src/main/java");
  }

  /** Every generated Java file by its path below the source root. */
  Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(sources())) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(
            sources().relativize(path).toString().replace(File.separatorChar, '/'),
            Files.readString(path));
      }
    }
    return files;
  }

  /**
   * Compiles as this project does, with warnings as errors, and returns a loader of the classes.
   */
  URLClassLoader compile() throws IOException {
    List<Path> units = files().keySet().stream().map(sources()::resolve).toList();
    Path classes = output.resolve("classes");
    javac(
        units,
        classes,
        List.of("-Xlint:all,-processing,-classfile", "-Werror"),
        List.of(CompiledRuntime.CLASSES));
    // Each project loads its own run-time, so that no test sees the state of another.
    return new URLClassLoader(
        new URL[] {url(classes), url(CompiledRuntime.CLASSES)},
        GeneratedProject.class.getClassLoader());
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }

  static void javac(List<Path> units, Path classes, List<String> lint, List<Path> before)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Files.createDirectories(classes);
    String classPath =
        Stream.concat(
                before.stream().map(Path::toString),
                Stream.of(System.getProperty("java.class.path")))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> options = new ArrayList<>(lint);
    options.addAll(List.of("-proc:none", "-parameters", "--release", "17", "-encoding", "UTF-8"));
    options.addAll(List.of("-classpath", classPath, "-d", classes.toString()));
    StringWriter log = new StringWriter();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  log, manager, null, options, null, manager.getJavaFileObjectsFromPaths(units))
              .call();
      if (!compiled) {
        throw new AssertionError("the code does not compile:\n" + log);
      }
    }
  }

  /** Returns a resource directory of the tests as a path. */
  static Path resource(String name) throws IOException {
    Path path = Path.of("src/test/resources", name);
    if (!Files.exists(path)) {
      throw new IOException("no test resource " + path.toAbsolutePath());
    }
    return path;
  }

  /** Copies a directory tree, so that a test can change the copy. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.filter(p -> !from.relativize(p).startsWith("target")).toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
