package dev.chatcontract.contract.model;

/** How close a sample is to what the vendor printed. */
public enum Provenance {
  DOCUMENTED_VERBATIM("documented-verbatim"),
  /** Printed with broken syntax; the values are the printed ones. */
  DOCUMENTED_REPAIRED("documented-repaired"),
  /** Printed with a wrong value that was set right here. */
  CORRECTED("corrected"),
  /** Seen in public as the answer to a real request. */
  CAPTURED("captured"),
  INFERRED("inferred");

  private final String wire;

  Provenance(String wire) {
    this.wire = wire;
  }

  /** The spelling in {@code x-sample}. */
  public String wire() {
    return wire;
  }
}
