package dev.chatcontract.conformance.server;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.OperationDef;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which codes the contract has for a request that is wrong in a certain way. */
final class PromisedCodes {
  // Shared codes, each for what its meaning in the contract says.
  private static final int PARAMETER_ILLEGAL = 70402;
  private static final int BATCH_SIZE = 70206;
  private static final int ACCOUNT_NOT_TEXT = 60015;
  private static final int JSON_UNREADABLE = 60003;
  private static final int GROUP_JSON_UNREADABLE = 10011;

  private PromisedCodes() {}

  /** A parameter that breaks a rule. */
  static Set<Integer> badParameter(Contract contract, OperationDef operation) {
    return with(contract, own(operation), PARAMETER_ILLEGAL);
  }

  /** A list that is too long or too short. */
  static Set<Integer> badSize(Contract contract, OperationDef operation) {
    return with(contract, own(operation), PARAMETER_ILLEGAL, BATCH_SIZE);
  }

  /** A member of another JSON type. */
  static Set<Integer> wrongType(Contract contract, OperationDef operation) {
    return with(
        contract, own(operation), PARAMETER_ILLEGAL, GROUP_JSON_UNREADABLE, ACCOUNT_NOT_TEXT);
  }

  /** A body that is not a JSON object. */
  static Set<Integer> unreadable(Contract contract) {
    return with(contract, new LinkedHashSet<>(), JSON_UNREADABLE, GROUP_JSON_UNREADABLE);
  }

  /** A value that is documented but refused here. */
  static Set<Integer> rejected(Contract contract, OperationDef operation) {
    Set<Integer> codes = badParameter(contract, operation);
    codes.addAll(ofClass(operation, ErrorClass.PERMISSION));
    return codes;
  }

  /** Something that is not there, by the operation's own page. */
  static Set<Integer> notFound(OperationDef operation) {
    return ofClass(operation, ErrorClass.NOT_FOUND);
  }

  /** Something that is there already, by the operation's own page. */
  static Set<Integer> conflict(OperationDef operation) {
    return ofClass(operation, ErrorClass.CONFLICT);
  }

  private static Set<Integer> own(OperationDef operation) {
    Set<Integer> codes = new LinkedHashSet<>();
    operation.invalidRequestErrors().forEach(error -> codes.add(error.code()));
    return codes;
  }

  private static Set<Integer> ofClass(OperationDef operation, ErrorClass wanted) {
    Set<Integer> codes = new LinkedHashSet<>();
    operation.errors().stream()
        .filter(error -> error.errorClass() == wanted && !error.writeOnly())
        .forEach(error -> codes.add(error.code()));
    return codes;
  }

  private static Set<Integer> with(Contract contract, Set<Integer> codes, int... shared) {
    for (int code : shared) {
      if (contract.commonErrors().stream().anyMatch(error -> error.code() == code)) {
        codes.add(code);
      }
    }
    return codes;
  }
}
