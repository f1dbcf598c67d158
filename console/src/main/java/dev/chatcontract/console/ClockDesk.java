package dev.chatcontract.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.check.RateLimits;
import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.conformance.simulator.input.StrictMembers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** The simulator's time, and the rate limits of its operations. */
final class ClockDesk {
  /** Long enough for every signature to expire, and within the range of dates. */
  private static final long LONGEST_SHIFT_SECONDS = 100L * 366 * 86_400;

  private static final int LONGEST_WINDOW_SECONDS = 86_400;

  private final Simulator simulator;
  private final ShiftedClock clock;

  ClockDesk(Simulator simulator, ShiftedClock clock) {
    this.simulator = simulator;
    this.clock = clock;
  }

  void routes(Api api) {
    api.on("GET", "/clock", ask -> clock())
        .on("PUT", "/clock", this::setClock)
        .on("GET", "/limits", ask -> limits())
        .on("PUT", "/limits", this::setLimits);
  }

  private ObjectNode clock() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("now", clock.instant().toString())
        .put("shiftSeconds", clock.shift().toSeconds());
  }

  private ObjectNode setClock(Ask ask) {
    StrictMembers members = ask.members();
    members.only("now", "shiftSeconds");
    if (members.get("now") != null) {
      String text = members.text("now", "");
      try {
        shift(Duration.between(Clock.systemUTC().instant(), Instant.parse(text)));
      } catch (DateTimeException e) {
        throw new SimulatorException(
            "/now has to be a time such as 2026-11-28T12:00:00Z, not " + Excerpt.of(text), e);
      }
    } else {
      shift(
          Duration.ofSeconds(
              members.integer("shiftSeconds", 0, -Integer.MAX_VALUE, Integer.MAX_VALUE)));
    }
    return clock();
  }

  private void shift(Duration ahead) {
    if (Math.abs(ahead.toSeconds()) > LONGEST_SHIFT_SECONDS) {
      throw new SimulatorException("the clock can be set within a hundred years of today");
    }
    clock.shift(ahead);
  }

  private ObjectNode limits() {
    RateLimits limits = simulator.rateLimits();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("enforced", limits.enforced());
    ArrayNode list = json.putArray("operations");
    simulator
        .contract()
        .operations()
        .forEach(
            operation -> {
              RateLimits.Limit limit = limits.limit(operation.name());
              ObjectNode row = list.addObject().put("operation", operation.name());
              if (limit != null) {
                row.put("calls", limit.calls()).put("perSeconds", limit.perSeconds());
              }
              if (operation.rateLimit() != null) {
                row.put("documentedCalls", operation.rateLimit().calls());
                row.put("documentedPerSeconds", operation.rateLimit().perSeconds());
              }
            });
    return json;
  }

  private ObjectNode setLimits(Ask ask) {
    StrictMembers members = ask.members();
    members.only("enforced", "operation", "calls", "perSeconds", "documented");
    RateLimits limits = simulator.rateLimits();
    if (members.flag("documented")) {
      limits.setDocumented();
    }
    if (members.get("operation") != null) {
      String operation = members.text("operation", "");
      if (simulator.contract().operation(operation) == null) {
        throw members.problem("operation", "is unknown: " + Excerpt.of(operation));
      }
      int calls = members.integer("calls", 1, 1, RateLimits.MOST_CALLS);
      int seconds = members.integer("perSeconds", 1, 1, LONGEST_WINDOW_SECONDS);
      limits.set(operation, new RateLimits.Limit(calls, seconds));
    }
    if (members.get("enforced") != null) {
      limits.enforce(members.flag("enforced"));
    }
    return limits();
  }
}
