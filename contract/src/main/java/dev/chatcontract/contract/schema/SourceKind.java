package dev.chatcontract.contract.schema;

/** The kind of source of a fact of the contract. */
public enum SourceKind {
  /** One of the vendor pages that the contract was first written from. */
  SEED("seed"),
  /** Another public page of the vendor. */
  PUBLIC("public"),
  /** Concluded from samples or neighbouring pages. */
  INFERRED("inferred"),
  /** Decided by this contract. */
  TOOLKIT("toolkit");

  private final String wire;

  SourceKind(String wire) {
    this.wire = wire;
  }

  /** Returns the spelling in the contract. */
  public String wire() {
    return wire;
  }
}
