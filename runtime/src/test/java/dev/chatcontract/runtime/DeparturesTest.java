package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Turns of 100 ns that a call may take up to 5 ns early. */
class DeparturesTest {
  private static final long TURN = 100;
  private static final long EARLY = 5;

  private final Departures departures = new Departures();

  private long leave(long now, long late, long maxWait) {
    Departures.Delay delay = departures.leave(now, late, TURN, EARLY, maxWait);
    return delay == null ? 0 : delay.nanos();
  }

  private long owed(long now, long late) {
    return Objects.requireNonNull(departures.leave(now, late, TURN, EARLY, 1000)).owed();
  }

  @Test
  void newCallsAreDelayedAsMuchAsThoseThatWait() {
    departures.reserved(5000);
    leave(1000, 0, 1000);
    assertThat(owed(1040, 30)).isEqualTo(30 + 55);
  }

  @Test
  void newCallsAreNotDelayedByTheTimeInWhichNobodyWaited() {
    departures.reserved(1100);
    departures.reserved(1000);
    leave(9000, 8000, 1000);
    assertThat(owed(9000, 7900)).isEqualTo(95);
    assertThat(owed(9010, 0)).as("now the last turn is at 9095").isEqualTo(85);
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
