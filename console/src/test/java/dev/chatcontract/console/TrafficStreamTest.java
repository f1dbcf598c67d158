package dev.chatcontract.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events that a page receives when it follows the traffic. */
final class TrafficStreamTest {
  private static final String LIST = "get_appid_group_list";

  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<InputStream> follow(Simulator simulator, Console console)
      throws IOException, InterruptedException {
    return follow(simulator, console, "all");
  }

  private HttpResponse<InputStream> follow(Simulator simulator, Console console, String query)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(
                URI.create(simulator.baseUrl() + "/__console/api/traffic/stream?" + query))
            .header("Authorization", "Bearer " + console.token())
            .build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  /** Returns the data of the next event with this name. */
  private static JsonNode next(BufferedReader events, String name) throws IOException {
    while (true) {
      String line = events.readLine();
      assertThat(line).as("the stream goes on until there is an event " + name).isNotNull();
      if (line.equals("event: " + name)) {
        return Visitor.JSON.readTree(events.readLine().substring("data: ".length()));
      }
    }
  }

  @Test
  void requestsRefusalsAndClearingAreStreamedAsTheyHappen() throws Exception {
    try (Console console = new Console();
        Simulator simulator = console.on(Simulator.builder()).start()) {
      Visitor visitor = new Visitor(simulator, console);
      visitor.call(LIST, "{}");
      try (BufferedReader events = reader(follow(simulator, console))) {
        JsonNode first = next(events, "requests");
        assertThat(first.path("rows")).hasSize(1);
        assertThat(first.path("rows").path(0).path("by").asText()).isEqualTo("world");
        visitor.raw("GET", "/", "", "Origin", "http://evil.example");
        assertThat(next(events, "refused").path("rows").path(0).path("status").asInt())
            .isEqualTo(403);
        visitor.json("DELETE", "/traffic", "");
        assertThat(next(events, "cleared")).isEmpty();
        simulator.addFault(FaultRule.onAny().fault(Faults.code(10002)));
        visitor.call(LIST, "{}");
        JsonNode after = next(events, "requests");
        assertThat(after.path("left").asInt()).as("what was cleared did not go by").isZero();
        assertThat(after.path("rows").path(0).path("code").asInt()).isEqualTo(10002);
      }
    }
  }

  @Test
  void faultsAndSettingsAreSentFirstAndWheneverTheyChange() throws Exception {
    try (Console console = new Console();
        Simulator simulator = console.on(Simulator.builder()).start();
        BufferedReader events = reader(follow(simulator, console))) {
      Visitor visitor = new Visitor(simulator, console);
      JsonNode first = next(events, "state");
      assertThat(first.path("faults").asInt()).isZero();
      simulator.addFault(FaultRule.onAny().fault(Faults.code(10002)));
      assertThat(next(events, "state").path("faults").asInt()).isEqualTo(1);
      visitor.json("PUT", "/clock", "{\"shiftSeconds\":3600}");
      assertThat(next(events, "state").path("shiftSeconds").asInt()).isEqualTo(3600);
      visitor.json("PUT", "/limits", "{\"enforced\":true}");
      JsonNode last = next(events, "state");
      assertThat(last.path("limits").asBoolean()).isTrue();
      assertThat(last.path("started")).isEqualTo(first.path("started"));
    }
  }

  @Test
  void aPageThatReconnectsGetsMissedEventsAndAllEventsAfterARestart() throws Exception {
    try (Console console = new Console();
        Simulator simulator = console.on(Simulator.builder()).start()) {
      Visitor visitor = new Visitor(simulator, console);
      visitor.call(LIST, "{}");
      String started;
      try (BufferedReader events = reader(follow(simulator, console))) {
        started = next(events, "state").path("started").asText();
        assertThat(next(events, "requests").path("rows")).hasSize(1);
      }
      visitor.call(LIST, "{}");
      visitor.call(LIST, "{}");
      String query = "after=1&started=";
      try (BufferedReader events = reader(follow(simulator, console, query + started))) {
        JsonNode missed = next(events, "requests");
        assertThat(missed.path("rows").path(0).path("serial").asInt()).isEqualTo(2);
        assertThat(missed.path("rows")).hasSize(2);
        assertThat(missed.path("left").asInt()).isZero();
      }
      try (BufferedReader events = reader(follow(simulator, console, query + "another"))) {
        assertThat(next(events, "requests").path("rows")).hasSize(3);
      }
    }
  }

