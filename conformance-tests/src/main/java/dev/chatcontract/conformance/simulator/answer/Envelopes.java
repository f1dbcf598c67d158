package dev.chatcontract.conformance.simulator.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.OperationDef;
import org.jspecify.annotations.Nullable;

/** The envelope of every answer, and the codes and texts that the contract has for failures. */
public final class Envelopes {
  private final Contract contract;
  private final ServerTexts texts;

  public Envelopes(Contract contract) {
    this.contract = contract;
    this.texts = new ServerTexts(contract);
  }

  /**
   * A successful answer of the operation, without payload; empty where the contract has no
   * envelope.
   */
  public ObjectNode success(OperationDef operation) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    EnvelopeDef envelope = operation.envelope();
    if (envelope != null) {
      body.put(envelope.status(), envelope.success());
      body.put(envelope.info(), "");
      body.put(envelope.code(), envelope.successCode());
    }
    return body;
  }

  /**
   * A failed answer; of the contract's envelope when the path belongs to no operation, and with the
   * code's own text when {@code info} is null.
   */
  public ObjectNode failure(@Nullable OperationDef operation, int code, @Nullable String info) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    EnvelopeDef own = operation == null ? null : operation.envelope();
    EnvelopeDef envelope = own == null ? contract.envelope() : own;
    if (envelope != null) {
      body.put(envelope.status(), "FAIL");
      body.put(envelope.info(), info == null ? text(operation, code) : info);
      body.put(envelope.code(), code);
    }
    return body;
  }

  /** What a server says of the code; empty for a code the contract does not list. */
  public String text(@Nullable OperationDef operation, int code) {
    return texts.of(operation, code);
  }

  /** What the contract says the code means; empty for a code it does not list. */
  public String meaning(@Nullable OperationDef operation, int code) {
    if (operation != null) {
      ErrorDef error = contract.error(operation, code);
      return error == null ? "" : error.meaning();
    }
    for (ErrorDef error : contract.commonErrors()) {
      if (error.code() == code) {
        return error.meaning();
      }
    }
    return "";
  }

  /** The operation's own code for a request that breaks the contract, or the shared one. */
  public int invalidRequestCode(OperationDef operation) {
    return operation.invalidRequestErrors().stream()
        .findFirst()
        .map(ErrorDef::code)
        .orElse(
            contract.error(operation, PublicCodes.PARAMETER_ILLEGAL) == null
                ? PublicCodes.REQUEST_UNPARSABLE
                : PublicCodes.PARAMETER_ILLEGAL);
  }

  /** The operation's own code of that class; {@code otherwise} when its page lists none. */
  public static int ownCode(OperationDef operation, ErrorClass wanted, int otherwise) {
    return operation.errors().stream()
        .filter(error -> error.errorClass() == wanted)
        .map(ErrorDef::code)
        .findFirst()
        .orElse(otherwise);
  }
}
