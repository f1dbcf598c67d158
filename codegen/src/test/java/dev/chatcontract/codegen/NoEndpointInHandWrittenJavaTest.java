package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names of endpoints occur in the contract and nowhere else. */
final class NoEndpointInHandWrittenJavaTest {
  private static final Pattern ENDPOINT =
      Pattern.compile("get_group_info|getGroupInfo|GetGroupInfo|GroupIdList|groupIdList");

  private static final Pattern COMMENTS =
      Pattern.compile("/\\*.*?\\*/|(?m:^\\s*//.*$)", Pattern.DOTALL);

  private static final Pattern TEXT =
      Pattern.compile("\"\"\"\\n.*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"", Pattern.DOTALL);

  /** A number of operations in the product's texts, which the next operation would make wrong. */
  private static final Pattern COUNTED =
      Pattern.compile("(?i)\\b(five|5) (server[ -]side |server )?(operations|endpoints)\\b");

  /** A name of one word, such as Type, is common in Java as well. */
  private static final Pattern OF_TWO_WORDS = Pattern.compile(".*[a-z0-9_][A-Z].*");

  /** One class per operation, for behaviour that x-effect cannot describe. */
  private static final Path BEHAVIOURS =
      Path.of("..", "conformance-tests", "src/main/java")
          .resolve("dev/chatcontract/conformance/simulator/behaviour");

  @Test
  void noHandWrittenMainJavaNamesAnEndpointOrItsFields() throws IOException {
    List<String> found = new ArrayList<>();
    int files = 0;
    for (String module :
        List.of("contract", "codegen", "runtime", "signer", "spring-boot-starter", "cli-demo")) {
      Path root = Path.of("..", module, "src/main/java");
      if (!Files.isDirectory(root)) {
        continue;
      }
      for (Path path : javaBelow(root)) {
        files++;
        if (ENDPOINT.matcher(Files.readString(path)).find()) {
          found.add(path.toString());
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(files).as("files looked at").isGreaterThan(50);
  }

  @Test
  void noMainJavaNamesAnyOperationOrMemberExceptBehaviours() throws IOException {
    Contract contract = ContractReader.load(Path.of("..", "spec", "openapi.yaml"));
    Set<String> operations = new TreeSet<>();
    contract.operations().forEach(operation -> operations.addAll(spellings(operation)));
    Set<String> members = members(contract);
    assertThat(operations).contains("get_group_info", "getGroupInfo", "GetGroupInfo");
    assertThat(members).contains("GroupIdList", "Owner_Account");
    Pattern anyOperation = anyOf(operations);
    Pattern anyMember = anyOf(members);
    List<String> found = new ArrayList<>();
    int files = 0;
    for (Path root : modules()) {
      for (Path path : javaBelow(root)) {
        files++;
        String code = COMMENTS.matcher(Files.readString(path)).replaceAll("");
        if (!path.startsWith(BEHAVIOURS)) {
          String texts =
              TEXT.matcher(code)
                  .results()
                  .map(MatchResult::group)
                  .collect(Collectors.joining("\n"));
          Stream.concat(anyOperation.matcher(code).results(), anyMember.matcher(texts).results())
              .forEach(name -> found.add(path + ": " + name.group()));
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(files).as("files looked at").isGreaterThan(500);
  }

  @Test
  void eachBehaviourIsOneClassForOneOperation() throws IOException {
    Contract contract = ContractReader.load(Path.of("..", "spec", "openapi.yaml"));
    List<Path> classes =
        javaBelow(BEHAVIOURS).stream().filter(path -> !path.endsWith("package-info.java")).toList();
    assertThat(classes).isNotEmpty();
    for (Path path : classes) {
      String code = Files.readString(path);
      assertThat(contract.operations())
          .as("operations that " + path + " names")
          .filteredOn(operation -> anyOf(spellings(operation)).matcher(code).find())
          .hasSize(1);
    }
  }

  @Test
  void noTextStatesTheNumberOfOperations() throws IOException {
    List<Path> texts = new ArrayList<>();
    for (String name :
        List.of(
            "README.md",
            "CONTRIBUTING.md",
            "spec/README.md",
            "spec/ERRATA.md",
            "spec/openapi.yaml",
            "spec/extensions.schema.json",
            "spec/npm/package.json",
            "examples/README.md")) {
      texts.add(Path.of("..").resolve(name));
    }
    try (Stream<Path> pages = Files.walk(Path.of("..", "docs"))) {
      pages.filter(path -> path.toString().endsWith(".md")).forEach(texts::add);
    }
    for (Path root : modules()) {
      texts.addAll(javaBelow(root));
    }
    List<String> found = new ArrayList<>();
    for (Path path : texts) {
      COUNTED
          .matcher(Files.readString(path))
          .results()
          .forEach(count -> found.add(path + ": " + count.group()));
    }
    assertThat(found).isEmpty();
    assertThat(texts.size()).as("files looked at").isGreaterThan(500);
  }

  /** The product's modules, without the benchmarks, which compare hand-written clients. */
  private static List<Path> modules() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(".."))) {
      return all.filter(module -> Files.exists(module.resolve("pom.xml")))
          .filter(module -> !module.endsWith("benchmarks") && !module.endsWith("examples"))
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  private static List<Path> javaBelow(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static Set<String> spellings(OperationDef operation) {
    String name = operation.name();
    String pascal =
        Stream.of(name.split("_"))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    String camel = pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
    return Set.of(name, pascal, camel);
  }

  private static Set<String> members(Contract contract) {
    Set<String> members = new TreeSet<>();
    for (SchemaDef schema : contract.schemas().values()) {
      for (PropertyDef property : schema.properties()) {
        if (OF_TWO_WORDS.matcher(property.name()).matches()) {
          members.add(property.name());
        }
      }
    }
    EnvelopeDef envelope = contract.envelope();
    if (envelope != null) {
      members.removeAll(Set.of(envelope.status(), envelope.code(), envelope.info()));
    }
    return members;
  }

  private static Pattern anyOf(Set<String> names) {
    return Pattern.compile(
        names.stream().map(Pattern::quote).collect(Collectors.joining("|", "\\b(?:", ")\\b")));
  }
}
