package dev.chatcontract.runtime.metrics;

import dev.chatcontract.runtime.Observer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Times calls ({@code chat.calls}) and attempts ({@code chat.attempts}) in a Micrometer registry,
 * by operation, outcome, result code and HTTP status. Each of them has few values, whatever a
 * server sends, so the number of meters stays small: a code that the contract does not list is
 * {@value #UNLISTED}, and a rare HTTP status is its class, such as {@code 4xx}.
 */
public final class MicrometerObserver implements Observer {
  private static final String UNLISTED = "unlisted";

  /** Statuses that servers, gateways and proxies are known to send. */
  private static final Set<Integer> COMMON_STATUSES =
      Set.of(
          200, 201, 202, 203, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 406,
          407, 408, 409, 410, 411, 413, 414, 415, 417, 421, 422, 425, 426, 428, 429, 431, 451, 499,
          500, 501, 502, 503, 504, 505, 507, 511, 520, 521, 522, 523, 524, 525, 526);

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
            "code", code(report),
            "status", status(report.httpStatus()));
    registry.timer(meter, tags).record(report.nanos(), TimeUnit.NANOSECONDS);
  }

  private static String code(Report report) {
    long code = report.code();
    return code == 0 || report.operation().errors().find(code).isPresent()
        ? Long.toString(code)
        : UNLISTED;
  }

  private static String status(int status) {
    if (status == 0 || COMMON_STATUSES.contains(status)) {
      return Integer.toString(status);
    }
    return status / 100 >= 1 && status / 100 <= 5 ? status / 100 + "xx" : UNLISTED;
  }
}
