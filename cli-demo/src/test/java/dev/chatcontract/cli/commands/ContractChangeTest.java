package dev.chatcontract.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.contract.reader.ContractReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operations that a change affects, whose cases a check therefore runs. */
final class ContractChangeTest {
  @TempDir Path home;

  private Path before;
  private Path spec;

  @BeforeEach
  void copies() throws IOException {
    before = copy("before");
    spec = copy("spec");
  }

  private Path copy(String name) throws IOException {
    Path from = Path.of("..", "spec");
    Path to = home.resolve(name);
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Path place = from.relativize(path);
        if (!place.startsWith("target")) {
          Files.createDirectories(to.resolve(place.toString()).resolveSibling(""));
          Files.copy(path, to.resolve(place.toString()));
        }
      }
    }
    return to;
  }

  private static void edit(Path folder, String file, String old, String now) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(old);
    Files.writeString(folder.resolve(file), text.replace(old, now));
  }

  private Set<String> touched() {
    Path source = spec.resolve("openapi.yaml");
    return ContractChange.operations(
        ContractChange.between(before.resolve("openapi.yaml"), source).changes(),
        ContractReader.load(source));
  }

  @Test
  void theNameOfAPageAffectsNoOperation() throws IOException {
    edit(spec, "openapi.yaml", "title: Getting All Groups in an App", "title: Another title");
    edit(spec, "operations/get_group_attr.yaml", "summary: ", "summary: Edited. ");
    assertThat(touched()).containsExactly("get_group_attr");
  }

  @Test
  void aSharedSchemaAffectsAllOperationsThatUseItEvenInMaps() throws IOException {
    String map =
        """
        properties:
          Extra:
            type: object
            description: More.
            additionalProperties: {$ref: GroupAttribute.yaml}
        """;
    for (Path folder : new Path[] {before, spec}) {
      edit(folder, "schemas/ImportGroupResponse.yaml", "properties:\n", map);
    }
    edit(spec, "schemas/GroupAttribute.yaml", "description: ", "description: Edited. ");
    assertThat(touched())
        .contains("get_group_attr", "import_group")
        .doesNotContain("get_group_info");
  }

  @Test
  void aCheckRunsWhatChangedSinceTheLastOneThatPassed() throws IOException {
    Files.createDirectories(home.resolve("cli-demo/target"));
    Path source = spec.resolve("openapi.yaml");
    String property = "chatctl.home";
    String other = System.getProperty(property);
    System.setProperty(property, home.toString());
    try {
      edit(spec, "operations/get_group_attr.yaml", "summary: ", "summary: Edited. ");
      assertThat(ContractChange.toRun(touched(), source)).containsExactly("get_group_attr");
      ContractChange.pass(source);
      assertThat(ContractChange.toRun(touched(), source)).containsExactly("get_group_attr");
      edit(spec, "operations/import_group.yaml", "summary: ", "summary: Edited. ");
      assertThat(touched()).containsExactlyInAnyOrder("get_group_attr", "import_group");
      assertThat(ContractChange.toRun(touched(), source)).containsExactly("import_group");
    } finally {
      if (other == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, other);
      }
    }
  }
}
