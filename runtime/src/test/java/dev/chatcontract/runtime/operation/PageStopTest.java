package dev.chatcontract.runtime.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageStopTest {
  @Test
  void aStopAtACursorValueAlsoAcceptsThatNoCursorIsThere() {
    PageStop<String> stop = PageStop.nextEquals("Next = 0", "0"::equals);
    assertThat(stop.rule()).isEqualTo("Next = 0");
    assertThat(stop.cursorEndsIt()).isTrue();
    assertThat(stop.isLast("0")).isTrue();
    assertThat(stop.isLast("1")).isFalse();
  }

  @Test
  void aStopAtAnotherMemberDoesNot() {
    PageStop<String> stop = PageStop.fieldEquals("Done = 1", "1"::equals);
    assertThat(stop.rule()).isEqualTo("Done = 1");
    assertThat(stop.cursorEndsIt()).isFalse();
    assertThat(stop.isLast("1")).isTrue();
    assertThat(stop.isLast("0")).isFalse();
  }
}
