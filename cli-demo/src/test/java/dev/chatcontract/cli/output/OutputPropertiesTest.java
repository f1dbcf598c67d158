package dev.chatcontract.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.chatcontract.cli.HostileText;
import dev.chatcontract.cli.calls.FailureReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Whatever a value contains, nothing acts on a terminal, and programs read the same value back. */
class OutputPropertiesTest {
  @Provide
  Arbitrary<String> text() {
    return HostileText.any();
  }

  /** Objects, lists and lists of objects, with hostile keys and values. */
  @Provide
  Arbitrary<JsonNode> value() {
    Arbitrary<JsonNode> scalar =
        Arbitraries.oneOf(
            HostileText.any().map(TerminalJson.NODES::textNode),
            Arbitraries.of(
                TerminalJson.NODES.nullNode(),
                TerminalJson.NODES.booleanNode(true),
                TerminalJson.NODES.numberNode(4_454_685_361L),
                TerminalJson.NODES.numberNode(new BigInteger("123456789012345678901234567890")),
                TerminalJson.NODES.numberNode(new BigDecimal("1E+3")),
                TerminalJson.NODES.numberNode(new BigDecimal("1.50")),
                TerminalJson.NODES.numberNode(new BigDecimal("-2.5E-30")),
                TerminalJson.NODES.arrayNode(),
                TerminalJson.NODES.objectNode()));
    Arbitrary<JsonNode> inner = object(scalar);
    return object(Arbitraries.oneOf(scalar, list(scalar), list(inner), inner, list(list(scalar))));
  }

  private static Arbitrary<JsonNode> object(Arbitrary<JsonNode> member) {
    return Arbitraries.maps(HostileText.any(), member)
        .ofMaxSize(4)
        .map(
            members -> {
              ObjectNode object = TerminalJson.NODES.objectNode();
              members.forEach(object::set);
              return object;
            });
  }

  private static Arbitrary<JsonNode> list(Arbitrary<JsonNode> item) {
    return item.list()
        .ofMaxSize(3)
        .map(
            items -> {
              ArrayNode array = TerminalJson.NODES.arrayNode();
              items.forEach(array::add);
              return array;
            });
  }

  private static String printed(JsonNode value, OutputFormat format, boolean terminal) {
    return printed(format, terminal, results -> results.document(value));
  }

