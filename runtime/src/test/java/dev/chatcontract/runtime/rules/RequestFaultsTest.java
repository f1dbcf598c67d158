package dev.chatcontract.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.runtime.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestFaultsTest {
  private final RequestFaults f = new RequestFaults();

  private List<String> lines() {
    return Noted.lines(f.list());
  }

  @Test
  void thereAreNoFaultsAtFirst() {
    assertThat(f.list()).isEmpty();
  }

  @Test
  void theListDoesNotChangeAfterwards() {
    f.add("", "r", "m");
    List<Fault> first = f.list();
    f.add("", "r", "n");
    assertThat(first).hasSize(1);
    assertThatThrownBy(first::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aFaultIsAnErrorUnlessItsSeverityIsGiven() {
    f.add("a", "r", "m");
    f.add("b", "r", "m", Fault.Severity.WARNING);
    assertThat(lines()).containsExactly("r /a: m", "r /b: m (warning)");
  }

  @Test
  void aPointerNamesEachSegmentHoweverDeep() {
    f.add("", "r", "top");
    for (int i = 0; i < 9; i++) {
      f.push(i % 2 == 0 ? "n" + i : (Object) i);
    }
    f.add("", "r", "deep");
    f.add("x", "r", "deeper");
    f.pop();
    f.pop();
    f.push("a~/b");
    f.add("", "r", "beside");
    assertThat(lines())
        .containsExactly(
            "r : top",
            "r /n0/1/n2/3/n4/5/n6/7/n8: deep",
            "r /n0/1/n2/3/n4/5/n6/7/n8/x: deeper",
            "r /n0/1/n2/3/n4/5/n6/a~0~1b: beside");
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,2,'minProperties : has 0 members, at least 1 are needed'",
    "1,1,2,",
    "2,1,2,",
    "3,1,2,'maxProperties : has 3 members, at most 2 are allowed'"
  })
  void membersAreLimitedBothWays(int size, int fewest, int most, String fault) {
    f.checkMembers(size, fewest, most, Fault.Severity.ERROR);
    assertThat(lines()).isEqualTo(fault == null ? List.of() : List.of(fault));
  }

  @ParameterizedTest
  @CsvSource({
    "9,",
    "10,",
    "11,'x-max-total-bytes : has 11 bytes of text in UTF-8, at most 10 are allowed: shorten it'",
    "4294967297,'x-max-total-bytes : has 4294967297 bytes of text in UTF-8, at most 10 are allowed: shorten it'"
  })
  void bytesOfAllTextsAreLimited(long bytes, String fault) {
    f.checkTotalBytes(bytes, 10, Fault.Severity.ERROR);
    assertThat(lines()).isEqualTo(fault == null ? List.of() : List.of(fault));
  }

  @Test
  void limitsOfObjectsHaveTheirOwnSeverity() {
    f.checkMembers(0, 1, 2, Fault.Severity.WARNING);
    f.checkMembers(3, 1, 2, Fault.Severity.WARNING);
    f.checkTotalBytes(2, 1, Fault.Severity.WARNING);
    assertThat(f.list())
        .extracting(Fault::severity)
        .containsOnly(Fault.Severity.WARNING)
        .hasSize(3);
  }

  @Test
  void aHiddenMemberHidesAllInsideItButNothingAfterIt() {
    f.hide("Pin");
    assertThat(f.shown("1234")).isEqualTo("1234");
    f.push("Pin");
    assertThat(f.shown("1234")).isEqualTo("***");
    f.push("Sub");
    assertThat(f.shown(1234)).isEqualTo("***");
    f.pop();
    f.pop();
    assertThat(f.shown("1234")).isEqualTo("1234");
    f.push("Other");
    assertThat(f.shown("1234")).isEqualTo("1234");
  }

  @Test
  void hiddenNamesAddUp() {
    f.hide("Pin");
    f.hide("Code", "Key");
    for (String name : List.of("Pin", "Code", "Key")) {
      f.push(name);
      assertThat(f.shown("1234")).as(name).isEqualTo("***");
      f.pop();
    }
    assertThat(f.shown("Pin=1234 and Code=5")).isEqualTo("Pin=*** and Code=***");
  }

  @Test
  void aLongValueIsCutAndASecretInItIsHidden() {
    assertThat(f.shown("x".repeat(40))).isEqualTo("x".repeat(40));
    assertThat(f.shown("x".repeat(41))).isEqualTo("x".repeat(40) + "...");
    assertThat(f.shown("usersig=abc\u001b[2J")).isEqualTo("usersig=***");
  }
}
