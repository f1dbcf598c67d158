package dev.chatcontract.runtime.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchingTest {
  private record Ask(@Nullable List<String> ids) {}

  private record Item(@Nullable String id, int place) {}

  private record Answer(List<Item> items) {}

  private static final ItemErrors<Answer, String, Item> ERRORS =
      new ItemErrors<>(
          "Items", "Id", "", "", List.of(), Answer::items, Item::id, item -> null, item -> null);

  @Test
  void aBatchIsDescribedWithOrWithoutItemErrors() {
    Batching<Ask, Answer, String, Item> plain =
        new Batching<>(
            "Ids", 50, "Items", "Id", Ask::ids, (q, k) -> new Ask(k), Answer::items, Item::id);
    Batching<Ask, Answer, String, Item> withErrors =
        new Batching<>(
            "Ids",
            50,
            "Items",
            "Id",
            Ask::ids,
            (q, k) -> new Ask(k),
            Answer::items,
            Item::id,
            ERRORS);
    assertThat(plain.itemErrors()).isNull();
    assertThat(withErrors.itemErrors()).isSameAs(ERRORS);
    for (Batching<Ask, Answer, String, Item> batching : List.of(plain, withErrors)) {
      assertThat(batching.keysName()).isEqualTo("Ids");
      assertThat(batching.max()).isEqualTo(50);
      assertThat(batching.elementKeyName()).isEmpty();
      assertThat(batching.itemsName()).isEqualTo("Items");
      assertThat(batching.keyName()).isEqualTo("Id");
      assertThat(batching.hasResults()).isTrue();
      Item item = new Item("a", 0);
      assertThat(batching.items().apply(new Answer(List.of(item)))).containsExactly(item);
      assertThat(batching.key().apply(item)).isEqualTo("a");
    }
  }

  @Test
  void aBatchWithoutResultsHasOnlyFailures() {
    Batching<Ask, Answer, String, String> batching =
        Batching.withoutResults("Ids", 20, "Id", Ask::ids, (q, k) -> new Ask(k), ERRORS);
    assertThat(batching.hasResults()).isFalse();
    assertThat(batching.keysName()).isEqualTo("Ids");
    assertThat(batching.max()).isEqualTo(20);
    assertThat(batching.elementKeyName()).isEqualTo("Id");
    assertThat(batching.itemsName() + batching.keyName()).isEmpty();
    assertThat(batching.itemErrors()).isSameAs(ERRORS);
    assertThat(batching.items().apply(new Answer(List.of(new Item("a", 0))))).isNull();
    assertThat(batching.key().apply("a")).isEqualTo("a");
    assertThat(batching.withKeys().apply(new Ask(null), List.of("b")).ids()).containsExactly("b");
  }

  @Test
  void theKeysOfElementsKeepTheirPlacesEvenIfOneHasNone() {
    List<Item> items = List.of(new Item("b", 0), new Item(null, 1), new Item("a", 2));
    assertThat(Batching.keys(items, Item::id)).containsExactly("b", null, "a");
    assertThat(Batching.keys(List.<Item>of(), Item::id)).isEmpty();
    assertThat(Batching.<Item, String>keys(null, Item::id)).isNull();
  }

  @Test
  void aPartOfTheElementsHasTheFirstOneOfEachKey() {
    List<Item> items = new ArrayList<>();
    for (String id : "b a b c a".split(" ", -1)) {
      items.add(new Item(id, items.size()));
    }
    items.add(new Item(null, items.size()));
    assertThat(Batching.withKeys(items, Item::id, List.of("a", "b", "x")))
        .extracting(Item::place)
        .containsExactly(0, 1);
    assertThat(Batching.withKeys(items, Item::id, List.of())).isEmpty();
    assertThat(Batching.<Item, String>withKeys(null, Item::id, List.of("a"))).isEmpty();
  }
}
