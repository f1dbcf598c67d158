import dev.chatcontract.runtime.metrics.MicrometerObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** The same calls, each of them timed. */
public final class Metrics {
  private Metrics() {}

  public static void main(String[] args) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Calls.make(args[0], options -> options.observer(new MicrometerObserver(registry)));
    Calls.want(registry.get("chat.calls").tag("code", "10021").timer().count(), 1L);
    Calls.want(
        registry.get("chat.calls").tag("outcome", "ok").timers().stream()
            .mapToLong(timer -> timer.count())
            .sum(),
        5L);
  }
}
