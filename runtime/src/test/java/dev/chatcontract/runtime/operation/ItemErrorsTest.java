package dev.chatcontract.runtime.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemErrorsTest {
  private record Item(@Nullable Long code, @Nullable String info) {}

  private static ItemErrors<List<Item>, String, Item> errors(Long... successCodes) {
    return new ItemErrors<>(
        "Items",
        "Id",
        "Code",
        "Info",
        List.of(successCodes),
        items -> items,
        Item::info,
        Item::code,
        Item::info);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,false", "2,true", "-1,true", "4294967296,true", ",false"})
  void anItemFailedIfItHasACodeThatIsNotOneOfSuccess(@Nullable Long code, boolean failed) {
    assertThat(errors(0L, 1L).failed(new Item(code, null))).isEqualTo(failed);
  }

  @Test
  void everyItemOfAListOfFailuresFailed() {
    assertThat(errors().failed(new Item(null, null))).isTrue();
    assertThat(errors().failed(new Item(0L, null))).isTrue();
    assertThat(errors().failed(new Item(1L, null))).isTrue();
  }

  @Test
  void anAnswerMayBeItsOwnOnlyItem() {
    ItemErrors<Item, Void, Item> errors =
        ItemErrors.ofAnswer("Code", "Info", List.of(0L), Item::code, Item::info);
    assertThat(errors.isOfAnswer()).isTrue();
    assertThat(errors().isOfAnswer()).isFalse();
    assertThat(errors.itemsName() + errors.keyName()).isEmpty();
    assertThat(errors.codeName()).isEqualTo("Code");
    assertThat(errors.infoName()).isEqualTo("Info");
    assertThat(errors.successCodes()).containsExactly(0L);
    Item answer = new Item(5L, "text");
    assertThat(errors.items().apply(answer)).containsExactly(answer);
    assertThat(errors.key().apply(answer)).isNull();
    assertThat(errors.code().apply(answer)).isEqualTo(5);
    assertThat(errors.info().apply(answer)).isEqualTo("text");
    assertThat(errors.failed(answer)).isTrue();
    assertThat(errors.failed(new Item(0L, ""))).isFalse();
  }
}
