package dev.chatcontract.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.cli.Run;
import dev.chatcontract.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools for contract authors, on a copy of the contract. */
class ContractToolsTest {
  @TempDir Path directory;
  private Path spec;

  @BeforeEach
  void copyTheContract() throws IOException {
    Path source = Path.of("..", "spec");
    spec = directory.resolve("spec");
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = source.relativize(file).toString();
        if (name.startsWith("target") || name.contains("node_modules")) {
          continue;
        }
        Path copy = spec.resolve(name);
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    // The last released version, whatever it is: the versions below follow it.
    version("openapi.yaml", "version: 0.1.0");
    version("baseline/openapi.yaml", "version: '0.1.0'");
  }

  private void version(String file, String line) throws IOException {
    String text = Files.readString(spec.resolve(file));
    String changed = text.replaceFirst("(?m)^  version: .*$", "  " + line);
    assertThat(changed).contains("\n  " + line + "\n");
    Files.writeString(spec.resolve(file), changed);
  }

  private Run.Outcome contract(String... words) {
    String[] all = Stream.concat(Stream.of("contract"), Stream.of(words)).toArray(String[]::new);
    return Run.in(directory).chatctl(all);
  }

  private void replace(String file, String from, String to) throws IOException {
    String text = Files.readString(spec.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(spec.resolve(file), text.replace(from, to));
  }

  @Test
  void aSoundContractPassesAndABrokenOneIsAFindingWithItsLine() throws IOException {
    assertThat(contract("lint", "--spec", "spec/openapi.yaml").exitCode()).isEqualTo(ExitCode.OK);
    replace("operations/import_group.yaml", "class: conflict", "class: conflct");
    Run.Outcome broken = contract("lint", "--spec", "spec/openapi.yaml");
    assertThat(broken.exitCode()).isEqualTo(ExitCode.FINDING);
    assertThat(broken.out()).contains("operations/import_group.yaml:").contains("conflct");
  }

  @Test
  void aBreakingChangeIsAFindingAndNeedsAHigherVersion() throws IOException {
    replace("schemas/ImportGroupRequest.yaml", "x-max-bytes: 300", "x-max-bytes: 200");
    Run.Outcome diff = contract("diff", "spec/baseline/openapi.yaml", "spec/openapi.yaml");
    assertThat(diff.exitCode()).isEqualTo(ExitCode.FINDING);
    String before = Files.readString(spec.resolve("openapi.yaml"));
    Run.Outcome refused = contract("new-version", "0.1.1", "--spec", "spec/openapi.yaml");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.FINDING);
    assertThat(refused.error()).contains("0.1.1 is too low");
    assertThat(spec.resolve("openapi.yaml")).hasContent(before);
    Run.Outcome released =
        contract(
            "new-version", "0.2.0", "--spec", "spec/openapi.yaml", "--changelog", "CHANGES.md");
    assertThat(released.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(spec.resolve("openapi.yaml"))).contains("version: 0.2.0");
    assertThat(Files.readString(spec.resolve("baseline/openapi.yaml")))
        .contains("version: '0.2.0'");
    assertThat(Files.readString(directory.resolve("CHANGES.md")))
        .startsWith("# Changelog\n\n## ")
        .contains("0.1.0 -> 0.2.0");
    assertThat(contract("diff", "spec/baseline/openapi.yaml", "spec/openapi.yaml").exitCode())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void aVersionBelowTheLastIsRefusedEvenIfNothingBreaks() throws IOException {
    String before = Files.readString(spec.resolve("openapi.yaml"));
    Run.Outcome refused = contract("new-version", "0.0.1", "--spec", "spec/openapi.yaml");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.FINDING);
    assertThat(refused.error()).contains("0.0.1 is too low for these changes since 0.1.0");
    assertThat(spec.resolve("openapi.yaml")).hasContent(before);
  }

  @Test
  void aDryRunNeverWrites() throws IOException {
    FileTime past = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(spec.resolve("openapi.yaml"), past);
    Run.Outcome outcome =
        contract("new-version", "0.2.0", "--spec", "spec/openapi.yaml", "--dry-run");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).contains("## Contract 0.1.0 -> 0.2.0: 0 breaking");
    assertThat(Files.getLastModifiedTime(spec.resolve("openapi.yaml"))).isEqualTo(past);
  }

  @Test
  void aChangelogThatCannotBeWrittenLeavesTheReleaseUndone() throws IOException {
    String source = Files.readString(spec.resolve("openapi.yaml"));
    String baseline = Files.readString(spec.resolve("baseline/openapi.yaml"));
    Run.Outcome outcome =
        contract("new-version", "0.2.0", "--spec", "spec/openapi.yaml", "--changelog", "spec");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(spec.resolve("openapi.yaml")).hasContent(source);
    assertThat(spec.resolve("baseline/openapi.yaml")).hasContent(baseline);
  }

  @Test
  void bundleAndReferenceAreWritten() {
    for (String name : new String[] {"b.json", "b.yaml"}) {
      assertThat(contract("bundle", "--output", name, "--spec", "spec").exitCode())
          .isEqualTo(ExitCode.OK);
      assertThat(directory.resolve(name)).isNotEmptyFile();
    }
    assertThat(contract("bundle", "--output", "b.txt", "--spec", "spec").error())
        .contains("must end in .json, .yaml or .yml");
    assertThat(contract("docs", "--output", "docs", "--spec", "spec").exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(directory.resolve("docs")).isDirectoryContaining("glob:**/reference.html");
  }
}
