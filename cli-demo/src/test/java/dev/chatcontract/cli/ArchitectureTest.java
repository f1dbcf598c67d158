package dev.chatcontract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.cli.House.Arrow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/architecture.md shows the modules and packages of the code, and the code follows its rules.
 */
final class ArchitectureTest {
  private static final Path PAGE = Path.of("../docs/architecture.md");
  private static final String BEGIN = "<!-- figure:begin -->\n";
  private static final String END = "<!-- figure:end -->\n";

  /** A row of the page's table: `package` -> `package` and the reason. */
  private static final Pattern KNOWN =
      Pattern.compile("(?m)^\\| `([a-z0-9.]+)` -> `([a-z0-9.]+)` \\| *\\S[^|]{20,}\\|$");

  private static final House HOUSE = House.ofClassPath();

  /** From the bottom up: an arrow points to a module that is named earlier. */
  private static final List<String> ORDER =
      List.of(
          "contract",
          "codegen",
          "runtime",
          "client-generated",
          "signer",
          "conformance-tests",
          "console",
          "cli-demo");

  @Test
  void thePageShowsTheModulesAndPackagesOfTheCode() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    if (Boolean.getBoolean("architecture.update")) {
      Files.writeString(PAGE, page.substring(0, from) + figures() + page.substring(to));
      page = Files.readString(PAGE);
      to = page.indexOf(END);
    }
    assertThat(page.substring(from, to))
        .as("the figures in docs/architecture.md; -Darchitecture.update=true draws them again")
        .isEqualTo(figures());
  }

  @Test
  void everyModuleHasItsPlaceAndNoArrowGoesBack() {
    assertThat(HOUSE.modules()).containsExactlyInAnyOrderElementsOf(ORDER);
    assertThat(HOUSE.betweenModules())
        .isNotEmpty()
        .allSatisfy(
            arrow ->
                assertThat(ORDER.indexOf(arrow.to()))
                    .as("%s points back", arrow)
                    .isLessThan(ORDER.indexOf(arrow.from())));
  }

  @Test
  void whatACallNeedsDoesNotDependOnTheContractTools() {
    assertThat(HOUSE.betweenModules())
        .filteredOn(arrow -> Set.of("contract", "codegen").contains(arrow.to()))
        .extracting(Arrow::from)
        .doesNotContain("runtime", "client-generated", "signer");
  }

  @Test
  void nobodyUsesAPackageThatItsModuleDoesNotExport() {
    assertThat(HOUSE.exports().get("runtime")).as("exports of the run-time").isNotEmpty();
    assertThat(HOUSE.usedFromOutside())
        .allSatisfy(
            name -> {
              Set<String> exported = HOUSE.exports().get(HOUSE.packages().get(name));
              assertThat(exported.isEmpty() || exported.contains(name))
                  .as("%s is used from outside and not exported", name)
                  .isTrue();
            });
  }

  /**
   * The list of known cycles may only shrink: a cycle that no longer exists must be removed from
   * it.
   */
  @Test
  void noPackagesFormACycleExceptThoseThePageGivesReasonsFor() throws IOException {
    Set<Arrow> known =
        KNOWN
            .matcher(Files.readString(PAGE))
            .results()
            .map(ArchitectureTest::arrow)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<Arrow> others = new TreeSet<>(HOUSE.arrows());
    others.removeAll(known);
    assertThat(House.cycle(others)).as("packages that use each other in a circle").isEmpty();
    assertThat(known)
        .allSatisfy(
            arrow -> {
              assertThat(HOUSE.arrows()).contains(arrow);
              Set<Arrow> withIt = new TreeSet<>(others);
              withIt.add(arrow);
              assertThat(House.cycle(withIt)).as("%s closes no cycle any more", arrow).isPresent();
            });
  }

  @Test
  void anExistingCycleIsFound() {
    Set<Arrow> chain =
        Set.of(new Arrow("a", "b"), new Arrow("b", "c"), new Arrow("c", "d"), new Arrow("a", "d"));
    assertThat(House.cycle(chain)).isEqualTo(Optional.empty());
    Set<Arrow> circle = new TreeSet<>(chain);
    circle.add(new Arrow("d", "b"));
    assertThat(House.cycle(circle)).hasValue(Set.of("b", "c", "d"));
  }

  private static Arrow arrow(MatchResult row) {
    return new Arrow(row.group(1), row.group(2));
  }

  private static String figures() {
    StringBuilder text = new StringBuilder("```mermaid\nflowchart TB\n");
    ORDER.forEach(module -> text.append("  ").append(node(module, true)).append('\n'));
    HOUSE.betweenModules().forEach(arrow -> text.append(line(arrow)));
    text.append("```\n");
    for (String module : ORDER) {
      List<String> packages = HOUSE.packagesOf(module);
      if (packages.size() > 1) {
        text.append("\n`").append(module).append("`:\n\n```mermaid\nflowchart LR\n");
        packages.forEach(p -> text.append("  ").append(node(p, HOUSE.isDoor(p))).append('\n'));
        HOUSE.within(module).forEach(arrow -> text.append(line(arrow)));
        text.append("```\n");
      }
    }
    return text.toString();
  }

  private static String node(String name, boolean round) {
    return id(name) + (round ? "([" + name + "])" : "[" + name + "]");
  }

  private static String line(Arrow arrow) {
    return "  " + id(arrow.from()) + " --> " + id(arrow.to()) + "\n";
  }

  private static String id(String name) {
    return name.replace('.', '_').replace('-', '_');
  }
}
