package dev.chatcontract.runtime.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.runtime.json.JsonCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdempotencyTest {
  private static final Idempotency<String> BOTH =
      Idempotency.whenPresent(List.of("A", "B"), q -> q.contains("A") && q.contains("B"));

  @Test
  void everyOrNoRequestMayBeRepeated() throws IOException {
    Idempotency<String> always = Idempotency.always();
    Idempotency<String> never = Idempotency.never();
    assertThat(always.isAlways()).isTrue();
    assertThat(always.holds("")).isTrue();
    assertThat(always.holdsForTree(JsonCodec.NODE.fromString("{}"))).isTrue();
    assertThat(never.isAlways()).isFalse();
    assertThat(never.holds("AB")).isFalse();
    assertThat(never.holdsForTree(JsonCodec.NODE.fromString("{\"A\":1,\"B\":2}"))).isFalse();
    assertThat(always.members()).isEmpty();
    assertThat(never.members()).isEmpty();
    assertThat(always.alreadyDone()).isEmpty();
    assertThat(never.alreadyDone()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AB|{\"A\":1,\"B\":0}|true",
        "A|{\"A\":1}|false",
        "A|{\"A\":1,\"B\":null}|false",
        "B|{\"B\":\"\"}|false",
        "A|{\"A\":1,\"B\":\"\"}|false",
        "A|{\"A\":1,\"B\":\" \\t\"}|false",
        "A|{\"A\":1,\"B\":[]}|false",
        "A|{\"A\":1,\"B\":{}}|false",
        "AB|{\"A\":false,\"B\":[0]}|true",
        "x|[]|false",
        "x|{}|false"
      })
  void aRequestMayBeRepeatedIfAllTheMembersAreThere(String request, String tree, boolean holds)
      throws IOException {
    for (Idempotency<String> rule : List.of(BOTH, BOTH.alreadyDone(1))) {
      assertThat(rule.holds(request)).isEqualTo(holds);
      assertThat(rule.holdsForTree(JsonCodec.NODE.fromString(tree))).isEqualTo(holds);
      assertThat(rule.isAlways()).isFalse();
      assertThat(rule.members()).containsExactly("A", "B");
    }
  }

  @Test
  void theCodesOfALostAnswerAreAdded() {
    Idempotency<String> rule = Idempotency.<String>always().alreadyDone(10021, 10025);
    assertThat(rule.alreadyDone()).containsExactly(10021L, 10025L);
    assertThat(rule.isAlways()).isTrue();
    assertThat(rule.holds("")).isTrue();
    assertThat(Idempotency.<String>never().alreadyDone(5).holds("")).isFalse();
    assertThat(BOTH.alreadyDone()).isEmpty();
  }

  @Test
  void anEmptyValueNamesNothing() {
    assertThat(Arrays.asList(null, "", " \n", List.of(), Set.of(), Map.of()))
        .noneMatch(Idempotency::isNamed);
    assertThat(List.of("a", " a", List.of(""), 0L, false, Map.of("", "")))
        .allMatch(Idempotency::isNamed);
  }

  @Test
  void theMembersAreCopied() {
    List<String> members = new ArrayList<>(List.of("A"));
    Idempotency<String> rule = Idempotency.whenPresent(members, q -> true);
    members.clear();
    assertThat(rule.members()).containsExactly("A");
    assertThatThrownBy(() -> rule.members().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
