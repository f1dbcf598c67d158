package dev.chatcontract.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.runtime.Fault;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLimitsTest {
  private final TextLimits limits = new TextLimits();

  private List<String> faults(String text) {
    RequestFaults f = new RequestFaults();
    limits.check(text, f, Fault.Severity.ERROR);
    return Noted.lines(f.list());
  }

  @ParameterizedTest
  @CsvSource({
    "2,ab,true",
    "2,a,false",
    "2,\ud83d\ude00,false",
    "2,\ud83d\ude00a,true",
    "1,'',false"
  })
  void theFewestCharactersAreCountedAsCodePoints(int min, String text, boolean fits) {
    limits.minLength = min;
    assertThat(faults(text))
        .isEqualTo(
            fits ? List.of() : List.of("minLength : must have at least " + min + " characters"));
  }

  @ParameterizedTest
  @CsvSource({"2,ab,0", "2,abc,3", "1,\ud83d\ude00,0", "1,\ud83d\ude00a,2", "0,'',0", "0,a,1"})
  void theMostCharactersAreCountedAsCodePoints(int max, String text, int characters) {
    limits.maxLength = max;
    assertThat(faults(text))
        .isEqualTo(
            characters == 0
                ? List.of()
                : List.of(
                    "maxLength : has "
                        + characters
                        + " characters, at most "
                        + max
                        + " are allowed"));
  }

  @ParameterizedTest
  @CsvSource({
    "3,abc,0", "3,abcd,4", "3,\u6f22,0", "3,\u6f22a,4", "3,\ud83d\ude00,4", "4,\ud83d\ude00,0",
    "0,'',0", "0,a,1", "1,\u00e9,2", "2,\u00e9,0", "5,\u00e9\u00e9,0", "5,\u00e9\u00e9\u00e9,6"
  })
  void bytesAreCountedInUtf8(int max, String text, int bytes) {
    limits.maxBytes = max;
    assertThat(faults(text))
        .isEqualTo(
            bytes == 0
                ? List.of()
                : List.of(
                    "x-max-bytes : has "
                        + bytes
                        + " bytes in UTF-8, at most "
                        + max
                        + " are allowed: shorten it"));
  }

  @Test
  void eachPatternIsSearchedForAndNamedInTheContractsDialect() {
    limits.patterns.put("^a", Pattern.compile("\\Aa"));
    limits.patterns.put("z$", Pattern.compile("z\\z"));
    assertThat(faults("a to z")).isEmpty();
    assertThat(faults("a to y")).containsExactly("pattern : \"a to y\" does not match z$");
    assertThat(faults("b")).hasSize(2);
  }

  @Test
  void aTextThatExhaustsTheStackOfARegularExpressionIsAFaultNotAnError() {
    limits.patterns.put("^(a|b)*$", Pattern.compile("\\A(a|b)*\\z"));
    assertThat(faults("ab")).isEmpty();
    assertThat(faults("ab".repeat(100_000)))
        .containsExactly(
            "pattern : \"" + "ab".repeat(20) + "...\" is too long to be compared with ^(a|b)*$");
  }

  @Test
  void withoutLimitsEveryTextFits() {
    assertThat(faults("")).isEmpty();
    assertThat(faults("\u6f22".repeat(10_000))).isEmpty();
  }

  @Test
  void allFaultsOfATextAreFoundWithTheSeverityOfItsLimits() {
    limits.minLength = 3;
    limits.maxLength = 1;
    limits.maxBytes = 1;
    limits.patterns.put("x", Pattern.compile("x"));
    RequestFaults f = new RequestFaults();
    limits.check("ab", f, Fault.Severity.WARNING);
    assertThat(f.list())
        .extracting(Fault::rule)
        .containsExactly("minLength", "maxLength", "x-max-bytes", "pattern");
    assertThat(f.list()).extracting(Fault::severity).containsOnly(Fault.Severity.WARNING);
  }
}
