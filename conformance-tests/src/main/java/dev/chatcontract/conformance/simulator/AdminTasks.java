package dev.chatcontract.conformance.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.door.AdminAnswer;
import dev.chatcontract.conformance.simulator.door.AdminApi;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.FaultRuleJson;
import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.conformance.simulator.input.StrictMembers;
import dev.chatcontract.conformance.simulator.log.RequestJson;
import dev.chatcontract.conformance.simulator.world.Entries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The admin interface, as JSON over HTTP below {@code /__admin/chat}.
 *
 * <pre>
 * GET    /__admin/chat            what is simulated
 * GET    /__admin/chat/faults     rules with calls left
 * POST   /__admin/chat/faults     adds one rule or a list of rules, all of them or none
 * DELETE /__admin/chat/faults     removes all rules
 * GET    /__admin/chat/requests   the last requests and their answers, secrets hidden
 * DELETE /__admin/chat/requests   deletes them
 * POST   /__admin/chat/NAME       adds entries to a collection: {"count": 1000, "type": "..."}
 * POST   /__admin/chat/reset      restores the initial state
 * </pre>
 */
final class AdminTasks {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private static final String CHAT = "/chat";
  private static final int MOST_AT_ONCE = 1_000_000;

  private final Simulator simulator;
  private final RequestJson requests;

  private AdminTasks(Simulator simulator) {
    this.simulator = simulator;
    this.requests = new RequestJson(simulator.contract(), simulator.app());
  }

  /** Returns the routes of one simulator. */
  static AdminApi routes(Simulator simulator, @Nullable String token) {
    AdminTasks tasks = new AdminTasks(simulator);
    AdminApi api = new AdminApi(token);
    simulator
        .world()
        .collections()
        .forEach(
            (name, entries) -> api.on("POST", CHAT + "/" + name, body -> tasks.add(entries, body)));
    return api.on("GET", CHAT, body -> tasks.about())
        .on("GET", CHAT + "/faults", body -> tasks.pendingFaults())
        .on("POST", CHAT + "/faults", tasks::addFaults)
        .on("DELETE", CHAT + "/faults", body -> tasks.clearFaults())
        .on("GET", CHAT + "/requests", body -> tasks.lastRequests())
        .on("DELETE", CHAT + "/requests", body -> tasks.clearRequests())
        .on("POST", CHAT + "/reset", body -> tasks.reset());
  }

  private AdminAnswer about() {
    ObjectNode about = JsonNodeFactory.instance.objectNode();
    about.put("baseUrl", simulator.baseUrl());
    about.put("appId", simulator.app().appId());
    simulator.app().administrators().forEach(about.putArray("administrators")::add);
    ArrayNode operations = about.putArray("operations");
    ArrayNode samples = about.putArray("answeredBySamples");
    simulator.contract().operations().forEach(operation -> operations.add(operation.name()));
    simulator.answeredBySamples().forEach(samples::add);
    simulator.world().collections().forEach((name, entries) -> about.put(name, entries.count()));
    about.put("faults", simulator.faults().pending().size());
    about.put("requests", simulator.requests().count());
    return AdminAnswer.json(about);
  }

  private AdminAnswer pendingFaults() {
    ArrayNode rules = JsonNodeFactory.instance.arrayNode();
    simulator.faults().pending().forEach(rule -> rules.add(FaultRuleJson.write(rule)));
    return AdminAnswer.json(rules);
  }

  private AdminAnswer addFaults(byte[] body) {
    JsonNode json = parse(body);
    List<FaultRule> rules = new ArrayList<>();
    if (json.isArray()) {
      for (int i = 0; i < json.size(); i++) {
        rules.add(fault(StrictMembers.of(json.get(i), "/" + i)));
      }
    } else {
      rules.add(fault(StrictMembers.of(json, "")));
    }
    rules.forEach(simulator::addFault);
    return pendingFaults();
  }

  private FaultRule fault(StrictMembers members) {
    FaultRule rule = FaultRuleJson.read(members);
    String operation = rule.operation();
    if (operation != null && simulator.contract().operation(operation) == null) {
      throw members.problem("operation", simulator.unknownOperation(operation));
    }
    return rule;
  }

  private AdminAnswer clearFaults() {
    simulator.faults().clear();
    return about();
  }

  private AdminAnswer lastRequests() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    simulator.requests().entries().forEach(entry -> list.add(requests.write(entry)));
    return AdminAnswer.json(list);
  }

  private AdminAnswer clearRequests() {
    simulator.requests().clear();
    return about();
  }

  private AdminAnswer add(Entries entries, byte[] body) {
    StrictMembers members = StrictMembers.of(parse(body), "");
    members.only("count", "type");
    int count = members.integer("count", 0, 1, MOST_AT_ONCE);
    if (count == 0) {
      throw members.problem("count", "is missing: how many entries to add");
    }
    entries.addMany(count, members.text("type", entries.usualType()));
    return about();
  }

  private AdminAnswer reset() {
    simulator.reset();
    return about();
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new SimulatorException(
          "the body is not JSON: " + Excerpt.of(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new SimulatorException("the body is not UTF-8", e);
    }
  }
}
