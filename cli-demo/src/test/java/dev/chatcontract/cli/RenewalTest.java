package dev.chatcontract.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chatcontract.cli.output.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renews a checkout in which only the contract was edited, as the launcher does without Maven. */
final class RenewalTest {
  @TempDir Path root;

  private Path spec;
  private Path sources;
  private Path classes;
  private Path lib;
  private Path stamp;
  private String said = "";

  /** Prepares the checkout as Maven leaves it. */
  @BeforeEach
  void build() throws IOException {
    spec = copy("spec", "");
    Path generated = copy("client-generated", "target/generated-sources/openapi");
    sources = generated.resolve("src/main/java");
    classes = copy("client-generated", "target/classes");
    copy("spec", "target/classes");
    lib = Files.createDirectories(root.resolve("cli-demo/target/lib"));
    stamp = Files.createFile(root.resolve("cli-demo/target/chatctl.stamp"));
    for (String entry : classPath()) {
      Path path = Path.of(entry);
      if (entry.endsWith(".jar")) {
        Files.copy(path, lib.resolve(path.getFileName().toString()));
      } else {
        String module = path.getName(path.getNameCount() - 3).toString().replace("-generated", "");
        empty(lib.resolve("chat-contract-" + module + "-0.jar"));
        Jars.pack(path, lib, "chat-contract-" + module + "-");
      }
    }
  }

  /** The class path of a client: modules as jars or, before the package phase, as folders. */
  private static List<String> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(
            entry ->
                entry.matches(".*(/(jackson|jspecify|chat-contract)-[^/]*\\.jar|target/classes)"))
        .toList();
  }

  private Path copy(String module, String part) throws IOException {
    Path from = Path.of("..", module, part);
    Path to = root.resolve(module).resolve(part);
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Path name = from.relativize(path);
        if (part.isEmpty() && name.startsWith("target")) {
          continue;
        }
        Files.createDirectories(to.resolve(name.toString()).resolveSibling(""));
        Files.copy(path, to.resolve(name.toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to;
  }

  private static void empty(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Automatic-Module-Name", "a.module");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  private int renew() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code = Renewal.run(root, new PrintStream(out, true, StandardCharsets.UTF_8));
    said = out.toString(StandardCharsets.UTF_8);
    return code;
  }

  private void edit(String file, String before, String after) throws IOException {
    String text = Files.readString(spec.resolve(file));
    assertThat(text).contains(before);
    Files.writeString(spec.resolve(file), text.replace(before, after));
  }

  @Test
  void aRenewalMakesWhatTheBuildMade() throws IOException {
    assertThat(renew()).as(said).isEqualTo(ExitCode.OK);
    assertThat(said).startsWith("renewed: 0 files of ");
  }

  @Test
  void anEditedOperationIsInTheJarsAndNothingElseWasCompiled() throws Exception {
    Path other = classes.resolve("dev/chatcontract/client/model/ImportGroupRequest.class");
    Object before = Files.getLastModifiedTime(other);
    edit("operations/get_group_attr.yaml", "summary: ", "summary: Edited. ");
    assertThat(renew()).as(said).isEqualTo(ExitCode.OK);
    assertThat(Files.getLastModifiedTime(other)).isEqualTo(before);
    assertThat(stamp).as("the launcher's, which makes it again when all is done").doesNotExist();
    assertThat(inJar("GET_GROUP_ATTR")).startsWith("Edited. ");
    assertThat(bundled()).contains("Edited. ");
  }

  @Test
  void classesAreThoseOfACompilationOfEverything() throws IOException {
    edit(
        "schemas/GroupInfo.yaml",
        "properties:\n",
        "properties:\n  Mood: {type: string, description: A mood., example: good}\n");
    edit(
        "schemas/ImportGroupRequest.yaml",
        "  Name:\n",
        "  Nickname: {type: integer, format: int64, description: A number., example: 1}\n  Name:\n");
    assertThat(renew()).as(said).isEqualTo(ExitCode.OK);
    Path whole = Files.createDirectory(root.resolve("whole"));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-proc:none", "-parameters", "-g", "--release", "17"));
    arguments.addAll(
        List.of("-d", whole.toString(), "-cp", String.join(File.pathSeparator, classPath())));
    try (Stream<Path> paths = Files.walk(sources)) {
      paths
          .map(Path::toString)
          .filter(name -> name.endsWith(".java") && !name.endsWith("module-info.java"))
          .forEach(arguments::add);
    }
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(new String[0])))
        .isZero();
    // The constants of a class depend a little on what is compiled with it; a missing member would
    // change the size far more.
    Map<String, Long> renewed = sizes(classes);
    sizes(whole)
        .forEach(
            (name, size) ->
                assertThat(renewed.getOrDefault(name, 0L)).as(name).isCloseTo(size, within(16L)));
  }

  @Test
  void aRemovedSchemaLeavesNoClass() throws IOException {
    Files.move(
        spec.resolve("schemas/GroupAttribute.yaml"), spec.resolve("schemas/GroupTrait.yaml"));
    edit("schemas/GetGroupAttrResponse.yaml", "GroupAttribute.yaml", "GroupTrait.yaml");
    assertThat(renew()).as(said).isEqualTo(ExitCode.OK);
    Path model = Path.of("dev/chatcontract/client/model");
    for (String suffix : List.of("", "$Builder")) {
      assertThat(classes.resolve(model).resolve("GroupAttribute" + suffix + ".class"))
          .doesNotExist();
      assertThat(classes.resolve(model).resolve("GroupTrait" + suffix + ".class")).exists();
    }
    assertThat(sources.resolve(model).resolve("GroupAttribute.java")).doesNotExist();
  }

  @Test
  void anInvalidContractChangesNothing() throws IOException {
    edit("operations/get_group_attr.yaml", "summary: ", "sumary: ");
    Map<String, Long> before = sizes(classes);
    assertThat(renew()).isEqualTo(ExitCode.FINDING);
    assertThat(said).contains("operations/get_group_attr.yaml:").contains(": error: ");
    assertThat(stamp).exists();
    assertThat(sizes(classes)).isEqualTo(before);
  }

  @Test
  void changesThatAffectOtherModulesAreLeftToMaven() throws IOException {
    edit("openapi.yaml", "name: Seoul", "name: Soul");
    assertThat(renew()).isEqualTo(Renewal.MAVEN);
    assertThat(stamp).exists();
  }

  private String inJar(String constant) throws Exception {
    List<URL> urls = new ArrayList<>();
    try (Stream<Path> jars = Files.list(lib)) {
      for (Path jar : jars.toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Object operation =
          loader.loadClass("dev.chatcontract.client.Operations").getField(constant).get(null);
      return (String) operation.getClass().getMethod("summary").invoke(operation);
    }
  }

  private Path jar(String name) throws IOException {
    try (Stream<Path> jars = Files.list(lib)) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(name))
          .findAny()
          .orElseThrow();
    }
  }

  private String bundled() throws IOException {
    try (URLClassLoader loader =
            new URLClassLoader(new URL[] {jar("chat-contract-spec-").toUri().toURL()}, null);
        InputStream in = loader.getResourceAsStream("dev/chatcontract/spec/openapi.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Sizes of class files by name: their bytes depend on the order in which javac reads the sources.
   */
  private static Map<String, Long> sizes(Path folder) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(p -> p.toString().endsWith(".class")).toList()) {
        sizes.put(folder.relativize(path).toString(), Files.size(path));
      }
    }
    return sizes;
  }
}
