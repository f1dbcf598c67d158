package dev.chatcontract.contract.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.contract.Library;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
