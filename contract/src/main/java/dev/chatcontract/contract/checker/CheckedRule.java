package dev.chatcontract.contract.checker;

/** A rule that a value can break: a keyword, or that the contract does not know a member. */
public enum CheckedRule {
  TYPE("type"),
  FORMAT("format"),
  ENUM("enum"),
  REQUIRED("required"),
  REQUIRED_ON_SUCCESS("x-required-on-success"),
  ADDITIONAL_PROPERTIES("additionalProperties"),
  UNKNOWN_MEMBER("unknown-member"),
  READ_ONLY("readOnly"),
  WRITE_ONLY("writeOnly"),
  REJECTED_VALUES("x-rejected-values"),
  APPLIES_WHEN("x-applies-when"),
  LIMITS_WHEN("x-limits-when"),
  UNIQUE_ITEMS("uniqueItems"),
  MIN_ITEMS("minItems"),
  MAX_ITEMS("maxItems"),
  MIN_PROPERTIES("minProperties"),
  MAX_PROPERTIES("maxProperties"),
  MIN_LENGTH("minLength"),
  MAX_LENGTH("maxLength"),
  MAX_BYTES("x-max-bytes"),
  MAX_TOTAL_BYTES("x-max-total-bytes"),
  PATTERN("pattern"),
  MINIMUM("minimum"),
  MAXIMUM("maximum"),
  MULTIPLE_OF("multipleOf");

  private final String wire;

  CheckedRule(String wire) {
    this.wire = wire;
  }

  /** Returns the keyword, or the name that {@code x-sample.violates} uses. */
  public String wire() {
    return wire;
  }
}
