package dev.chatcontract.contract.model;

/** How closely a sample follows the vendor's page. */
public enum Provenance {
  DOCUMENTED_VERBATIM("documented-verbatim"),
  /** Printed with broken syntax, which was repaired; the values are unchanged. */
  DOCUMENTED_REPAIRED("documented-repaired"),
  /** Printed with a wrong value, which was corrected here. */
  CORRECTED("corrected"),
  /** Found in public, as the answer to a real request. */
  CAPTURED("captured"),
  INFERRED("inferred");

  private final String wire;

  Provenance(String wire) {
    this.wire = wire;
  }

  /** Returns the spelling in {@code x-sample}. */
  public String wire() {
    return wire;
  }
}
