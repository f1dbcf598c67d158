package dev.chatcontract.conformance.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.SampleDef;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The error texts of the server: the text of a sample if the contract has one with that code, or
 * else the words of the code's name. The meanings in the contract are written for its readers and
 * are never sent.
 */
public final class ServerTexts {
  /** The number at the end of a name that several codes would otherwise share. */
  private static final Pattern TRAILING_CODE = Pattern.compile("_\\d+$");

  private final Contract contract;
  private final Map<String, String> ofOperation = new HashMap<>();
  private final Map<Integer, String> ofAny = new HashMap<>();

  public ServerTexts(Contract contract) {
    this.contract = contract;
    for (OperationDef operation : contract.operations()) {
      EnvelopeDef envelope = operation.envelope();
      if (envelope != null) {
        operation.responseSamples().forEach(sample -> learn(operation, envelope, sample));
      }
    }
  }

  /** Returns the text of a code; empty for a code that the contract does not list. */
  public String of(@Nullable OperationDef operation, int code) {
    String own = operation == null ? null : ofOperation.get(key(operation, code));
    if (own != null) {
      return own;
    }
    String shared = ofAny.get(code);
    return shared == null ? words(operation, code) : shared;
  }

  private void learn(OperationDef operation, EnvelopeDef envelope, SampleDef sample) {
    JsonNode code = sample.value().path(envelope.code());
    JsonNode info = sample.value().path(envelope.info());
    if (code.canConvertToInt() && code.asInt() != envelope.successCode() && info.isTextual()) {
      ofOperation.putIfAbsent(key(operation, code.asInt()), info.textValue());
      ofAny.putIfAbsent(code.asInt(), info.textValue());
    }
  }

  private String words(@Nullable OperationDef operation, int code) {
    ErrorDef error = operation == null ? null : contract.error(operation, code);
    if (operation == null) {
      for (ErrorDef common : contract.commonErrors()) {
        error = common.code() == code ? common : error;
      }
    }
    return error == null
        ? ""
        : TRAILING_CODE
            .matcher(error.name())
            .replaceFirst("")
            .replace('_', ' ')
            .toLowerCase(Locale.ROOT);
  }

  private static String key(OperationDef operation, int code) {
    return operation.name() + ' ' + code;
  }
}
