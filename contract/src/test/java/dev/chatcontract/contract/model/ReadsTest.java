package dev.chatcontract.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.contract.Library;
import dev.chatcontract.contract.model.EffectDef.Verb;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.source.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operation that may be repeated may still write; only one that changes nothing reads. */
class ReadsTest {
  @ParameterizedTest
  @CsvSource({
    "friend_get,true,false",
    "querystate,true,false",
    "black_list_check,true,false",
    "count_things,false,false",
    "friend_add,false,true",
    "get_and_delete,false,true",
    "setnospeaking,false,true",
  })
  void withoutOtherEvidenceTheNameDecides(String name, boolean reads, boolean writes) {
    assertThat(Reads.is(name)).isEqualTo(reads);
    assertThat(Reads.writes(name)).isEqualTo(writes);
  }

  @ParameterizedTest
  @CsvSource({"READ,true", "LIST,true", "CREATE,false", "CHANGE,false", "DELETE,false"})
  void theEffectDecides(Verb verb, boolean reads) {
    assertThat(operation("get_things", true, verb).reads()).isEqualTo(reads);
  }

  @Test
  void withoutAnEffectTheNameDecidesAndAnOperationThatMayNotBeRepeatedNeverReads() {
    assertThat(operation("get_things", true, null).reads()).isTrue();
    assertThat(operation("count_things", true, null).reads()).isTrue();
    assertThat(operation("delete_things", true, null).reads()).isFalse();
    assertThat(operation("get_things", false, Verb.READ).reads()).isFalse();
  }

  private static OperationDef operation(String name, boolean always, @Nullable Verb verb) {
    OperationDef other = ContractReader.load(Library.source()).operations().get(0);
    Place at = other.at();
    return new OperationDef(
        name,
        "/" + name,
        "POST",
        "",
        "",
        "",
        null,
        other.response(),
        null,
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        new IdempotencyDef(always, List.of(), List.of(), at),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        verb == null ? null : effect(verb, at),
        List.of(),
        List.of(),
        null,
        at);
  }

  private static EffectDef effect(Verb verb, Place at) {
    return new EffectDef(
        verb,
        "things",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        Map.of(),
        Map.of(),
        List.of(),
        Map.of(),
        EffectDef.Cursor.AGE,
        null,
        at);
  }
}
