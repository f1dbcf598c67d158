package dev.chatcontract.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, shifted by an adjustable time. */
final class ShiftedClock extends Clock {
  private final Clock machine;
  private volatile Duration shift = Duration.ZERO;

  ShiftedClock(Clock machine) {
    this.machine = machine;
  }

  /** Returns how far it is ahead of the machine's clock. */
  Duration shift() {
    return shift;
  }

  void shift(Duration ahead) {
    shift = ahead;
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(shift);
  }

  @Override
  public long millis() {
    return machine.millis() + shift.toMillis();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.offset(machine.withZone(zone), shift);
  }
}
