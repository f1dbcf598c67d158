package dev.chatcontract.contract.checker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.Severity;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks request and response bodies against the contract. A violation names the member, the rule,
 * the limit and the actual value.
 *
 * <p>The rules are compiled once; checking a valid value allocates nothing. Safe to share between
 * threads.
 */
public final class SchemaValidator {
  private final Map<String, ValueCheck> byName = new HashMap<>();

  /** Compiles the rules of all named schemas. */
  public SchemaValidator(Contract contract) {
    contract
        .schemas()
        .forEach(
            (name, schema) -> byName.put(name, new ValueCheck(schema.value(), this::compiled)));
    contract.schemas().forEach((name, schema) -> compiled(name).complete(schema));
  }

  /** Checks a value as part of a request: a member that does not apply is an error. */
  public List<Violation> validate(SchemaDef schema, JsonNode value) {
    return check(schema, value, false, false);
  }

  /**
   * Checks a value against a definition without a name, such as that of a property for its example.
   */
  public List<Violation> validate(ValueDef def, JsonNode value) {
    ValueCheck rule = new ValueCheck(def, this::compiled);
    rule.completeValue();
    Walk walk = new Walk(false);
    rule.check(walk, value, null, false);
    return walk.found == null ? List.of() : List.copyOf(walk.found);
  }

  /** Checks a request body; an operation without one accepts only null. */
  public List<Violation> request(OperationDef operation, JsonNode body) {
    SchemaDef schema = operation.request();
    if (schema == null) {
      return body.isNull() || body.isMissingNode()
          ? List.of()
          : List.of(
              new Violation(
                  "", CheckedRule.TYPE, "", operation.name() + " takes no body", Severity.ERROR));
    }
    return check(schema, body, false, false);
  }

  /**
   * Checks a response body. Members that every success has are required only if the envelope says
   * that the call succeeded; a member that does not apply is a warning.
   */
  public List<Violation> response(OperationDef operation, JsonNode body) {
    return check(operation.response(), body, true, succeeded(operation.envelope(), body));
  }

  /**
   * Returns whether both the status and the code mean success; without an envelope, always true.
   */
  public static boolean succeeded(@Nullable EnvelopeDef envelope, JsonNode body) {
    if (envelope == null) {
      return true;
    }
    JsonNode code = body.get(envelope.code());
    JsonNode status = body.get(envelope.status());
    return code != null
        && code.isIntegralNumber()
        && code.longValue() == envelope.successCode()
        && status != null
        && envelope.success().equals(status.textValue());
  }

  private List<Violation> check(
      SchemaDef schema, JsonNode value, boolean response, boolean success) {
    ValueCheck rule = byName.get(schema.name());
    if (rule == null) {
      throw new IllegalArgumentException(
          "the schema " + schema.name() + " is not of the contract this validator was made for");
    }
    Walk walk = new Walk(response);
    rule.check(walk, value, null, success);
    return walk.found == null ? List.of() : List.copyOf(walk.found);
  }

  private ValueCheck compiled(String name) {
    ValueCheck rule = byName.get(name);
    if (rule == null) {
      throw new IllegalArgumentException("the schema " + name + " does not exist");
    }
    return rule;
  }

  /**
   * Returns the length of the text in UTF-8; an unpaired surrogate, which UTF-8 cannot encode,
   * counts as three bytes.
   */
  public static int utf8Length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }
}
