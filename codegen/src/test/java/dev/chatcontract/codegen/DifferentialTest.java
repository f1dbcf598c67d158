package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.checker.CheckedRule;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.checker.Violation;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.Severity;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three validators that share no code agree on random bodies of random contracts. {@code
 * -Ddifferential.seed=N} replays a run, {@code -Ddifferential.pairs=N} makes it longer.
 */
final class DifferentialTest {
  private static final int OPERATIONS = 24;

  /** Pairs per contract; a longer run uses more contracts. */
  private static final int PAIRS = 22_000;

  /** The pointer up to the outermost member whose type depends on another member's value. */
  private static final Pattern KIND = Pattern.compile("^.*?(mk|~1~0k)(?=/)");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @TempDir Path directory;

  private int valid;
  private int invalid;
  private final List<String> disagreements = new ArrayList<>();

  @Test
  void generatedCodeSchemaCheckerAndAnIndependentValidatorAgree() throws Exception {
    long first = Long.getLong("differential.seed", 1);
    int wanted = Integer.getInteger("differential.pairs", PAIRS);
    for (long seed = first; valid + invalid < wanted && disagreements.isEmpty(); seed++) {
      System.out.println("differential: -Ddifferential.seed=" + seed);
      compare(seed, Math.min(PAIRS, wanted));
      System.out.println("differential: " + valid + " valid, " + invalid + " invalid bodies");
      assertThat(disagreements).as("disagreements of -Ddifferential.seed=%d", seed).isEmpty();
    }
    assertThat(valid).as("bodies without a fault").isGreaterThan(wanted / 10);
    assertThat(invalid).as("bodies with a fault").isGreaterThan(wanted / 4);
  }

  private void compare(long seed, int pairs) throws Exception {
    ObjectNode document = RandomContract.of(new Random(seed), OPERATIONS);
    Path home = Files.createDirectories(directory.resolve("seed" + seed));
    Path spec = home.resolve("openapi.yaml");
    Files.writeString(spec, MAPPER.writeValueAsString(document));
    Contract contract = ContractReader.load(spec);
    SchemaValidator checker = new SchemaValidator(contract);
    GeneratedProject project =
        GeneratedProject.generate(
            spec, home.resolve("out"), Map.of("apiPackage", "r.api", "modelPackage", "r.model"));
    Random random = new Random(seed);
    RandomBody bodies = new RandomBody(document, random);
    Referee referee = new Referee(document, false);
    Referee answers = new Referee(document, true);
    try (URLClassLoader classes = project.compile()) {
      Map<String, Generated> codecs = new HashMap<>();
      for (int i = 0; i < pairs; i++) {
        OperationDef operation = contract.operations().get(i / 2 % OPERATIONS);
        SchemaDef request = operation.request();
        String name = i % 4 == 3 || request == null ? operation.response().name() : request.name();
        JsonNode body = bodies.of(name);
        JsonNode sent =
            MAPPER.readTree(MAPPER.writeValueAsString(i % 2 == 0 ? body : bodies.mutated(body)));
        Generated generated = codecs.get(name);
        if (generated == null) {
          generated = new Generated(classes, name);
          codecs.put(name, generated);
        }
        if (name.equals(operation.response().name())) {
          answer(
              generated, answers.judge(name, sent), checker.response(operation, sent), sent, name);
        } else {
          request(
              generated, referee.judge(name, sent), checker.request(operation, sent), sent, name);
        }
        if (disagreements.size() > 20) {
          return;
        }
      }
    }
  }

  private void request(
      Generated generated,
      Set<Referee.Finding> judged,
      List<Violation> violations,
      JsonNode sent,
      String name) {
    Set<String> expected = said(judged, true);
    count(expected);
    compare("SchemaValidator", name, sent, said(violations), expected);
    List<Fact> facts = new ArrayList<>();
    String failed =
        generated.decode(sent, value -> facts.addAll(generated.faults(value)), this::mismatch);
    Set<String> keywords = said(judged, false);
    if (failed != null) {
      boolean known = names(keywords, failed);
      compare("CODEC", name, sent, known ? Set.of() : Set.of(failed + " type"), Set.of());
      return;
    }
    Set<String> found = new TreeSet<>();
    facts.forEach(fact -> found.add(word(fact.pointer(), fact.rule(), fact.warning())));
    Set<String> settled = settled(found);
    Set<String> all = Set.copyOf(keywords);
    removeUnreportedFaultsOfKinds(facts, settled, keywords);
    // An unlisted member is only read when it is checked: its first fault alone is reported.
    boolean cutShort =
        facts.stream().anyMatch(f -> f.rule().equals("type") && !f.message().startsWith("is n"));
    if (cutShort) {
      settled.removeIf(
          each -> all.contains(each) || (each.endsWith(" type") && names(all, pointer(each))));
      compare("faults()", name, sent, settled, Set.of());
    } else {
      compare("faults()", name, sent, settled, keywords);
    }
  }

  /**
   * Removes other faults of an object of a kind that lacks required members: it is only read when
   * checked, and nothing else is reported.
   */
  private static void removeUnreportedFaultsOfKinds(
      List<Fact> facts, Set<String> found, Set<String> expected) {
    for (Fact fact : facts) {
      Matcher kind = KIND.matcher(fact.pointer());
      if (fact.rule().equals("required") && kind.find()) {
        String below = fact.pointer().substring(0, kind.end());
        expected.removeIf(word -> word.startsWith(below) && !found.contains(word));
      }
    }
  }

