package dev.chatcontract.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.contract.Library;
import dev.chatcontract.contract.model.EffectDef.KeyPath;
import dev.chatcontract.contract.model.EffectDef.Target;
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
  private static final Target THINGS = new Target("things", null, Map.of(), List.of());
  private static final KeyPath KEY = new KeyPath("Name", false, null);
  private static final EffectDef READ = new EffectDef.Read(THINGS, KEY, null, List.of());
  private static final EffectDef LIST =
      new EffectDef.ListEntries(
          THINGS, null, List.of(), Map.of(), Map.of(), EffectDef.Cursor.AGE, null);
  private static final EffectDef CREATE = new EffectDef.Create(THINGS, null, Map.of());
  private static final EffectDef CHANGE = new EffectDef.Change(THINGS, KEY, Map.of());
  private static final EffectDef DELETE = new EffectDef.Delete(THINGS, KEY);

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

  @Test
  void theEffectDecides() {
    assertThat(operation("get_things", true, READ).reads()).isTrue();
    assertThat(operation("get_things", true, LIST).reads()).isTrue();
    assertThat(operation("get_things", true, CREATE).reads()).isFalse();
    assertThat(operation("get_things", true, CHANGE).reads()).isFalse();
    assertThat(operation("get_things", true, DELETE).reads()).isFalse();
  }

  @Test
  void withoutAnEffectTheNameDecidesAndAnOperationThatMayNotBeRepeatedNeverReads() {
    assertThat(operation("get_things", true, null).reads()).isTrue();
    assertThat(operation("count_things", true, null).reads()).isTrue();
    assertThat(operation("delete_things", true, null).reads()).isFalse();
    assertThat(operation("get_things", false, READ).reads()).isFalse();
  }

  private static OperationDef operation(String name, boolean always, @Nullable EffectDef effect) {
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
        effect,
        List.of(),
        List.of(),
        null,
        at);
  }
}
