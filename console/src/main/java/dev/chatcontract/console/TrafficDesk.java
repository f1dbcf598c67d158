package dev.chatcontract.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.conformance.simulator.log.RequestJson;
import dev.chatcontract.conformance.simulator.log.RequestLog;

/** The requests to the simulator: one by one, completely, and as files for other tools. */
final class TrafficDesk {
  private final Simulator simulator;
  private final RequestLog log;
  private final RequestJson whole;
  private final TrafficRows rows;
  private final TrafficFiles files;

  TrafficDesk(Simulator simulator, TrafficRows rows) {
    this.simulator = simulator;
    this.log = simulator.requests();
    this.whole = new RequestJson(simulator.contract(), simulator.app());
    this.rows = rows;
    this.files = new TrafficFiles(simulator.contract());
  }

  void routes(Api api) {
    api.on("GET", "/traffic", ask -> list())
        .on("DELETE", "/traffic", ask -> clear())
        .on("GET", "/traffic/one", this::one)
        .on("GET", "/traffic/case", ask -> files.conformanceCase(one(ask)))
        .on("GET", "/traffic/stub", ask -> files.stub(one(ask)))
        .on("GET", "/traffic/har", ask -> har());
  }

  private ArrayNode list() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    log.entries().forEach(entry -> list.add(rows.row(entry)));
    return list;
  }

  private JsonNode clear() {
    log.clear();
    return list();
  }

  private ObjectNode one(Ask ask) {
    long serial = ask.number("serial", 0, 0, Long.MAX_VALUE);
    RequestLog.Entry entry = log.find(serial);
    if (entry == null) {
      throw new SimulatorException(
          "request " + serial + " is not kept any more: the log holds the last ones only");
    }
    return whole.whole(entry);
  }

  private ObjectNode har() {
    return files.har(simulator.baseUrl(), log.entries().stream().map(whole::whole).toList());
  }
}
