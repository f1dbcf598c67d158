package dev.chatcontract.contract.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatcontract.contract.Library;
import dev.chatcontract.contract.schema.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each rule of the two Node linters has a counterpart here: the Java linter finds whatever {@code
 * spec/lint/broken.json} breaks, and each of their rules has a case.
 */
final class NodeLintTest {
  private static final Path SPEC = Library.spec().getParent();
  private static final Pattern RULE = Pattern.compile("(?m)^    '(chat-[a-z-]+)': rule\\(");

  @TempDir Path directory;

  private static JsonNode broken() throws IOException {
    return new ObjectMapper().readTree(SPEC.resolve("lint/broken.json").toFile());
  }

  @Test
  void everyRuleOfTheNodeLintersHasACase() throws IOException {
    Set<String> rules = new TreeSet<>();
    Matcher own = RULE.matcher(Files.readString(SPEC.resolve("lint/rules.js")));
    while (own.find()) {
      rules.add(own.group(1));
    }
    new YAMLMapper()
        .readTree(SPEC.resolve("redocly.yaml").toFile())
        .get("rules")
        .properties()
        .forEach(
            rule -> {
              if (rule.getValue().isObject() || rule.getValue().asText().equals("error")) {
                rules.add(rule.getKey());
              }
            });
    Set<String> shown = new TreeSet<>();
    broken().forEach(test -> shown.add(test.get("node").asText()));
    // Built-in rules of Spectral and Redocly have a case only if no other rule finds the fault.
    shown.removeAll(Set.of("oas3-valid-media-example", "invalid-ref", "parser"));
    assertThat(shown).containsExactlyElementsOf(rules);
  }

  @TestFactory
  Stream<DynamicTest> theJavaLinterFindsWhateverANodeLinterFinds() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode test : broken()) {
      String what = test.get("what").asText();
      String java = test.get("java").asText();
      tests.add(
          dynamicTest(
              what + " is " + test.get("node").asText() + " and " + java,
              () -> {
                Path root = copy(Integer.toString(tests.size()), test.get("edits"));
                assertThat(ContractLint.lint(root))
                    .filteredOn(finding -> finding.severity() == Severity.ERROR)
                    .extracting(Finding::rule)
                    .contains(java);
              }));
    }
    return tests.stream();
  }

  private Path copy(String name, JsonNode edits) throws IOException {
    Path copy = Files.createTempDirectory(directory, name);
    try (Stream<Path> files = Files.walk(SPEC)) {
      for (Path file : files.filter(NodeLintTest::belongs).toList()) {
        Path to = copy.resolve(SPEC.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    for (JsonNode edit : edits) {
      edit(copy.resolve(edit.get("file").asText()), edit);
    }
    return copy.resolve("openapi.yaml");
  }

  private static boolean belongs(Path file) {
    String name = SPEC.relativize(file).toString().replace('\\', '/');
    return Files.isRegularFile(file) && !name.matches("(target|lint|npm|baseline)/.*|pom\\.xml");
  }

  private static void edit(Path file, JsonNode edit) throws IOException {
    String put = edit.get("put").asText();
    if (!edit.has("find") && !edit.has("match")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, put);
      return;
    }
    String text = Files.readString(file);
    String changed =
        edit.has("find")
            ? Pattern.compile(edit.get("find").asText(), Pattern.LITERAL)
                .matcher(text)
                .replaceFirst(Matcher.quoteReplacement(put))
            : Pattern.compile(edit.get("match").asText()).matcher(text).replaceFirst(put);
    assertThat(changed).as("after the edit of %s", file).isNotEqualTo(text);
    Files.writeString(file, changed);
  }
}
