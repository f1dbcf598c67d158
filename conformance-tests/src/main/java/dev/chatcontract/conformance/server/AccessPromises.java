package dev.chatcontract.conformance.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.server.dialogue.Access;
import dev.chatcontract.contract.model.AuthRole;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A caller with wrong or missing credentials gets the code that says why. */
final class AccessPromises {
  static final String KIND = "server-access";

  private AccessPromises() {}

  static List<ServerCase> of(Contract contract, OperationDef operation) {
    List<ServerCase> cases = new ArrayList<>();
    boolean signed =
        operation.auth().stream().anyMatch(parameter -> parameter.role() == AuthRole.SIGNATURE);
    if (!signed || operation.envelope() == null) {
      return cases;
    }
    for (Access access : Access.values()) {
      Set<Integer> codes = access.codes(contract, operation);
      if (access == Access.PROPER || codes.isEmpty()) {
        continue;
      }
      cases.add(
          Case.of(operation, KIND, access.id(), access.title() + " is refused")
              .at(operation.auth().get(0).at())
              .covers(ServerGoals.access(operation, access))
              .holds(
                  talk -> {
                    ObjectNode request = RefusalPromises.wellMade(talk, operation);
                    byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
                    talk.mustFail(
                        operation,
                        talk.ask(operation, request, body, access),
                        codes,
                        promised(contract, codes, operation),
                        access.title());
                  }));
    }
    return cases;
  }

  private static dev.chatcontract.contract.source.Place promised(
      Contract contract, Set<Integer> codes, OperationDef operation) {
    int first = codes.iterator().next();
    var known = contract.error(operation, first);
    return known == null ? operation.at() : known.at();
  }
}
