package dev.chatcontract.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.rules.ObjectRule.Condition;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectRuleTest {
  /** Like an open enumeration of generated code. */
  private record Kind(String wireName) {}

  private static final Fault.Severity ERROR = Fault.Severity.ERROR;
  private static final Fault.Severity WARNING = Fault.Severity.WARNING;

  private final ObjectRule<Held> rule = Held.rule();

  private void optional(String name, ValueRule value) {
    rule.optional(name, h -> h.get(name), value);
  }

  private void required(String name, ValueRule value) {
    rule.required(name, h -> h.get(name), value);
  }

  private List<String> faults(Held value) {
    return Noted.lines(rule.faults(value));
  }

  @Test
  void anyRecordFitsARuleWithoutMembers() {
    assertThat(faults(Held.of("A", 1).and("X", "null"))).isEmpty();
  }

  @Test
  void aRequiredMemberMustBeThereEvenBesideOthers() {
    required("A", ValueRule.of());
    assertThat(faults(Held.of())).containsExactly("required /A: is required");
    assertThat(faults(Held.of().and("X", "1"))).containsExactly("required /A: is required");
    assertThat(faults(Held.of("A", 1))).isEmpty();
  }

  @Test
  void aMemberSentAsNullIsThereButMustBeNullable() {
    required("A", ValueRule.of());
    required("B", ValueRule.of().nullable());
    optional("C", ValueRule.of());
    assertThat(faults(Held.of().and("A", "null").and("B", "null").and("C", "null")))
        .containsExactly(
            "type /A: is null, which the contract does not allow",
            "type /C: is null, which the contract does not allow");
  }

  @Test
  void aMemberOfResponsesMustNotBeInARequest() {
    rule.readOnly("A", h -> h.get("A"), ValueRule.of().maxLength(1));
    optional("B", ValueRule.of());
    assertThat(faults(Held.of("B", 1))).isEmpty();
    assertThat(faults(Held.of("A", "a", "B", 1)))
        .containsExactly("readOnly /A: is part of responses only: leave it out");
    assertThat(faults(Held.of("A", "aa"))).hasSize(2);
  }

  @Test
  void faultsComeInTheOrderOfTheMembersAndOfTheirOwnPlace() {
    optional("A", ValueRule.of().each(ValueRule.of().maxLength(1)));
    required("B", ValueRule.of());
    optional("C", ValueRule.of().maxLength(1));
    assertThat(faults(Held.of("C", "cc", "A", List.of("a", "aa"))))
        .containsExactly(
            "maxLength /A/1: has 2 characters, at most 1 are allowed",
            "required /B: is required",
            "maxLength /C: has 2 characters, at most 1 are allowed");
  }

  @Test
  void furtherLimitsOfAMemberHaveTheirOwnSeverity() {
    optional("A", ValueRule.of().maxLength(3));
    rule.limits(ValueRule.of().maxLength(1), WARNING);
    rule.limits(ValueRule.of().rejected("abcd", "r"), ERROR);
    optional("B", ValueRule.of());
    assertThat(faults(Held.of("A", "a", "B", "bb"))).isEmpty();
    assertThat(faults(Held.of("A", "ab")))
        .containsExactly("maxLength /A: has 2 characters, at most 1 are allowed (warning)");
    assertThat(faults(Held.of("A", "abcd"))).hasSize(3);
    assertThat(faults(Held.of().and("X", "1"))).isEmpty();
  }

  @Test
  void furtherLimitsAreNotForAMemberSentAsNull() {
    optional("A", ValueRule.of().nullable());
    rule.limits(ValueRule.of().maxLength(1), ERROR);
    assertThat(faults(Held.of().and("A", "null"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "in,a,1", "in,b,1", "in,c,0", "in,,0",
    "notIn,a,0", "notIn,b,0", "notIn,c,1", "notIn,,0"
  })
  void limitsUnderAConditionNeedItToBeTrue(String kind, @Nullable String neighbour, int faults) {
    optional("T", ValueRule.of());
    optional("A", ValueRule.of());
    Condition when =
        kind.equals("in") ? Condition.in("T", "a", "b") : Condition.notIn("T", "a", "b");
    rule.limitsWhen(when, ValueRule.of().maxLength(1), WARNING);
    Held value = neighbour == null ? Held.of("A", "xx") : Held.of("A", "xx", "T", neighbour);
    assertThat(faults(value)).hasSize(faults).allMatch(line -> line.endsWith("(warning)"));
  }

  @ParameterizedTest
  @CsvSource({
    "in,a,0", "in,b,0", "in,c,1", "in,,0",
    "notIn,a,1", "notIn,b,1", "notIn,c,0", "notIn,,0"
  })
  void aMemberThatAppliesUnderAConditionIsRefusedOnlyIfItIsFalse(
      String kind, @Nullable String neighbour, int faults) {
    optional("T", ValueRule.of());
    optional("A", ValueRule.of());
    Condition when =
        kind.equals("in") ? Condition.in("T", "a", "b") : Condition.notIn("T", "a", "b");
    rule.appliesWhen(when, ERROR);
    Held value = neighbour == null ? Held.of("A", 1) : Held.of("A", 1, "T", neighbour);
    String words = kind.equals("in") ? "T is a or b" : "T is not a or b";
    String fault = "x-applies-when /A: applies only when " + words + ": leave it out";
    assertThat(faults(value)).isEqualTo(faults == 0 ? List.of() : List.of(fault));
    assertThat(faults(Held.of("T", "a"))).isEmpty();
    assertThat(faults(Held.of("T", "c"))).isEmpty();
  }

  @Test
  void aConditionComparesValuesAsTheyAreOnTheWire() {
    optional("N", ValueRule.of());
    optional("B", ValueRule.of());
    optional("E", ValueRule.of().wire(Kind::wireName));
    optional("X", ValueRule.of());
    rule.appliesWhen(Condition.in("N", new BigDecimal("1")), ERROR);
    optional("Y", ValueRule.of());
    rule.appliesWhen(Condition.in("B", true), ERROR);
    optional("Z", ValueRule.of());
    rule.appliesWhen(Condition.in("E", "k"), ERROR);
    assertThat(faults(Held.of("N", 1L, "B", true, "E", new Kind("k"), "X", 0, "Y", 0, "Z", 0)))
        .isEmpty();
    assertThat(faults(Held.of("N", 2, "B", false, "E", new Kind("l"), "X", 0, "Y", 0, "Z", 0)))
        .containsExactly(
            "x-applies-when /X: applies only when N is 1: leave it out",
            "x-applies-when /Y: applies only when B is true: leave it out",
            "x-applies-when /Z: applies only when E is k: leave it out");
  }

  @Test
  void aConditionOnAnUnknownMemberDecidesNothing() {
    optional("A", ValueRule.of());
    rule.appliesWhen(Condition.in("Unknown", "x"), ERROR);
    rule.limitsWhen(Condition.notIn("Unknown", "x"), ValueRule.of().maxLength(0), ERROR);
    assertThat(faults(Held.of("A", "aa").and("Unknown", "\"y\""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,minProperties", "1,", "2,", "3,maxProperties"})
  void theNumberOfMembersCountsThoseThatAreThereInAnyWay(int size, @Nullable String found) {
    optional("A", ValueRule.of().nullable());
    optional("B", ValueRule.of());
    rule.minProperties(1).maxProperties(2);
    Held value = size > 0 ? Held.of("B", 1) : Held.of();
    value = size > 1 ? value.and("A", "null") : value;
    value = size > 2 ? value.and("X", "1") : value;
    assertThat(rule.faults(value))
        .extracting(Fault::rule)
        .isEqualTo(found == null ? List.of() : List.of(found));
    assertThat(rule.sizeOfAny(value)).isEqualTo(size);
  }

  @Test
  void theBytesOfAllTextsAreLimitedWithThoseOfOtherMembers() {
    optional("A", ValueRule.of());
    optional("B", ValueRule.of().each(ValueRule.of()));
    rule.maxTotalBytes(6);
    Held value = Held.of("A", "\u6f22", "B", List.of("b", 1));
    assertThat(faults(value.and("X", "{\"a\":[\"cd\"]}"))).isEmpty();
    assertThat(faults(value.and("X", "{\"a\":[\"cde\"]}")))
        .containsExactly(
            "x-max-total-bytes : has 7 bytes of text in UTF-8, at most 6 are allowed: shorten it");
  }

  @Test
  void aClosedObjectAllowsOnlyItsOwnMembers() {
    optional("A", ValueRule.of().nullable());
    optional("B", ValueRule.of());
    rule.closed();
    assertThat(faults(Held.of("B", 1).and("A", "null"))).isEmpty();
    assertThat(faults(Held.of().and("X", "1").and("A", "null").and("Y/", "2")))
        .containsExactly(
            "additionalProperties /X: is not a member of the contract, which knows A, B",
            "additionalProperties /Y~1: is not a member of the contract, which knows A, B");
  }

  @Test
  void otherMembersHaveTheirOwnTypeAndLimits() {
    optional("A", ValueRule.of().nullable());
    rule.additional(JsonCodec.INT32, ValueRule.of().maximum("5"));
    assertThat(faults(Held.of().and("A", "null").and("X", "5"))).isEmpty();
    assertThat(faults(Held.of().and("X", "6").and("Y", "\"7\"").and("Z", "null")))
        .containsExactly(
            "maximum /X: is 6, the most allowed is 5",
            "type /Y: (root): expected an integer, found a string",
            "type /Z: (root): expected an integer, found null");
  }

  @Test
  void otherMembersMayBeNullableAndHaveMembers() {
    rule.additional(Held.CODEC, ValueRule.of().nullable().object(Held::rule));
    assertThat(faults(Held.of().and("X", "null"))).isEmpty();
    assertThat(faults(Held.of().and("X", "{\"Id\":\"a\",\"Name\":1}").and("Y", "[]")))
        .containsExactly(
            "type /X/Name: /Name: expected a string, found an integer",
            "type /Y: (root): expected an object, found an array");
  }

  @Test
  void hiddenMembersAreHiddenInEveryMessageOfTheRecord() {
    rule.hide("Pin");
    optional("Pin", ValueRule.of().maximum("1"));
    optional("Note", ValueRule.of().pattern("^$", "^$"));
    assertThat(faults(Held.of("Pin", 1234, "Note", "Pin=1234")))
        .containsExactly(
            "maximum /Pin: is ***, the most allowed is 1",
            "pattern /Note: \"Pin=***\" does not match ^$");
  }

  @Test
  void hiddenNamesAreCopied() {
    String[] names = {"Pin"};
    rule.hide(names);
    names[0] = "Other";
    optional("Pin", ValueRule.of().maximum("1"));
    assertThat(faults(Held.of("Pin", 1234))).hasSize(1).allMatch(line -> line.contains("***"));
  }

  @Test
  void aRuleIsBuiltInOneExpressionAndEachStepCounts() {
    ValueRule one = ValueRule.of().maxLength(1);
    ObjectRule<Held> built =
        Held.rule()
            .minProperties(1)
            .maxProperties(1)
            .maxTotalBytes(1)
            .hide("A")
            .additional(JsonCodec.INT32, ValueRule.of())
            .required("R", h -> h.get("R"), one)
            .readOnly("O", h -> h.get("O"), one)
            .optional("A", h -> h.get("A"), ValueRule.of().pattern("^$", "^$"))
            .appliesWhen(Condition.in("R", "x"), ERROR)
            .limits(ValueRule.of().minLength(3), WARNING)
            .limitsWhen(Condition.in("R", "rr"), ValueRule.of().minLength(4), WARNING)
            .optional("B", h -> h.get("B"), one);
    Held value = Held.of("R", "rr", "O", "o", "A", "aa", "B", "b").and("X", "\"x\"");
    assertThat(Noted.lines(built.faults(value)))
        .containsExactly(
            "maxLength /R: has 2 characters, at most 1 are allowed",
            "readOnly /O: is part of responses only: leave it out",
            "x-applies-when /A: applies only when R is x: leave it out",
            "pattern /A: \"***\" does not match ^$",
            "minLength /A: must have at least 3 characters (warning)",
            "minLength /A: must have at least 4 characters (warning)",
            "maxProperties : has 5 members, at most 1 are allowed",
            "x-max-total-bytes : has 7 bytes of text in UTF-8, at most 1 are allowed: shorten it",
            "type /X: (root): expected an integer, found a string");
    assertThat(Noted.lines(built.closed().minProperties(6).faults(value)))
        .contains(
            "minProperties : has 5 members, at least 6 are needed",
            "additionalProperties /X: is not a member of the contract, which knows R, O, A, B");
  }
}
