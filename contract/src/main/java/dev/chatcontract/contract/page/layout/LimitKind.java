package dev.chatcontract.contract.page.layout;

/** What an upper limit counts. */
public enum LimitKind {
  MAX_BYTES("max-bytes"),
  MAX_ITEMS("max-items"),
  MAX_LENGTH("max-length"),
  MAXIMUM("maximum");

  private final String wire;

  LimitKind(String wire) {
    this.wire = wire;
  }

  /** Returns the spelling in reports and in the contract's {@code x-page-statements}. */
  public String wire() {
    return wire;
  }
}
