package dev.chatcontract.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.json.JsonCodec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

  /** A record with any members, like the one that generated code has for each schema. */
  private record Some(Map<String, Object> known, Map<String, JsonNode> others) {
    static Some of(Map<String, Object> known) {
      return new Some(known, Map.of());
    }

    @Nullable Object get(String name) {
      return known.get(name);
    }
  }

  private final ObjectRule<Some> rule = ObjectRule.of(Some::others);

  private RulesTest member(String name, ValueRule value) {
    rule.optional(name, some -> some.get(name), value);
    return this;
  }

  private List<String> found(Map<String, Object> known) {
    return found(Some.of(known));
  }

  private List<String> found(Some some) {
    return rule.faults(some).stream().map(f -> f.rule() + " " + f).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "\u007f",
        "\u0080",
        "\u07ff",
        "\u0800",
        "\uffff",
        "\ud83d\ude00",
        "x\u6f22\ud83d\ude00y"
      })
  void countsUtf8Bytes(String text) {
    assertThat(RequestFaults.utf8Bytes(text))
        .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude00", "\ud83dx", "\ude00\ud83d"})
  void countsAnUnpairedSurrogateAsThreeBytes(String text) {
    int halves = (int) text.chars().filter(c -> Character.isSurrogate((char) c)).count();
    assertThat(RequestFaults.utf8Bytes(text)).isEqualTo(3 * halves + text.length() - halves);
  }

  @ParameterizedTest
  @CsvSource({"10,30,true", "10,29,false", "11,32,false", "11,33,true", "0,0,true"})
  void limitsBytesNotCharacters(int chars, int max, boolean fits) {
    member("N", ValueRule.of().maxBytes(max));
    assertThat(found(Map.of("N", "\u6f22".repeat(chars))).isEmpty()).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({"4,true", "5,false"})
  void countsTextsThatMightNotFit(int bytes, boolean fits) {
    member("N", ValueRule.of().maxBytes(4));
    assertThat(found(Map.of("N", "a".repeat(bytes))).isEmpty()).isEqualTo(fits);
  }

  @Test
  void limitsLengthInCodePoints() {
    member("A", ValueRule.of().minLength(1).maxLength(1));
    member("B", ValueRule.of().minLength(2).maxLength(2));
    member("D", ValueRule.of().maxLength(1));
    assertThat(found(Map.of("A", "\ud83d\ude00", "B", "\ud83d\ude00", "D", "ab")))
        .containsExactly(
            "minLength /B: must have at least 2 characters",
            "maxLength /D: has 2 characters, at most 1 are allowed");
  }

  @Test
  void limitsTheNumberOfItemsBothWays() {
    for (String name : List.of("A", "B", "C", "D")) {
      member(name, ValueRule.of().minItems(1).maxItems(2));
    }
    assertThat(
            found(
                Map.of("A", List.of(), "B", List.of(1), "C", List.of(1, 2), "D", List.of(1, 2, 3))))
        .containsExactly(
            "minItems /A: has 0 items, at least 1 are needed",
            "maxItems /D: has 3 items, at most 2 are allowed: split the request");
  }

  @Test
  void appliesInclusiveBounds() {
    for (String name : List.of("A", "B", "C", "D")) {
      member(name, ValueRule.of().minimum("1").maximum("3"));
    }
    member("E", ValueRule.of().minimum("0.5"));
    member("F", ValueRule.of().minimum("0.5"));
    member("G", ValueRule.of().maximum("0.5"));
    member("H", ValueRule.of().maximum("0.5"));
    assertThat(
            found(
                Map.of(
                    "A",
                    1L,
                    "B",
                    0,
                    "C",
                    3,
                    "D",
                    4L,
                    "E",
                    new BigDecimal("0.5"),
                    "F",
                    new BigDecimal("0.4"),
                    "G",
                    new BigDecimal("0.50"),
                    "H",
                    new BigDecimal("0.6"))))
        .containsExactly(
            "minimum /B: is 0, the least allowed is 1",
            "maximum /D: is 4, the most allowed is 3",
            "minimum /F: is 0.4, the least allowed is 0.5",
            "maximum /H: is 0.6, the most allowed is 0.5");
  }

  @Test
  void appliesExclusiveBoundsBeyond64Bits() {
    member("A", ValueRule.of().exclusiveMinimum("1").exclusiveMaximum("3"));
    member("B", ValueRule.of().exclusiveMinimum("1").exclusiveMaximum("3"));
    member("C", ValueRule.of().maximum("18446744073709551615"));
    member("D", ValueRule.of().exclusiveMinimum("9223372036854775807"));
    member("E", ValueRule.of().maximum("1E+30"));
    assertThat(
            found(
                Map.of(
                    "A",
                    1,
                    "B",
                    3L,
                    "C",
                    new BigInteger("18446744073709551616"),
                    "D",
                    Long.MAX_VALUE,
                    "E",
                    Long.MAX_VALUE)))
        .containsExactly(
            "minimum /A: is 1, it must be more than 1",
            "maximum /B: is 3, it must be less than 3",
            "maximum /C: is 18446744073709551616, the most allowed is 18446744073709551615",
            "minimum /D: is 9223372036854775807, it must be more than 9223372036854775807");
  }

  @Test
  void findsPatternsAnywhereAndShortensQuotedValues() {
    for (String name : List.of("A", "B", "E", "D")) {
      member(name, ValueRule.of().pattern("^[a-z]+$", "^[a-z]+$"));
    }
    member("C", ValueRule.of().pattern("B", "B"));
    assertThat(
            found(
                Map.of(
                    "A", "abc",
                    "B", "aBc",
                    "C", "xaBc",
                    "E", "Y".repeat(40),
                    "D", "Z".repeat(41))))
        .containsExactly(
            "pattern /B: \"aBc\" does not match ^[a-z]+$",
            "pattern /E: \"" + "Y".repeat(40) + "\" does not match ^[a-z]+$",
            "pattern /D: \"" + "Z".repeat(40) + "...\" does not match ^[a-z]+$");
  }

  @Test
  void quotesNoHiddenValue() {
    ValueRule none = ValueRule.of().pattern("^$", "^$");
    ObjectRule<Some> inner = ObjectRule.of(Some::others).optional("Name", s -> s.get("Name"), none);
    rule.hide("Pin", "Age", "Key", "Old", "Pins", "Owner");
    member("Pin", none);
    member("Key", ValueRule.of().rejected("k", "r"));
    member("Age", ValueRule.of().minimum("8"));
    member("Old", ValueRule.of().maximum("1"));
    member("Pins", ValueRule.of().each(none));
    member("Owner", ValueRule.of().object(() -> inner));
    member("Name", none);
    assertThat(
            found(
                Map.of(
                    "Pin",
                    "1234",
                    "Key",
                    "k",
                    "Age",
                    7,
                    "Old",
                    BigDecimal.TEN,
                    "Pins",
                    List.of("1234"),
                    "Owner",
                    Some.of(Map.of("Name", "k")),
                    "Name",
                    "n")))
        .containsExactly(
            "pattern /Pin: \"***\" does not match ^$",
            "x-rejected-values /Key: \"***\" is refused: r",
            "minimum /Age: is ***, the least allowed is 8",
            "maximum /Old: is ***, the most allowed is 1",
            "pattern /Pins/0: \"***\" does not match ^$",
            "pattern /Owner/Name: \"***\" does not match ^$",
            "pattern /Name: \"n\" does not match ^$");
  }

  @Test
  void refusesValuesAndMembersThatDoNotApply() {
    member("A", ValueRule.of().rejected("y", "r"));
    member("B", ValueRule.of().rejected("y", "the server does not take it"));
    member("Type", ValueRule.of());
    member("C", ValueRule.of());
    rule.appliesWhen(ObjectRule.Condition.in("Type", "S"), Fault.Severity.ERROR);
    member("D", ValueRule.of());
    rule.appliesWhen(ObjectRule.Condition.in("Type", "T"), Fault.Severity.WARNING);
    rule.required("E", s -> s.get("E"), ValueRule.of());
    rule.required("F", s -> s.get("F"), ValueRule.of());
    Map<String, Object> some = Map.of("A", "x", "B", "y", "Type", "S", "C", 1, "D", 1, "E", 1);
    assertThat(found(some))
        .containsExactly(
            "x-rejected-values /B: \"y\" is refused: the server does not take it",
            "x-applies-when /D: applies only when Type is T: leave it out",
            "required /F: is required");
    assertThat(rule.faults(Some.of(some)))
        .extracting(Fault::severity)
        .containsExactly(Fault.Severity.ERROR, Fault.Severity.WARNING, Fault.Severity.ERROR);
  }

  @Test
  void acceptsAbsentMembers() {
    member(
        "Text",
        ValueRule.of().maxBytes(0).minLength(1).maxLength(1).pattern("x", "x").rejected("x", "r"));
    member("List", ValueRule.of().minItems(1).maxItems(1).unique());
    member("Number", ValueRule.of().minimum("1").maximum("1").multipleOf("2"));
    member("Map", ValueRule.of().minProperties(1).maxProperties(1));
    member("Object", ValueRule.of().object(() -> rule));
    member("Enum", ValueRule.of().allowed("a"));
    rule.appliesWhen(ObjectRule.Condition.in("Text", "a"), Fault.Severity.ERROR);
    assertThat(found(Map.of())).isEmpty();
  }

  @Test
  void keepsThePointerThroughAnyDepth() {
    ValueRule wrong = ValueRule.of().allowed("right");
    ObjectRule<Some> inner =
        ObjectRule.of(Some::others)
            .optional("l", s -> s.get("l"), ValueRule.of().each(ValueRule.of().each(wrong)))
            .optional("n", s -> s.get("n"), wrong);
    member("a~/b", ValueRule.of().each(ValueRule.of().object(() -> inner)));
    member("top", wrong);
    Some value = Some.of(Map.of("l", List.of(List.of("x")), "n", "x"));
    assertThat(rule.faults(Some.of(Map.of("a~/b", Collections.nCopies(2, value), "top", "x"))))
        .extracting(Fault::pointer)
        .containsExactly(
            "/a~0~1b/0/l/0/0", "/a~0~1b/0/n", "/a~0~1b/1/l/0/0", "/a~0~1b/1/n", "/top");
  }

  @Test
  void appliesRulesToUnlistedMembers() {
    member("A", ValueRule.of().nullable());
    rule.additional(JsonCodec.STRING, ValueRule.of().maxLength(2));
    assertThat(
            found(
                new Some(
                    Map.of(), Map.of("A", NullNode.getInstance(), "B", TextNode.valueOf("abc")))))
        .containsExactly("maxLength /B: has 3 characters, at most 2 are allowed");
    assertThat(found(new Some(Map.of(), Map.of("C", IntNode.valueOf(1)))))
        .singleElement()
        .asString()
        .startsWith("type /C: ");
    rule.closed();
    assertThat(found(new Some(Map.of(), Map.of("D", TextNode.valueOf("a")))))
        .containsExactly("additionalProperties /D: is not a member of the contract, which knows A");
  }

  @Test
  void findsDuplicateItems() {
    member("A", ValueRule.of().unique());
    assertThat(found(Map.of("A", List.of(1, new BigDecimal("1.0"), "1"))))
        .containsExactly("uniqueItems /A/1: is in the list already");
  }
}