  private void answer(
      Generated generated,
      Set<Referee.Finding> judged,
      List<Violation> violations,
      JsonNode sent,
      String name) {
    Set<String> expected = said(judged, true);
    count(expected);
    compare("SchemaValidator", name, sent, said(violations), expected);
    String failed = generated.decode(sent, value -> {}, this::mismatch);
    if (failed != null) {
      boolean known = names(expected, failed);
      compare("CODEC", name, sent, known ? Set.of() : Set.of(failed + " type"), Set.of());
    }
  }

  private void count(Set<String> expected) {
    if (expected.isEmpty()) {
      valid++;
    } else {
      invalid++;
    }
  }

  private void mismatch(String what, JsonNode tree) {
    disagreements.add(what + ": " + tree);
  }

  private void compare(
      String who, String schema, JsonNode body, Set<String> found, Set<String> expected) {
    if (!found.equals(expected)) {
      Set<String> extra = new TreeSet<>(found);
      extra.removeAll(expected);
      Set<String> missing = new TreeSet<>(expected);
      missing.removeAll(found);
      disagreements.add(
          who
              + " of "
              + schema
              + " says too much "
              + extra
              + ", too little "
              + missing
              + ": "
              + body);
    }
  }

  private static Set<String> said(Set<Referee.Finding> judged, boolean byCondition) {
    Set<String> words = new TreeSet<>();
    judged.forEach(
        f ->
            words.add(
                word(
                    f.pointer() + (f.rule().equals("uniqueItems") ? "/" : ""),
                    byCondition && f.conditional() ? "x-limits-when" : f.rule(),
                    f.warning())));
    return settled(words);
  }

  private static Set<String> said(List<Violation> violations) {
    Set<String> words = new TreeSet<>();
    for (Violation v : violations) {
      if (v.rule() != CheckedRule.UNKNOWN_MEMBER) {
        words.add(word(v.pointer(), v.rule().wire(), v.severity() == Severity.WARNING));
      }
    }
    return settled(words);
  }

  private static String word(String pointer, String rule, boolean warning) {
    // One validator names the list, the others each repeated element.
    return rule.equals("uniqueItems")
        ? pointer.substring(0, pointer.lastIndexOf('/')) + " uniqueItems"
        : pointer + " " + rule + (warning ? " warning" : "");
  }

  /** Whether the value at that pointer, or a member that it lacks, is among the faults. */
  private static boolean names(Set<String> words, String pointer) {
    return words.stream()
        .anyMatch(
            word ->
                pointer(word).equals(pointer)
                    || (word.endsWith(" required")
                        && word.substring(0, word.lastIndexOf('/')).equals(pointer)));
  }

  private static String pointer(String word) {
    return word.substring(0, word.indexOf(' '));
  }

  /**
   * Removes other faults of values of a wrong type, and repeated reports of equal elements in one
   * list.
   */
  private static Set<String> settled(Set<String> words) {
    Set<String> wrong =
        words.stream()
            .filter(w -> w.endsWith(" type"))
            .map(DifferentialTest::pointer)
            .collect(Collectors.toSet());
    Set<String> settled = new TreeSet<>();
    for (String word : words) {
      if (word.endsWith(" type") || !wrong.contains(pointer(word))) {
        settled.add(word);
      }
    }
    return settled;
  }

  private record Fact(String pointer, String rule, String message, boolean warning) {}

  /** A generated record, called by reflection, since the run-time is compiled along with it. */
  private static final class Generated {
    private final Object codec;

    Generated(ClassLoader classes, String name) throws ReflectiveOperationException {
      codec = classes.loadClass("r.model." + name).getField("CODEC").get(null);
    }

    /**
     * Returns the pointer of the value that cannot be read, or null; a body that is read must be
     * written unchanged.
     */
    @Nullable String decode(
        JsonNode tree,
        java.util.function.Consumer<Object> use,
        BiConsumer<String, JsonNode> mismatch) {
      Object value;
      try {
        value = OutsideContractTest.call(codec, "fromTree", tree);
      } catch (Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null
            && !cause.getClass().getSimpleName().equals("JsonShapeException")) {
          cause = cause.getCause();
        }
        return String.valueOf(invoke(cause, "pointer"));
      }
      JsonNode written = (JsonNode) invoke(codec, "toTree", value);
      if (!written.equals(tree)) {
        mismatch.accept("written as " + written, tree);
      }
      use.accept(value);
      return null;
    }

    List<Fact> faults(Object value) {
      List<Fact> facts = new ArrayList<>();
      for (Object fault : (List<?>) invoke(value, "faults")) {
        facts.add(
            new Fact(
                String.valueOf(invoke(fault, "pointer")),
                String.valueOf(invoke(fault, "rule")),
                String.valueOf(invoke(fault, "message")),
                String.valueOf(invoke(fault, "severity")).equals("WARNING")));
      }
      return facts;
    }

    private static Object invoke(Object on, String method, Object... arguments) {
      try {
        return OutsideContractTest.call(on, method, arguments);
      } catch (Exception e) {
        throw new AssertionError(method, e);
      }
    }
  }
}