  private static void refused(Visitor visitor, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      assertThat(visitor.raw("GET", "/", "", "Origin", "http://evil.example").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void aPageThatReconnectsGetsTheRefusalsThatItMissed() throws Exception {
    try (Console console = new Console();
        Simulator simulator = console.on(Simulator.builder()).start()) {
      Visitor visitor = new Visitor(simulator, console);
      refused(visitor, 1);
      JsonNode state;
      try (BufferedReader events = reader(follow(simulator, console))) {
        state = next(events, "state");
      }
      refused(visitor, 2);
      String query =
          "after=0&refused="
              + state.path("refused").asText()
              + "&started="
              + state.path("started").asText();
      try (BufferedReader events = reader(follow(simulator, console, query))) {
        JsonNode missed = next(events, "refused");
        assertThat(missed.path("rows")).hasSize(2);
        assertThat(missed.path("left").asInt()).isZero();
        assertThat(missed.path("count").asInt()).isEqualTo(3);
      }
    }
  }

  @Test
  void everyRefusalIsTold_evenInAFlood() throws Exception {
    try (Console console = new Console();
        Simulator simulator = console.on(Simulator.builder()).start();
        BufferedReader events = reader(follow(simulator, console))) {
      next(events, "state");
      int times = 400;
      List<Thread> senders = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Visitor visitor = new Visitor(simulator, console);
        Thread sender =
            new Thread(
                () -> {
                  try {
                    refused(visitor, times);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                });
        sender.start();
        senders.add(sender);
      }
      for (Thread sender : senders) {
        sender.join();
      }
      Visitor last = new Visitor(simulator, console);
      assertThat(last.raw("GET", "/last", "", "Origin", "http://evil.example").statusCode())
          .isEqualTo(403);
      int told = 0;
      JsonNode block;
      do {
        block = next(events, "refused");
        told += block.path("rows").size() + block.path("left").asInt();
      } while (block.path("rows").findValuesAsText("path").stream()
          .noneMatch(path -> path.endsWith("/last")));
      assertThat(told).isEqualTo(4 * times + 1);
    }
  }

  @Test
  void allStoredRequestsComeFirstIfThePageAsks() throws Exception {
    try (Console console = new Console();
        Simulator simulator = console.on(Simulator.builder()).start()) {
      Visitor visitor = new Visitor(simulator, console);
      for (int i = 0; i < 100; i++) {
        visitor.call(LIST, "{}");
      }
      try (BufferedReader events = reader(follow(simulator, console, "all"))) {
        assertThat(next(events, "requests").path("rows")).hasSize(100);
      }
    }
  }

  @Test
  void onePageTooManyIsRefusedUntilAnotherPageLeaves() throws Exception {
    try (Console console = new Console();
        Simulator simulator = console.on(Simulator.builder()).start()) {
      List<HttpResponse<InputStream>> pages = new ArrayList<>();
      HttpResponse<InputStream> last = follow(simulator, console);
      while (last.statusCode() == 200) {
        pages.add(last);
        assertThat(pages).hasSizeLessThan(100);
        last = follow(simulator, console);
      }
      assertThat(last.statusCode()).isEqualTo(503);
      last.body().close();
      for (HttpResponse<InputStream> page : pages) {
        page.body().close();
      }
      // A closed page is only noticed when something is written to it.
      Visitor visitor = new Visitor(simulator, console);
      do {
        visitor.call(LIST, "{}");
        last = follow(simulator, console);
        last.body().close();
      } while (last.statusCode() == 503);
      assertThat(last.statusCode()).isEqualTo(200);
    }
  }

  private static BufferedReader reader(HttpResponse<InputStream> stream) {
    return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
  }
}
