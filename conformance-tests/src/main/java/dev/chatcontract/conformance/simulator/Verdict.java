package dev.chatcontract.conformance.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.OperationDef;
import org.jspecify.annotations.Nullable;

/**
 * What the checks found about a request.
 *
 * @param operation null when the contract has no such path
 * @param code 0 when nothing is wrong
 * @param info says what is wrong; null takes the contract's meaning of the code
 * @param body the JSON object sent; empty when it was not read
 */
record Verdict(@Nullable OperationDef operation, int code, @Nullable String info, ObjectNode body) {

  static Verdict fine(OperationDef operation, ObjectNode body) {
    return new Verdict(operation, 0, null, body);
  }

  static Verdict wrong(@Nullable OperationDef operation, int code, @Nullable String info) {
    return new Verdict(operation, code, info, JsonNodeFactory.instance.objectNode());
  }

  boolean isFine() {
    return code == 0;
  }
}
