package dev.chatcontract.contract.schema;

/** How a fact of the contract is known. */
public enum SourceKind {
  /** One of the vendor pages the contract is made from. */
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

  /** The spelling in the contract. */
  public String wire() {
    return wire;
  }
}
