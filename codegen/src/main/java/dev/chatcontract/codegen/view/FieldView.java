package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.schema.Condition;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of a record.
 *
 * @param name the Java name
 * @param constant the name of the constant that holds the encoded wire name
 * @param required whether every value has it
 * @param present whether it is required, or promised for successful answers
 * @param index its position, which determines its mask and bit
 * @param doc what a caller must know about it
 * @param rule the rule for its value in a request
 * @param further limits in addition to that rule
 * @param spec its description for a command line
 */
public record FieldView(
    PropertyDef def,
    String name,
    String constant,
    TypeView type,
    boolean required,
    boolean present,
    int index,
    String doc,
    RuleView rule,
    List<Further> further,
    SpecView spec) {
  /**
   * Limits that depend on a condition or have another severity.
   *
   * @param when null means always
   */
  public record Further(@Nullable Condition when, RuleView rule, Severity severity) {}

  /** Returns the wire name. */
  public String wire() {
    return def.name();
  }

  /** Returns whether its value may be JSON null. */
  public boolean nullable() {
    return def.value().nullable();
  }

  /** Returns whether its reader must reject null. */
  public boolean refusesNull() {
    return required && !nullable() && type.strict();
  }

  /** Returns whether a caller must expect it to be absent. */
  public boolean absent() {
    return !present || nullable();
  }

  /** Returns whether logs and {@code toString} hide it. */
  public boolean sensitive() {
    return def.sensitive();
  }

  /** Returns which of the record's masks contains its bit. */
  public int mask() {
    return index / Long.SIZE;
  }

  public int bit() {
    return index % Long.SIZE;
  }
}
