package dev.chatcontract.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of an object, with shorthands for the definition of its value.
 *
 * @param name the name on the wire
 * @param required whether it is required, in the directions that read-only and write-only values
 *     allow
 * @param requiredOnSuccess whether every successful response has it
 */
public record PropertyDef(
    String name, boolean required, boolean requiredOnSuccess, ValueDef value, Place at) {

  /** See {@link ValueDef}. */
  public String type() {
    return value.type();
  }

  public @Nullable String ref() {
    return value.ref();
  }

  public @Nullable ValueDef items() {
    return value.items();
  }

  public String description() {
    return value.description();
  }

  public @Nullable JsonNode example() {
    return value.example();
  }

  public Limits limits() {
    return value.limits();
  }

  public List<KnownValue> knownValues() {
    return value.knownValues();
  }

  public List<RejectedValue> rejectedValues() {
    return value.rejectedValues();
  }

  public @Nullable AppliesWhen appliesWhen() {
    return value.appliesWhen();
  }

  public List<LimitWhen> limitsWhen() {
    return value.limitsWhen();
  }

  /** Returns whether the value is a secret, or a list or map of secrets. */
  public boolean sensitive() {
    for (ValueDef v = value; v != null; v = v.items() != null ? v.items() : v.values()) {
      if (v.sensitive()) {
        return true;
      }
    }
    return false;
  }

  public List<String> errata() {
    return value.errata();
  }

  /** Returns whether the object always has this member in a request. */
  public boolean requiredInRequest() {
    return required && !value.readOnly();
  }

  /** Returns whether the object always has this member in a response. */
  public boolean requiredInResponse() {
    return required && !value.writeOnly();
  }

  public @Nullable SourceDef source() {
    return value.source();
  }
}
