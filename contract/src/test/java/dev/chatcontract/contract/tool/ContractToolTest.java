package dev.chatcontract.contract.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.contract.Library;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractToolTest {
  @TempDir Path directory = Path.of("");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Object... arguments) {
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    return ContractTool.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        texts);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void lintPassesASoundContractAndReportsABrokenOne() {
    Path root = Library.copyTo(directory.resolve("library"));
    assertThat(run("lint", root)).isZero();
    Library.edit(directory.resolve("library"), "schemas/Kind.yaml", "x-source", "x-sauce");
    assertThat(run("lint", root)).isEqualTo(1);
    assertThat(err()).contains("schemas/Kind.yaml:2:1").contains("did you mean x-source?");
  }

  @Test
  void aBreakingChangePassesTheBaselineOnlyWithANewVersion() {
    Path library = directory.resolve("library");
    Path root = Library.copyTo(library);
    Path baseline = directory.resolve("baseline").resolve("openapi.yaml");
    assertThat(run("check-baseline", baseline, root)).isEqualTo(1);
    assertThat(err()).contains("does not exist; write it with: release");
    assertThat(run("release", root, baseline)).isZero();
    assertThat(run("check-baseline", baseline, root)).isZero();

    Library.edit(library, "schemas/Note.yaml", "x-max-bytes: 512", "x-max-bytes: 511");
    assertThat(run("check-baseline", baseline, root)).isEqualTo(1);
    assertThat(err()).contains("x-max-bytes was 512 and is 511").contains("raise info.version");

    Library.edit(library, "openapi.yaml", "version: 1.4.0", "version: 2.0.0");
    assertThat(run("check-baseline", baseline, root)).isZero();
    assertThat(out()).contains("1.4.0 -> 2.0.0: 1 breaking");
  }

  @ParameterizedTest
  @CsvSource({
    "512, 1.4.0, false",
    "512, 1.3.9, false",
    "512, 1.4.1, true",
    "511, 1.5.0, false",
    "511, 2.0.0, true"
  })
  void aReleaseNeedsAVersionAboveTheLastAndHighEnough(int bytes, String version, boolean released)
      throws IOException {
    Path library = directory.resolve("library");
    Path root = Library.copyTo(library);
    Path baseline = directory.resolve("baseline").resolve("openapi.yaml");
    assertThat(run("release", root, baseline)).isZero();
    String before = Files.readString(baseline);
    Library.edit(library, "schemas/Note.yaml", "x-max-bytes: 512", "x-max-bytes: " + bytes);
    Library.edit(library, "openapi.yaml", "version: 1.4.0", "version: " + version);

    assertThat(run("release", root, baseline)).isEqualTo(released ? 0 : 1);

    if (released) {
      assertThat(baseline).content().contains("version: '" + version + "'");
    } else {
      assertThat(baseline).hasContent(before);
      assertThat(err()).contains("version " + version + " is too low").contains("since 1.4.0");
    }
  }

  @Test
  void theExitCodeOfDiffSaysWhetherCallersBreak() {
    Path root = Library.copyTo(directory.resolve("library"));
    assertThat(run("diff", Library.source(), root)).isZero();
    Library.edit(
        directory.resolve("library"), "schemas/Kind.yaml", "type: string", "type: integer");
    assertThat(run("diff", Library.source(), root, "json")).isEqualTo(1);
    assertThat(out()).contains("\"breaking\" : true");
    assertThat(run("diff", Library.source(), root, "html")).isEqualTo(2);
    assertThat(err()).contains("html is none of text, json and markdown");
  }

  @Test
  void aBrokenSourceIsRefusedWithItsPlace() {
    Path root = Library.copyTo(directory.resolve("library"));
    Library.edit(directory.resolve("library"), "schemas/Kind.yaml", "type:", "\ttype:");
    assertThat(run("bundle", root, directory.resolve("out"))).isEqualTo(1);
    assertThat(err()).contains("schemas/Kind.yaml:1:1").contains("[tab]");
  }

  private int build() {
    out.reset();
    err.reset();
    Path library = directory.resolve("library");
    return run(
        "build",
        library.resolve("openapi.yaml"),
        directory.resolve("out"),
        directory.resolve("stamp"));
  }

  @Test
  void aBuildLintsAndBundlesAndThenDoesNothingUntilSomethingChanges() {
    Library.copyTo(directory.resolve("library"));
    assertThat(build()).isZero();
    assertThat(out()).contains("lint: 0 findings").contains("bundle: ");
    assertThat(build()).isZero();
    assertThat(out()).isEqualTo("lint, bundle: nothing changed\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi.yaml", "openapi.json", "openapi.places.tsv"})
  void aBundleThatWasEditedOrRemovedIsWrittenAgain(String name) throws IOException {
    Library.copyTo(directory.resolve("library"));
    Path file = directory.resolve("out").resolve(name);
    assertThat(build()).isZero();
    String written = Files.readString(file);

    Files.writeString(file, written + " ");
    assertThat(build()).isZero();
    assertThat(file).hasContent(written);

    Files.delete(file);
    assertThat(build()).isZero();
    assertThat(file).hasContent(written);
  }

  @Test
  void anEditThatKeepsTimeAndSizeIsBuilt() throws IOException {
    Path library = directory.resolve("library");
    Library.copyTo(library);
    assertThat(build()).isZero();
    Path schema = library.resolve("schemas/Note.yaml");
    FileTime time = Files.getLastModifiedTime(schema);
    Library.edit(library, "schemas/Note.yaml", "x-max-bytes: 512", "x-max-bytes: 511");
    Files.setLastModifiedTime(schema, time);

    assertThat(build()).isZero();

    assertThat(directory.resolve("out/openapi.yaml")).content().contains("x-max-bytes: 511");
  }

  @Test
  void aFileThatOnlyTheLintReadsIsLintedWhenItIsAddedOrRemoved() throws IOException {
    Path library = directory.resolve("library");
    Library.copyTo(library);
    assertThat(build()).isZero();

    Path orphan = Files.writeString(library.resolve("schemas/Orphan.yaml"), "type: string\n");
    assertThat(build()).isEqualTo(1);
    assertThat(err()).contains("schemas/Orphan.yaml:1:1");
    assertThat(build()).as("a refusal is not forgotten").isEqualTo(1);

    Files.delete(orphan);
    assertThat(build()).isZero();
    Files.delete(library.resolve("extensions.schema.json"));
    assertThat(build()).isEqualTo(1);
  }

  @Test
  void aStampThatWasDamagedCountsForNothing() throws IOException {
    Library.copyTo(directory.resolve("library"));
    assertThat(build()).isZero();
    Files.write(directory.resolve("stamp"), new byte[] {(byte) 0xFF, 0});
    assertThat(build()).isZero();
    assertThat(out()).contains("lint: 0 findings");
  }

  @Test
  void anotherToolBuildsAgain() throws Exception {
    Path library = Library.copyTo(directory.resolve("library"));
    Path classes = directory.resolve("classes");
    copyOfThisTool(classes);
    String[] arguments = {
      "build",
      library.toString(),
      directory.resolve("out").toString(),
      directory.resolve("stamp").toString()
    };
    runFrom(classes, arguments);
    out.reset();
    runFrom(classes, arguments);
    assertThat(out()).isEqualTo("lint, bundle: nothing changed\n");

    out.reset();
    Files.writeString(classes.resolve("Rule.class"), "another rule");
    runFrom(classes, arguments);
    assertThat(out()).contains("lint: 0 findings");
  }

  private static void copyOfThisTool(Path classes) throws Exception {
    Path here =
        Path.of(ContractTool.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(here)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, classes.resolve(here.relativize(file).toString()));
      }
    }
  }

  /** Runs the tool with a class loader of its own, as a build does. */
  private void runFrom(Path classes, String... arguments) throws Exception {
    List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Object code =
          loader
              .loadClass(ContractTool.class.getName())
              .getMethod("run", PrintStream.class, PrintStream.class, String[].class)
              .invoke(
                  null,
                  new PrintStream(out, true, StandardCharsets.UTF_8),
                  new PrintStream(err, true, StandardCharsets.UTF_8),
                  arguments);
      assertThat(code).isEqualTo(0);
    }
  }

  @Test
  void warningsAreShownByEachBuild() {
    Path library = directory.resolve("library");
    Library.copyTo(library);
    Library.edit(
        library, "schemas/Kind.yaml", "example: Novel", "example: Novel\nx-question: [Which ones]");
    for (int i = 0; i < 2; i++) {
      assertThat(build()).isZero();
      assertThat(err()).contains("Which ones");
    }
  }

  @Test
  void wrongArgumentsShowTheUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("lint")).isEqualTo(2);
    assertThat(err()).contains("usage: lint <openapi.yaml>");
    assertThatThrownBy(() -> ContractTool.main(new String[] {"nonsense"}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("wrong arguments");
  }
}
