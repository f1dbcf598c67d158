package dev.chatcontract.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.conformance.report.RunResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The current state of one run of conformance cases. Thread-safe. */
final class ConformanceRun {
  /** Further findings add little: a client that fails everything has one or two causes. */
  private static final int MOST_FINDINGS = 200;

  final long id;
  private final String subject;
  private final List<String> filters;
  private final Instant started = Instant.now();
  private final Map<CaseResult.Status, Integer> counts = new EnumMap<>(CaseResult.Status.class);
  private final List<CaseResult> findings = new ArrayList<>();
  private int total;
  private int done;
  private String state = "running";
  private String message = "";

  ConformanceRun(long id, String subject, List<String> filters) {
    this.id = id;
    this.subject = subject;
    this.filters = List.copyOf(filters);
  }

  synchronized void begins(int cases) {
    total = cases;
  }

  synchronized void ended(CaseResult result) {
    done++;
    counts.merge(result.status(), 1, Integer::sum);
    if (result.status().fails() && findings.size() < MOST_FINDINGS) {
      findings.add(result);
    }
  }

  synchronized void ended(RunResult result) {
    state = result.passed() ? "passed" : "failed";
    List<String> lines = new ArrayList<>(result.problems());
    lines.add(result.summary());
    message = String.join("\n", lines);
  }

  synchronized void stopped(String how, @Nullable String why) {
    state = how;
    message = String.valueOf(why);
  }

  synchronized boolean isRunning() {
    return state.equals("running");
  }

  /** Describes the run; only {@code whole} includes its findings. */
  synchronized ObjectNode json(boolean whole) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id);
    json.put("subject", subject);
    json.put("filter", String.join(" ", filters));
    json.put("started", started.toString());
    json.put("state", state);
    json.put("message", message);
    json.put("total", total);
    json.put("done", done);
    ObjectNode byStatus = json.putObject("counts");
    counts.forEach(
        (status, count) ->
            byStatus.put(status.name().toLowerCase(Locale.ROOT).replace('_', ' '), count));
    json.put("findings", findings.size());
    if (whole) {
      ArrayNode list = json.putArray("list");
      for (CaseResult finding : findings) {
        ObjectNode one = list.addObject();
        one.put("case", finding.testCase().id());
        one.put("title", finding.testCase().title());
        one.put("status", finding.status().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        finding.faults().forEach(one.putArray("faults")::add);
        finding.trace().forEach(one.putArray("trace")::add);
        one.put("contract", finding.testCase().place().contract());
        one.put("page", finding.testCase().place().page());
        one.put("replay", finding.replay());
      }
    }
    return json;
  }
}
