package dev.chatcontract.conformance.simulator.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.OperationDef;
import org.jspecify.annotations.Nullable;

/**
 * The result of checking a request.
 *
 * @param operation null if the contract has no such path
 * @param code 0 if nothing is wrong
 * @param info what the server says is wrong; null means its text for the code
 * @param detail more information for debugging; null if there is none
 * @param body the JSON object sent; empty if it was not read
 */
public record CheckedRequest(
    @Nullable OperationDef operation,
    int code,
    @Nullable String info,
    @Nullable String detail,
    ObjectNode body) {

  static CheckedRequest fine(OperationDef operation, ObjectNode body) {
    return new CheckedRequest(operation, 0, null, null, body);
  }

  static CheckedRequest wrong(@Nullable OperationDef operation, int code, @Nullable String info) {
    return new CheckedRequest(operation, code, info, null, JsonNodeFactory.instance.objectNode());
  }

  /** Returns a copy with a detail for the log. */
  CheckedRequest with(String toldInLog) {
    return new CheckedRequest(operation, code, info, toldInLog, body);
  }

  public boolean isFine() {
    return code == 0;
  }
}
