package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Turns of 100 ns that a call may take up to 5 ns early. */
class DeparturesTest {
  private static final long TURN = 100;
  private static final long EARLY = 5;

  private final Departures departures = new Departures();

  private long leave(long now, long late, long maxWait) {
    return departures.leave(now, late, TURN, EARLY, maxWait);
  }

  @Test
  void theFirstCallLeavesWheneverItComes() {
    assertThat(leave(-7_000, 30, 1000)).isZero();
    assertThat(departures.putOff()).isZero();
  }

  @Test
  void aCallThatIsTooCloseToTheLastWaitsAndDelaysTheOthers() {
    leave(1000, 0, 1000);
    assertThat(leave(1040, 30, 1000)).isEqualTo(55);
    assertThat(departures.putOff()).isEqualTo(85);
    assertThat(leave(1094, 0, 1000)).isEqualTo(1);
    assertThat(departures.putOff()).isEqualTo(86);
    assertThat(leave(1095, 0, 1000)).isZero();
    assertThat(departures.putOff()).isEqualTo(86);
  }

  @Test
  void aCallThatLeavesALittleEarlyDoesNotBringTheNextOneForward() {
    leave(1000, 0, 1000);
    assertThat(leave(1096, 0, 1000)).isZero();
    assertThat(leave(1194, 0, 1000)).isEqualTo(1);
  }

  @Test
  void aCallThatLeavesLateDelaysTheNextAsMuch() {
    leave(1000, 0, 1000);
    assertThat(leave(1130, 30, 1000)).isZero();
    assertThat(leave(1224, 0, 1000)).isEqualTo(1);
    assertThat(leave(1225, 0, 1000)).isZero();
  }

  @Test
  void aCallThatCannotWaitThatLongLeavesAndUsesTheTurn() {
    leave(1000, 0, 1000);
    assertThat(leave(1040, 0, 55)).isEqualTo(55);
    long putOff = departures.putOff();
    assertThat(leave(1040, 0, 54)).isZero();
    assertThat(departures.putOff()).isEqualTo(putOff);
    assertThat(leave(1100, 0, 1000)).isEqualTo(95);
  }
}
