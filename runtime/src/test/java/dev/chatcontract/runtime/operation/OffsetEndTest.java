package dev.chatcontract.runtime.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffsetEndTest {
  private record Ask(@Nullable Long size) {}

  private record Page(@Nullable Long total) {}

  @ParameterizedTest
  @CsvSource({"10,9,false", "10,10,true", "10,11,true", "0,0,true", ",99,false"})
  void theTotalIsReachedWhenAsManyItemsWereRead(@Nullable Long total, long sum, boolean reached) {
    OffsetEnd<Ask, Page> end = OffsetEnd.total(Page::total);
    assertThat(end.reached(new Ask(1L), new Page(total), 1, sum)).isEqualTo(reached);
  }

  @ParameterizedTest
  @CsvSource({"10,9,true", "10,10,false", "10,11,false", "1,0,true", "0,0,false", ",0,false"})
  void aPageIsShortWhenItHasFewerItemsThanAskedFor(
      @Nullable Long size, int count, boolean reached) {
    OffsetEnd<Ask, Page> end = OffsetEnd.shortPage(Ask::size);
    assertThat(end.reached(new Ask(size), new Page(0L), count, 0)).isEqualTo(reached);
  }

  @Test
  void withoutSuchARuleNoCountIsTheEnd() {
    OffsetEnd<Ask, Page> end = OffsetEnd.emptyPage();
    assertThat(end.reached(new Ask(10L), new Page(0L), 0, 0)).isFalse();
    assertThat(end.reached(new Ask(10L), new Page(5L), 1, Long.MAX_VALUE)).isFalse();
  }
}
