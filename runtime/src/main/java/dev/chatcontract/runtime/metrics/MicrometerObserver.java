package dev.chatcontract.runtime.metrics;

import dev.chatcontract.runtime.Observer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Times calls ({@code chat.calls}) and attempts ({@code chat.attempts}) in a Micrometer registry,
 * by operation, outcome, result code and HTTP status. Each of them has few values, so the number of
 * meters stays small.
 */
public final class MicrometerObserver implements Observer {
  private final MeterRegistry registry;

  /**
   * Creates an observer that records in the registry. Requires Micrometer, an optional dependency.
   */
  @SuppressWarnings("exports")
  public MicrometerObserver(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void attempted(Report report) {
    record("chat.attempts", report);
  }

  @Override
  public void called(Report report) {
    record("chat.calls", report);
  }

  private void record(String meter, Report report) {
    // As Iterable: the overload for Tags exists only from Micrometer 1.16 on.
    Iterable<Tag> tags =
        Tags.of(
            "operation", report.operation().name(),
            "outcome", report.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            "code", Long.toString(report.code()),
            "status", Integer.toString(report.httpStatus()));
    registry.timer(meter, tags).record(report.nanos(), TimeUnit.NANOSECONDS);
  }
}
