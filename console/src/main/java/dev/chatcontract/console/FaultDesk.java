package dev.chatcontract.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.FaultRuleJson;
import dev.chatcontract.conformance.simulator.fault.FaultRules;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.conformance.simulator.input.StrictMembers;

/** The fault rules, as rows. */
final class FaultDesk {
  private final Simulator simulator;

  FaultDesk(Simulator simulator) {
    this.simulator = simulator;
  }

  void routes(Api api) {
    api.on("GET", "/faults", ask -> rows())
        .on("POST", "/faults", this::add)
        .on("DELETE", "/faults", this::remove)
        .on("PATCH", "/faults", this::turn)
        .on("GET", "/faults/kinds", ask -> FaultRuleJson.kinds());
  }

  private ArrayNode rows() {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (FaultRules.Row row : simulator.faults().rows()) {
      ObjectNode json = FaultRuleJson.write(row.rule());
      json.put("id", row.id());
      json.put("hits", row.hits());
      json.put("on", row.on());
      json.put("spent", row.spent());
      rows.add(json);
    }
    return rows;
  }

  private ArrayNode add(Ask ask) {
    FaultRule rule = FaultRuleJson.read(ask.members());
    simulator.addFault(rule);
    return rows();
  }

  private ArrayNode remove(Ask ask) {
    if (!ask.query().containsKey("id")) {
      simulator.faults().clear();
      return rows();
    }
    long id = ask.number("id", 0, 0, Long.MAX_VALUE);
    if (!simulator.faults().remove(id)) {
      throw gone(id);
    }
    return rows();
  }

  private ArrayNode turn(Ask ask) {
    StrictMembers members = ask.members();
    members.only("on");
    long id = ask.number("id", 0, 0, Long.MAX_VALUE);
    if (!simulator.faults().turn(id, members.flag("on"))) {
      throw gone(id);
    }
    return rows();
  }

  private static SimulatorException gone(long id) {
    return new SimulatorException("there is no rule " + id + " any more that could be changed");
  }
}
