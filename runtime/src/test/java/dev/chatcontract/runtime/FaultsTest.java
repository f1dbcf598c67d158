package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private final Faults faults = new Faults();

  private List<String> found() {
    return faults.list().stream().map(f -> f.rule() + " " + f).toList();
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
  void countsBytesAsUtf8Does(String text) {
    assertThat(Faults.utf8Bytes(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude00", "\ud83dx", "\ude00\ud83d"})
  void countsHalfASurrogatePairAsThree(String text) {
    int halves = (int) text.chars().filter(c -> Character.isSurrogate((char) c)).count();
    assertThat(Faults.utf8Bytes(text)).isEqualTo(3 * halves + text.length() - halves);
  }

  @ParameterizedTest
  @CsvSource({"10,30,true", "10,29,false", "11,32,false", "11,33,true", "0,0,true"})
  void boundsBytesNotCharacters(int chars, int max, boolean fits) {
    faults.maxBytes("N", "\u6f22".repeat(chars), max);
    assertThat(faults.list().isEmpty()).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({"4,true", "5,false"})
  void countsTextsThatMayJustNotFit(int bytes, boolean fits) {
    faults.maxBytes("N", "a".repeat(bytes), 4);
    assertThat(faults.list().isEmpty()).isEqualTo(fits);
  }

  @Test
  void boundsLengthInCodePoints() {
    faults.minLength("A", "\ud83d\ude00", 1);
    faults.minLength("B", "\ud83d\ude00", 2);
    faults.maxLength("C", "\ud83d\ude00", 1);
    faults.maxLength("D", "ab", 1);
    assertThat(found())
        .containsExactly(
            "minLength /B: must have at least 2 characters",
            "maxLength /D: has 2 characters, at most 1 are allowed");
  }

  @Test
  void boundsItemsAtBothEnds() {
    faults.items("A", List.of(), 1, 2);
    faults.items("B", List.of(1), 1, 2);
    faults.items("C", List.of(1, 2), 1, 2);
    faults.items("D", List.of(1, 2, 3), 1, 2);
    assertThat(found())
        .containsExactly(
            "minItems /A: has 0 items, at least 1 are needed",
            "maxItems /D: has 3 items, at most 2 are allowed: split the request");
  }

  @Test
  void boundsNumbersInclusively() {
    faults.range("A", 1L, 1, 3);
    faults.range("B", 0, 1, 3);
    faults.range("C", 3, 1, 3);
    faults.range("D", 4L, 1, 3);
    faults.range("E", new BigDecimal("0.5"), new BigDecimal("0.5"), null);
    faults.range("F", new BigDecimal("0.4"), new BigDecimal("0.5"), null);
    faults.range("G", new BigDecimal("0.50"), null, new BigDecimal("0.5"));
    faults.range("H", new BigDecimal("0.6"), null, new BigDecimal("0.5"));
    assertThat(found())
        .containsExactly(
            "minimum /B: is 0, the least allowed is 1",
            "maximum /D: is 4, the most allowed is 3",
            "minimum /F: is 0.4, the least allowed is 0.5",
            "maximum /H: is 0.6, the most allowed is 0.5");
  }

  @Test
  void searchesPatternsAndShortensWhatItShows() {
    Pattern lower = Pattern.compile("^[a-z]+$");
    faults.pattern("A", "abc", lower);
    faults.pattern("B", "aBc", lower);
    faults.pattern("C", "xaBc", Pattern.compile("B"));
    faults.pattern("E", "Y".repeat(40), lower);
    faults.pattern("D", "Z".repeat(41), lower);
    assertThat(found())
        .containsExactly(
            "pattern /B: \"aBc\" does not match ^[a-z]+$",
            "pattern /E: \"" + "Y".repeat(40) + "\" does not match ^[a-z]+$",
            "pattern /D: \"" + "Z".repeat(40) + "...\" does not match ^[a-z]+$");
  }

  @Test
  void showsNothingOfWhatIsHidden() {
    Pattern none = Pattern.compile("^$");
    faults.hide("Pin");
    faults.hide("Age", "Key");
    faults.pattern("Pin", "1234", none);
    faults.rejected("Key", "k", "k", "r");
    faults.range("Age", 7, 8, 9);
    faults.range("Age", BigDecimal.TEN, null, BigDecimal.ONE);
    faults.each("Pin", List.of("1234"), (v, f) -> f.pattern("", v, none));
    faults.object("Key", "k", (v, f) -> f.pattern("Name", v, none));
    faults.pattern("Name", "n", none);
    assertThat(found())
        .containsExactly(
            "pattern /Pin: \"***\" does not match ^$",
            "x-rejected-values /Key: \"***\" is refused: r",
            "minimum /Age: is ***, the least allowed is 8",
            "maximum /Age: is ***, the most allowed is 1",
            "pattern /Pin/0: \"***\" does not match ^$",
            "pattern /Key/Name: \"***\" does not match ^$",
            "pattern /Name: \"n\" does not match ^$");
  }

  @Test
  void refusesValuesAndMembersThatDoNotApply() {
    faults.rejected("A", "x", "y", "r");
    faults.rejected("B", "y", "y", "the server does not take it");
    faults.appliesWhen("C", 1, true, "c", Fault.Severity.ERROR);
    faults.appliesWhen("D", 1, false, "Type is T", Fault.Severity.WARNING);
    faults.required("E", 1);
    faults.required("F", null);
    assertThat(found())
        .containsExactly(
            "x-rejected-values /B: \"y\" is refused: the server does not take it",
            "x-applies-when /D: applies only when Type is T: leave it out",
            "required /F: is required");
    assertThat(faults.list())
        .extracting(Fault::severity)
        .containsExactly(Fault.Severity.ERROR, Fault.Severity.WARNING, Fault.Severity.ERROR);
  }

  @Test
  void passesWhatIsAbsent() {
    faults.maxBytes("A", null, 0);
    faults.minLength("A", null, 1);
    faults.maxLength("A", null, 0);
    faults.items("A", null, 1, 1);
    faults.range("A", (Number) null, 1, 1);
    faults.range("A", (BigDecimal) null, BigDecimal.ONE, BigDecimal.ONE);
    faults.pattern("A", null, Pattern.compile("x"));
    faults.rejected("A", null, "x", "r");
    faults.appliesWhen("A", null, false, "c", Fault.Severity.ERROR);
    faults.object("A", null, (v, f) -> f.add("x", "r", "m"));
    faults.each("A", null, (v, f) -> f.add("x", "r", "m"));
    assertThat(faults.list()).isEmpty();
  }

  @Test
  void keepsThePointerThroughAnyDepth() {
    faults.each(
        "a~/b",
        Collections.nCopies(2, "v"),
        (v, f) ->
            f.object(
                "o",
                v,
                (w, g) ->
                    g.each(
                        "l",
                        List.of(1),
                        (x, h) -> {
                          h.each("deep", List.of(1), (y, i) -> i.add("", "r", "m"));
                          h.add("n", "r", "m");
                        })));
    faults.add("top", "r", "m");
    assertThat(faults.list())
        .extracting(Fault::pointer)
        .containsExactly(
            "/a~0~1b/0/o/l/0/deep/0",
            "/a~0~1b/0/o/l/0/n",
            "/a~0~1b/1/o/l/0/deep/0",
            "/a~0~1b/1/o/l/0/n",
            "/top");
  }

  @Test
  void knowsWhetherAValueIsListed() {
    assertThat(Faults.in("b", "a", "b")).isTrue();
    assertThat(Faults.in("c", "a", "b")).isFalse();
    assertThat(Faults.in(null, "a")).isFalse();
    assertThat(Faults.in("a")).isFalse();
  }
}
