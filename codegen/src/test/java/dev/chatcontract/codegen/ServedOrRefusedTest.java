package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatcontract.codegen.builder.ContractViews;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.source.ContractException;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every contract is either implemented exactly or refused with file, line and reason; {@code
 * small/served-or-refused.yaml} has the cases. Those that are served are compiled together.
 */
final class ServedOrRefusedTest {
  private static final Pattern PLACE = Pattern.compile("openapi\\.yaml:([0-9]+)");

  private static final String TOGETHER = "together";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @TempDir static Path directory;

  private static final Map<String, String> REFUSALS = new LinkedHashMap<>();
  private static @Nullable URLClassLoader classes;
  private static JsonNode cases;

  @BeforeAll
  static void generate() throws IOException {
    cases = SmallContract.read("served-or-refused.yaml");
    SmallContract together = new SmallContract();
    for (int i = 0; i < cases.size(); i++) {
      JsonNode test = cases.get(i);
      SmallContract contract = new SmallContract();
      contract.set(test);
      Path spec = contract.write(directory.resolve(SmallContract.packageName("c", i)), test);
      try {
        if (test.has("refused")) {
          // Checks as the generator does, without starting it.
          ContractViews.of(ContractReader.load(spec));
        } else if (isOneProperty(test)) {
          together.addRequest("Ask" + i, test.get("v"));
        } else {
          generated(spec, SmallContract.packageName("s", i));
        }
      } catch (ContractException e) {
        REFUSALS.put(name(i), String.valueOf(e.getMessage()));
      }
    }
    GeneratedProject all = generated(together.write(directory.resolve("together")), TOGETHER);
    classes = all.compile();
  }

  private static GeneratedProject generated(Path spec, String name) {
    return GeneratedProject.generate(
        spec,
        directory.resolve("out"),
        Map.of("apiPackage", name + ".api", "modelPackage", name + ".model"));
  }

  /** Contracts of one property each become one contract with as many requests, which is faster. */
  private static boolean isOneProperty(JsonNode test) {
    return test.has("v")
        && !test.has("set")
        && !test.has("code")
        && !test.has("raw")
        && !test.has("files");
  }

  @AfterAll
  static void close() throws IOException {
    if (classes != null) {
      classes.close();
    }
  }

  private static String name(int i) {
    return cases.get(i).get("name").asText();
  }

  @TestFactory
  Stream<DynamicTest> everyContractIsServedAsItSaysOrRefusedWithItsPlace() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      int number = i;
      JsonNode test = cases.get(i);
      tests.add(
          dynamicTest(
              name(i),
              () -> {
                if (test.has("refused")) {
                  refused(number, test.get("refused"));
                } else {
                  served(number, test);
                }
              }));
    }
    return tests.stream();
  }

  private static void refused(int i, JsonNode expected) throws IOException {
    String says = REFUSALS.get(name(i));
    assertThat(says).as("was generated").isNotNull().contains(expected.get("says").asText());
    List<String> lines =
        Files.readAllLines(
            directory.resolve(SmallContract.packageName("c", i)).resolve("openapi.yaml"));
    List<String> named = new ArrayList<>();
    Matcher place = PLACE.matcher(says);
    while (place.find()) {
      named.add(lines.get(Integer.parseInt(place.group(1)) - 1));
    }
    assertThat(named)
        .as("lines that the message names: %s", says)
        .anyMatch(line -> line.contains(expected.get("line").asText()));
  }

  private static void served(int i, JsonNode test) throws Exception {
    assertThat(REFUSALS).doesNotContainKey(name(i));
    String name = SmallContract.packageName("s", i);
    String request = isOneProperty(test) ? TOGETHER + ".model.Ask" + i : name + ".model.Ask";
    if (test.has("code")) {
      StringBuilder code = new StringBuilder();
      try (Stream<Path> files =
          Files.walk(directory.resolve("out/src/main/java/" + name + "/api"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          code.append(Files.readString(file));
        }
      }
      assertThat(code).contains(test.get("code").asText());
    }
    for (JsonNode body : test.path("good")) {
      assertThat(faults(request, body.asText())).as("of %s", body.asText()).isEmpty();
    }
    for (Map.Entry<String, JsonNode> bad : test.path("bad").properties()) {
      List<String> expected = new ArrayList<>();
      bad.getValue().forEach(fault -> expected.add(fault.asText()));
      assertThat(faults(request, bad.getKey()))
          .as("of %s", bad.getKey())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  /**
   * Returns pointer and rule of every fault that generated code reports in a body; an unexpected
   * null counts as a type fault.
   */
  private static List<String> faults(String request, String body) throws Exception {
    Object codec = Class.forName(request, true, classes).getField("CODEC").get(null);
    JsonNode tree = MAPPER.readTree(body);
    Object value;
    try {
      value = OutsideContractTest.call(codec, "fromTree", tree);
    } catch (IOException e) {
      Object pointer = OutsideContractTest.call(e, "pointer");
      List<?> missing = (List<?>) OutsideContractTest.call(e, "missing");
      return missing.isEmpty()
          ? List.of(pointer + " type")
          : missing.stream().map(member -> pointer + "/" + member + " required").toList();
    }
    assertThat(OutsideContractTest.call(codec, "toTree", value)).isEqualTo(tree);
    List<String> faults = new ArrayList<>();
    for (Object fault : (List<?>) OutsideContractTest.call(value, "faults")) {
      boolean warning = OutsideContractTest.call(fault, "severity").toString().equals("WARNING");
      faults.add(
          OutsideContractTest.call(fault, "pointer")
              + " "
              + OutsideContractTest.call(fault, "rule")
              + (warning ? " warning" : ""));
    }
    return faults;
  }
}
