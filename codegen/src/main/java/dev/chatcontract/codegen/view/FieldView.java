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
 * @param index its position, which numbers its bit
 * @param doc what a caller has to know of it
 * @param rule what a request demands of its value
 * @param further limits beside that rule
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
   * Limits under a condition, or of another severity.
   *
   * @param when null means always
   */
  public record Further(@Nullable Condition when, RuleView rule, Severity severity) {}

  /** As on the wire. */
  public String wire() {
    return def.name();
  }

  /** Whether JSON null is a value of it. */
  public boolean nullable() {
    return def.value().nullable();
  }

  /** Whether it must be without null once it is read. */
  public boolean refusesNull() {
    return required && !nullable() && type.strict();
  }

  /** Whether a caller has to expect that it is absent. */
  public boolean absent() {
    return !present || nullable();
  }

  /** Whether logs and {@code toString} hide it. */
  public boolean sensitive() {
    return def.sensitive();
  }

  /** Which of the record's masks has its bit. */
  public int mask() {
    return index / Long.SIZE;
  }

  public int bit() {
    return index % Long.SIZE;
  }
}
