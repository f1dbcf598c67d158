package dev.chatcontract.conformance.simulator;

import static com.github.tomakehurst.wiremock.http.RequestMethod.DELETE;
import static com.github.tomakehurst.wiremock.http.RequestMethod.GET;
import static com.github.tomakehurst.wiremock.http.RequestMethod.POST;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What can be asked and changed at run time, as JSON over HTTP below {@code /__admin/chat}.
 *
 * <pre>
 * GET    /__admin/chat            what is simulated
 * GET    /__admin/chat/faults     rules with calls left
 * POST   /__admin/chat/faults     adds one rule or a list of rules
 * DELETE /__admin/chat/faults     removes all rules
 * GET    /__admin/chat/requests   the last requests, without their signatures
 * DELETE /__admin/chat/requests   forgets them
 * POST   /__admin/chat/groups     adds groups: {"count": 1000, "type": "Public"}
 * POST   /__admin/chat/reset      back to the start
 * </pre>
 */
final class ChatAdmin implements AdminApiExtension {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ROOT = "/chat";
  private static final int MOST_GROUPS_AT_ONCE = 1_000_000;

  private final Simulator simulator;

  ChatAdmin(Simulator simulator) {
    this.simulator = simulator;
  }

  @Override
  public String getName() {
    return "chat-contract-admin";
  }

  /**
   * WireMock tells routes apart by the class of their task, so each has to be a lambda of its own.
   */
  @Override
  public void contributeAdminApiRoutes(Router router) {
    router.add(GET, ROOT, (a, event, p) -> answer(event, unused -> about()));
    router.add(GET, ROOT + "/faults", (a, event, p) -> answer(event, unused -> pendingFaults()));
    router.add(POST, ROOT + "/faults", (a, event, p) -> answer(event, this::addFaults));
    router.add(DELETE, ROOT + "/faults", (a, event, p) -> answer(event, unused -> clearFaults()));
    router.add(GET, ROOT + "/requests", (a, event, p) -> answer(event, unused -> lastRequests()));
    router.add(
        DELETE, ROOT + "/requests", (a, event, p) -> answer(event, unused -> clearRequests()));
    router.add(POST, ROOT + "/groups", (a, event, p) -> answer(event, this::addGroups));
    router.add(POST, ROOT + "/reset", (a, event, p) -> answer(event, unused -> reset()));
  }

  private static ResponseDefinition answer(ServeEvent event, Function<String, JsonNode> task) {
    try {
      return answer(200, task.apply(event.getRequest().getBodyAsString()));
    } catch (SimulatorException e) {
      return answer(422, JsonNodeFactory.instance.objectNode().put("error", e.getMessage()));
    }
  }

  private JsonNode clearFaults() {
    simulator.faults().clear();
    return about();
  }

  private JsonNode clearRequests() {
    simulator.requests().clear();
    return about();
  }

  private JsonNode reset() {
    simulator.reset();
    return about();
  }

  private static ResponseDefinition answer(int status, JsonNode body) {
    return ResponseDefinitionBuilder.responseDefinition()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body.toString())
        .build();
  }

  private JsonNode about() {
    ObjectNode about = JsonNodeFactory.instance.objectNode();
    about.put("baseUrl", simulator.baseUrl());
    about.put("appId", simulator.app().appId());
    simulator.app().administrators().forEach(about.putArray("administrators")::add);
    simulator
        .contract()
        .operations()
        .forEach(operation -> about.withArray("operations").add(operation.name()));
    about.put("groups", simulator.world().groupCount());
    about.put("faults", simulator.faults().pending().size());
    about.put("requests", simulator.requests().count());
    return about;
  }

  private JsonNode pendingFaults() {
    ArrayNode rules = JsonNodeFactory.instance.arrayNode();
    simulator.faults().pending().forEach(rule -> rules.add(FaultRuleJson.write(rule)));
    return rules;
  }

  private JsonNode addFaults(String body) {
    JsonNode json = parse(body);
    List<FaultRule> rules = new ArrayList<>();
    if (json.isArray()) {
      json.forEach(rule -> rules.add(FaultRuleJson.read(rule)));
    } else {
      rules.add(FaultRuleJson.read(json));
    }
    rules.forEach(simulator::addFault);
    return pendingFaults();
  }

  private JsonNode lastRequests() {
    ArrayNode requests = JsonNodeFactory.instance.arrayNode();
    for (RecordedRequest request : simulator.requests().all()) {
      ObjectNode item = requests.addObject();
      item.put("number", request.number());
      item.put("method", request.method());
      item.put("path", request.path());
      item.put("operation", request.operation());
      item.put("bodyBytes", request.body().length);
      item.put("checkCode", request.checkCode());
      item.put("checkInfo", request.checkInfo());
    }
    return requests;
  }

  private JsonNode addGroups(String body) {
    JsonNode json = parse(body);
    JsonNode count = json.path("count");
    if (!count.canConvertToInt() || count.asInt() < 1 || count.asInt() > MOST_GROUPS_AT_ONCE) {
      throw new SimulatorException(
          "\"count\" is a number from 1 to " + MOST_GROUPS_AT_ONCE + ", not " + count);
    }
    simulator.world().addGroups(count.asInt(), json.path("type").asText("Public"));
    return about();
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new SimulatorException("the body is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
