package dev.chatcontract.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.json.JsonCodec;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRuleTest {
  /** Like an open enumeration of generated code: a type of its own, a text on the wire. */
  private record Colour(String wireName) {}

  private static final String NULL = "type : is null, which the contract does not allow";

  private static ValueRule colour() {
    return ValueRule.of().wire(Colour::wireName);
  }

  private static List<String> faults(ValueRule rule, @Nullable Object value) {
    return Noted.faults(rule, value);
  }

  private static Map<String, Object> map(Object... namesAndValues) {
    return Held.of(namesAndValues).known();
  }

  @Test
  void aRuleWithoutLimitsAllowsEverythingButNull() {
    for (Object value : List.of("", 1, true, List.of(1, 1), Map.of(), Noted.tree("[null]"))) {
      assertThat(faults(ValueRule.of(), value)).isEmpty();
    }
    assertThat(faults(ValueRule.of(), null)).containsExactly(NULL);
    assertThat(faults(ValueRule.of().nullable(), null)).isEmpty();
  }

  @Test
  void nullInsideATreeIsLeftToTheTreeUnlessAnObjectIsRequired() {
    assertThat(faults(ValueRule.of(), Noted.tree("null"))).isEmpty();
    assertThat(faults(ValueRule.of().anyObject(), Noted.tree("null"))).containsExactly(NULL);
    assertThat(faults(ValueRule.of().anyObject().nullable(), Noted.tree("null"))).isEmpty();
    assertThat(faults(ValueRule.of().anyObject(), null)).containsExactly(NULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"a\"", "[]", "true"})
  void aTreeMayBeRequiredToBeAnObject(String other) {
    ValueRule rule = ValueRule.of().anyObject();
    assertThat(faults(rule, Noted.tree("{\"a\":[1]}"))).isEmpty();
    assertThat(faults(rule, Noted.tree(other)))
        .containsExactly("type : is not an object, which the contract requires");
    assertThat(faults(ValueRule.of(), Noted.tree(other))).isEmpty();
  }

  @Test
  void onlyListedValuesAreAllowedHoweverTheyAreWritten() {
    ValueRule rule = ValueRule.of().allowed("a", new BigDecimal("1"), true);
    for (Object value : List.of("a", 1, 1L, new BigDecimal("1.0"), true, Noted.tree("1.00"))) {
      assertThat(faults(rule, value)).isEmpty();
    }
    for (Object value : List.of("b", 2, false, "1", "true", Noted.tree("\"A\""))) {
      assertThat(faults(rule, value)).containsExactly("enum : must be one of a, 1, true");
    }
  }

  @Test
  void aRefusedValueIsNamedWithTheReason() {
    ValueRule rule = ValueRule.of().rejected("a", "it is old").rejected(new BigDecimal("2"), "odd");
    assertThat(faults(rule, "b")).isEmpty();
    assertThat(faults(rule, "a"))
        .containsExactly("x-rejected-values : \"a\" is refused: it is old");
    assertThat(faults(rule, Noted.tree("2.0")))
        .containsExactly("x-rejected-values : \"2.0\" is refused: odd");
  }

  @Test
  void anOpenEnumerationIsCheckedAsItIsOnTheWire() {
    ValueRule rule = colour().allowed("red", "green").rejected("green", "r").maxLength(4);
    assertThat(faults(rule, new Colour("red"))).isEmpty();
    assertThat(faults(rule, new Colour("blue")))
        .containsExactly("enum : must be one of red, green");
    assertThat(faults(rule, new Colour("green")))
        .containsExactly(
            "x-rejected-values : \"green\" is refused: r",
            "maxLength : has 5 characters, at most 4 are allowed");
  }

  @Test
  void valuesInTreesHaveTheSameLimits() {
    assertThat(faults(ValueRule.of().maxLength(1), Noted.tree("\"ab\""))).hasSize(1);
    assertThat(faults(ValueRule.of().maximum("1"), Noted.tree("2"))).hasSize(1);
    assertThat(faults(ValueRule.of().maximum("1"), Noted.tree("1"))).isEmpty();
    assertThat(faults(ValueRule.of().maxItems(1), Noted.tree("[1,2]"))).hasSize(1);
    assertThat(faults(ValueRule.of().maxProperties(1), Noted.tree("{\"a\":1,\"b\":2}"))).hasSize(1);
    assertThat(
            faults(
                ValueRule.of().each(ValueRule.of().minimum("2")), Noted.tree("{\"a\":1,\"b\":2}")))
        .containsExactly("minimum /a: is 1, the least allowed is 2");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,0", "3,0", "4,1"})
  void aListHasLimitsBothWays(int size, int faults) {
    ValueRule rule = ValueRule.of().minItems(2).maxItems(3).advice("send less");
    List<String> found = faults(rule, Collections.nCopies(size, "a"));
    assertThat(found).hasSize(faults);
    if (size < 2) {
      assertThat(found).containsExactly("minItems : has 1 items, at least 2 are needed");
    }
    if (size > 3) {
      assertThat(found).containsExactly("maxItems : has 4 items, at most 3 are allowed: send less");
    }
  }

  @ParameterizedTest
  @CsvSource({"1,minProperties", "2,", "3,", "4,maxProperties"})
  void aMapHasLimitsBothWays(int size, @Nullable String rule) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      members.put("m" + i, i);
    }
    assertThat(
            faults(ValueRule.of().minProperties(2).maxProperties(3), members).stream()
                .map(line -> line.split(" ", -1)[0])
                .toList())
        .isEqualTo(rule == null ? List.of() : List.of(rule));
  }

  @Test
  void eachValueOfAMapIsCheckedUnderItsName() {
    ValueRule rule = ValueRule.of().each(ValueRule.of().maxLength(1));
    assertThat(faults(rule, map("a", "xx", "b", "x", "c/d", "xxx")))
        .containsExactly(
            "maxLength /a: has 2 characters, at most 1 are allowed",
            "maxLength /c~1d: has 3 characters, at most 1 are allowed");
  }

  @Test
  void eachElementOfAListIsCheckedUnderItsPlace() {
    ValueRule rule = ValueRule.of().each(ValueRule.of().maxLength(1)).unique();
    assertThat(faults(rule, Arrays.asList("a", "bb", null, "a", "bb")))
        .containsExactly(
            "maxLength /1: has 2 characters, at most 1 are allowed",
            "type /2: is null, which the contract does not allow",
            "uniqueItems /3: is in the list already",
            "uniqueItems /4: is in the list already",
            "maxLength /4: has 2 characters, at most 1 are allowed");
  }

  @Test
  void elementsMayRepeatUnlessTheyMustBeUnique() {
    assertThat(faults(ValueRule.of().each(ValueRule.of()), List.of(1, 1))).isEmpty();
    assertThat(faults(ValueRule.of().unique(), List.of(1, 2, "1"))).isEmpty();
    assertThat(faults(ValueRule.of().unique(), List.of(1, 2, 1)))
        .containsExactly("uniqueItems /2: is in the list already");
  }

  @Test
  void elementsAreTheSameIfTheyAreTheSameOnTheWire() {
    ObjectRule<Held> object =
        Held.rule()
            .optional("C", h -> h.get("C"), colour())
            .optional("L", h -> h.get("L"), ValueRule.of().each(colour()))
            .optional("M", h -> h.get("M"), ValueRule.of().each(ValueRule.of()));
    ValueRule objects = ValueRule.of().unique().each(ValueRule.of().object(() -> object));
    Held one = Held.of("C", new Colour("red"), "L", List.of(new Colour("x")), "M", Map.of("k", 1));
    Held same =
        Held.of("M", Map.of("k", 1L), "L", List.of(new Colour("x")), "C", new Colour("red"));
    assertThat(faults(objects, List.of(one, same)))
        .containsExactly("uniqueItems /1: is in the list already");
    assertThat(
            faults(
                objects,
                List.of(
                    one,
                    Held.of("C", new Colour("red"), "L", List.of(new Colour("x"))),
                    Held.of("C", new Colour("red")),
                    Held.of("C", new Colour("blue")),
                    Held.of("L", List.of(new Colour("y"))),
                    Held.of("L", List.of()),
                    Held.of("M", Map.of("k", 2)),
                    Held.of("M", Map.of("l", 1)),
                    Held.of(),
                    Held.of().and("X", "1"),
                    Held.of().and("X", "2"))))
        .isEmpty();
    assertThat(faults(objects, List.of(Held.of().and("X", "1"), Held.of().and("X", "1.0"))))
        .hasSize(1);
  }

  @Test
  void elementsOfAnOpenEnumerationAreComparedByTheirWireNames() {
    ValueRule ignoringCase =
        ValueRule.of().wire((Colour c) -> c.wireName().toLowerCase(Locale.ROOT));
    ValueRule rule = ValueRule.of().unique().each(ignoringCase);
    assertThat(faults(rule, List.of(new Colour("red"), new Colour("RED"), new Colour("blue"))))
        .containsExactly("uniqueItems /1: is in the list already");
  }

  @Test
  void nestedListsAndMapsAreComparedByTheirElements() {
    ValueRule lists = ValueRule.of().unique().each(ValueRule.of().each(ValueRule.of()));
    assertThat(faults(lists, List.of(List.of(1), List.of(1L), List.of(2), List.of()))).hasSize(1);
    assertThat(faults(lists, List.of(Map.of("a", 1), Map.of("a", 1L), Map.of("b", 1), Map.of())))
        .containsExactly("uniqueItems /1: is in the list already");
    assertThat(faults(lists, List.of(Noted.tree("[1]"), Noted.tree("[1.0]")))).hasSize(1);
  }

  @Test
  void furtherLimitsHaveTheirOwnSeverity() {
    ValueRule rule =
        ValueRule.of()
            .maxLength(4)
            .also(ValueRule.of().maxLength(2), Fault.Severity.WARNING)
            .also(ValueRule.of().rejected("abcde", "r"), Fault.Severity.ERROR);
    assertThat(faults(rule, "ab")).isEmpty();
    assertThat(faults(rule, "abc"))
        .containsExactly("maxLength : has 3 characters, at most 2 are allowed (warning)");
    assertThat(faults(rule, "abcde"))
        .containsExactly(
            "maxLength : has 5 characters, at most 4 are allowed",
            "maxLength : has 5 characters, at most 2 are allowed (warning)",
            "x-rejected-values : \"abcde\" is refused: r");
  }

  @Test
  void eachLimitHasTheSeverityOfItsRule() {
    ValueRule limits =
        ValueRule.of()
            .allowed("x")
            .rejected(List.of(), "r")
            .minItems(1)
            .maxItems(-1)
            .maxTotalBytes(-1);
    ValueRule rule = ValueRule.of().also(limits, Fault.Severity.WARNING);
    assertThat(faults(rule, List.of())).hasSize(5).allMatch(line -> line.endsWith(" (warning)"));
  }

  @Test
  void anObjectIsCheckedByItsOwnRuleAndCountedWithItsOtherMembers() {
    ObjectRule<Held> object =
        Held.rule()
            .optional("A", h -> h.get("A"), ValueRule.of().maxLength(1))
            .optional("B", h -> h.get("B"), ValueRule.of());
    ValueRule rule = ValueRule.of().object(() -> object).minProperties(2).maxProperties(3);
    assertThat(faults(rule, Held.of("A", "xx")))
        .containsExactly(
            "minProperties : has 1 members, at least 2 are needed",
            "maxLength /A: has 2 characters, at most 1 are allowed");
    assertThat(faults(rule, Held.of("A", "x", "B", "x"))).isEmpty();
    assertThat(faults(rule, Held.of("A", "x").and("X", "1"))).isEmpty();
    assertThat(faults(rule, Held.of("A", "x", "B", "x").and("X", "1"))).isEmpty();
    assertThat(faults(rule, Held.of("A", "x", "B", "x").and("X", "1").and("Y", "null")))
        .containsExactly("maxProperties : has 4 members, at most 3 are allowed");
    ValueRule few = ValueRule.of().object(() -> object).minProperties(1);
    assertThat(faults(few, Held.of())).hasSize(1);
    ValueRule many = ValueRule.of().object(() -> object).maxProperties(0);
    assertThat(faults(many, Held.of("A", "x"))).hasSize(1);
  }

  @Test
  void anObjectHeldAsATreeIsCheckedLikeARecord() {
    ObjectRule<Held> object =
        Held.rule().optional("Name", h -> h.get("Name"), ValueRule.of().maxLength(1));
    ValueRule rule = ValueRule.of().tree(Held.CODEC, () -> object);
    assertThat(faults(rule, Noted.tree("{\"Id\":\"a\",\"Name\":\"n\"}"))).isEmpty();
    assertThat(faults(rule, Noted.tree("{\"Id\":\"a\",\"Name\":\"nn\"}")))
        .containsExactly("maxLength /Name: has 2 characters, at most 1 are allowed");
    assertThat(faults(rule, Noted.tree("{\"Id\":\"a\"}")))
        .containsExactly("required /Name: is required");
    assertThat(faults(rule, Noted.tree("[]")))
        .containsExactly("type : (root): expected an object, found an array");
    assertThat(faults(rule, Held.of("Name", "nn"))).hasSize(1);
  }

  @Test
  void theBytesOfAllTextsAreCountedAtAnyDepth() {
    ObjectRule<Held> object =
        Held.rule()
            .optional("T", h -> h.get("T"), ValueRule.of())
            .optional("C", h -> h.get("C"), colour())
            .optional("N", h -> h.get("N"), ValueRule.of());
    ValueRule inner = ValueRule.of().object(() -> object);
    Held record = Held.of("T", "\u6f22", "C", new Colour("red"), "N", 12345);
    assertThat(ValueRule.of().textBytes(null)).isZero();
    assertThat(ValueRule.of().textBytes(12345)).isZero();
    assertThat(ValueRule.of().textBytes("a\u6f22")).isEqualTo(4);
    assertThat(colour().textBytes(new Colour("red"))).isEqualTo(3);
    assertThat(ValueRule.of().textBytes(List.of("ab", 1, List.of("c")))).isEqualTo(3);
    assertThat(ValueRule.of().textBytes(Map.of("name", "ab", "other", "c"))).isEqualTo(3);
    assertThat(ValueRule.of().each(colour()).textBytes(List.of(new Colour("red")))).isEqualTo(3);
    assertThat(inner.textBytes(record)).isEqualTo(6);
    assertThat(inner.textBytes(record.and("X", "\"abcd\""))).isEqualTo(10);
    assertThat(ValueRule.of().each(inner).textBytes(List.of(record, record))).isEqualTo(12);
    assertThat(ValueRule.of().each(inner).textBytes(Map.of("k", record))).isEqualTo(6);
    assertThat(ValueRule.of().textBytes(List.of())).isZero();
    assertThat(ValueRule.of().textBytes(Noted.tree("\"\u6f22\""))).isEqualTo(3);
    assertThat(ValueRule.of().textBytes(Noted.tree("{\"a\":[\"bc\",1,{\"d\":\"e\"}],\"f\":null}")))
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"ab,c,true", "ab,cd,false", "\u6f22,'',true", "\u6f22,a,false"})
  void theBytesOfAllTextsAreLimited(String first, String second, boolean fits) {
    ValueRule rule = ValueRule.of().maxTotalBytes(3);
    int bytes = RequestFaults.utf8Bytes(first + second);
    assertThat(faults(rule, List.of(first, second)))
        .isEqualTo(
            fits
                ? List.of()
                : List.of(
                    "x-max-total-bytes : has "
                        + bytes
                        + " bytes of text in UTF-8, at most 3 are allowed: shorten it"));
  }

  @Test
  void aListOfTextsReadFromATreeHasTheSameBytes() throws Exception {
    List<String> texts = List.of("a", "\u6f22", "\ud83d\ude00");
    ValueRule rule = ValueRule.of();
    assertThat(rule.textBytes(JsonCodec.STRING.list().toTree(texts)))
        .isEqualTo(rule.textBytes(texts))
        .isEqualTo(8);
  }

  @Test
  void aNumberHasAllItsLimits() {
    ValueRule rule =
        ValueRule.of().multipleOf("2").multipleOf("3").exclusiveMinimum("0").exclusiveMaximum("12");
    assertThat(faults(rule, 6)).isEmpty();
    assertThat(faults(rule, 9)).containsExactly("multipleOf : is 9, which is not a multiple of 2");
    assertThat(faults(rule, 0)).containsExactly("minimum : is 0, it must be more than 0");
    assertThat(faults(rule, 12L)).containsExactly("maximum : is 12, it must be less than 12");
  }

  @Test
  void nestedEnumerationsAreComparedByTheirWireNames() {
    ValueRule ignoringCase =
        ValueRule.of().wire((Colour c) -> c.wireName().toLowerCase(Locale.ROOT));
    ValueRule rule = ValueRule.of().unique().each(ValueRule.of().each(ignoringCase));
    Colour red = new Colour("red");
    Colour loud = new Colour("RED");
    Colour blue = new Colour("blue");
    assertThat(faults(rule, List.of(List.of(red, blue), List.of(loud, blue))))
        .containsExactly("uniqueItems /1: is in the list already");
    assertThat(faults(rule, List.of(List.of(red, blue), List.of(blue, red)))).isEmpty();
    assertThat(faults(rule, List.of(Map.of("k", red), Map.of("k", loud))))
        .containsExactly("uniqueItems /1: is in the list already");
    assertThat(faults(rule, List.of(Map.of("k", red), Map.of("k", blue), Map.of("l", red))))
        .isEmpty();
    assertThat(faults(ValueRule.of().unique().each(ValueRule.of()), Noted.tree("[[1],[2],{},[]]")))
        .isEmpty();
  }
}
