package dev.chatcontract.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, shifted by an adjustable time. */
final class ShiftedClock extends Clock {
  private static final Clock MACHINE = Clock.systemUTC();

  private volatile Duration shift = Duration.ZERO;

  /** Returns how far it is ahead of the machine's clock. */
  Duration shift() {
    return shift;
  }

  void shift(Duration ahead) {
    shift = ahead;
  }

  @Override
  public Instant instant() {
    return MACHINE.instant().plus(shift);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.offset(MACHINE.withZone(zone), shift);
  }
}