  private static String printed(
      OutputFormat format, boolean terminal, java.util.function.Consumer<Results> write) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write.accept(new Results(terminal(out, terminal), format));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Terminal terminal(ByteArrayOutputStream out, boolean terminal) {
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Terminal(
        new ByteArrayInputStream(new byte[0]),
        print,
        print,
        Map.of(),
        Path.of(""),
        terminal,
        terminal,
        60,
        question -> Optional.empty());
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void noFormatPrintsACharacterThatActsOnATerminal(@ForAll("value") JsonNode value) {
    for (OutputFormat format : OutputFormat.values()) {
      HostileText.assertInert(printed(value, format, true), format == OutputFormat.TABLE);
      HostileText.assertInert(printed(value, format, false), false);
      HostileText.assertInert(
          printed(format, true, results -> results.items(List.of(value, value))),
          format == OutputFormat.TABLE);
    }
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void noMessageContainsACharacterThatActsOnATerminal(@ForAll("text") String text) {
    for (boolean colours : List.of(true, false)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Terminal terminal = terminal(out, colours);
      terminal.warn(text);
      terminal.note(text);
      new FailureReport(terminal, true).report(CommandFailure.usage(text));
      new FailureReport(terminal, true).report(new IllegalStateException(text));
      terminal.out().println(terminal.outStyle().bold(text));
      try (Progress progress = new Progress(terminal.drawing(), true, 40, text, 3, () -> 0)) {
        progress.to(3);
      }
      // Only a progress line is overwritten.
      HostileText.assertInert(out.toString(StandardCharsets.UTF_8).replace("\r", ""), colours);
    }
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void whatOtherCodePrintsIsInertExceptForColours(@ForAll("text") String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal terminal = terminal(out, false);
    terminal.out().print(text);
    terminal.err().println(text);
    terminal.err().append(text).printf("%s%n", text);
    HostileText.assertInert(out.toString(StandardCharsets.UTF_8), false);
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void jsonIsReadBackEqualByAnotherReader(@ForAll("value") JsonNode value) {
    String pretty = printed(value, OutputFormat.JSON, false);
    String line = printed(value, OutputFormat.JSONL, false);
    assertThat(line.strip().lines()).hasSize(1);
    for (String text : List.of(pretty, line)) {
      JsonElement read = JsonParser.parseString(text);
      sameJson(value, read);
    }
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void yamlIsReadBackEqualByReadersOfBothVersions(@ForAll("value") JsonNode value) {
    String text = printed(value, OutputFormat.YAML, false);
    sameYaml(value, new Yaml(new LoaderOptions()).load(text));
    sameYaml(value, readAsVersion12(text));
    String items =
        printed(
            OutputFormat.YAML,
            false,
            r -> {
              r.items(List.of(value, value));
              r.items(List.of(value));
            });
    ArrayNode three = TerminalJson.NODES.arrayNode().add(value).add(value).add(value);
    sameYaml(three, new Yaml(new LoaderOptions()).load(items));
  }

  @Test
  void everyTextThatLooksLikeAnotherTypeStaysText() {
    ObjectNode value = TerminalJson.NODES.objectNode();
    ArrayNode list = value.putArray("list");
    for (String text : HostileText.OTHER_TYPES) {
      value.put(text, text);
      list.add(text);
    }
    String yaml = YamlText.of(value);
    sameYaml(value, new Yaml(new LoaderOptions()).load(yaml));
    sameYaml(value, readAsVersion12(yaml));
  }

  /**
   * snakeyaml-engine 2.10 fails on a pair of surrogates across two of its buffers: the text gets
   * one that holds it whole.
   */
  private static Object readAsVersion12(String yaml) {
    LoadSettings settings = LoadSettings.builder().setBufferSize(yaml.length() + 2).build();
    return new Load(settings).loadFromString(yaml);
  }

  private static void sameJson(JsonNode expected, JsonElement read) {
    if (expected.isObject()) {
      assertThat(read.getAsJsonObject().keySet()).hasSize(expected.size());
      expected
          .properties()
          .forEach(m -> sameJson(m.getValue(), read.getAsJsonObject().get(m.getKey())));
    } else if (expected.isArray()) {
      assertThat(read.getAsJsonArray()).hasSize(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        sameJson(expected.get(i), read.getAsJsonArray().get(i));
      }
    } else if (expected.isNull()) {
      assertThat(read.isJsonNull()).isTrue();
    } else if (expected.isBoolean()) {
      assertThat(read.getAsBoolean()).isEqualTo(expected.booleanValue());
    } else if (expected.isNumber()) {
      assertThat(read.getAsBigDecimal()).isEqualByComparingTo(expected.decimalValue());
    } else {
      assertThat(read.getAsString()).isEqualTo(expected.textValue());
    }
  }

  private static void sameYaml(JsonNode expected, Object read) {
    if (expected.isObject()) {
      Map<?, ?> map = (Map<?, ?>) read;
      assertThat(map).hasSize(expected.size());
      expected.properties().forEach(m -> sameYaml(m.getValue(), map.get(m.getKey())));
    } else if (expected.isArray()) {
      List<?> list = (List<?>) read;
      assertThat(list).hasSize(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        sameYaml(expected.get(i), list.get(i));
      }
    } else if (expected.isNull()) {
      assertThat(read).isNull();
    } else if (expected.isBoolean()) {
      assertThat(read).isEqualTo(expected.booleanValue());
    } else if (expected.isIntegralNumber()) {
      assertThat(read).hasToString(expected.asText()).isInstanceOf(Number.class);
    } else if (expected.isNumber()) {
      assertThat(((Number) read).doubleValue()).isEqualTo(expected.doubleValue());
    } else {
      assertThat(read).isEqualTo(expected.textValue());
    }
  }
}
