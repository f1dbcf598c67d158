package dev.chatcontract.contract.diff;

/** Who notices a change. */
public enum Audience {
  JAVA("java"),
  OTHER_LANGUAGES("other-languages"),
  SIMULATOR("simulator");

  private final String wire;

  Audience(String wire) {
    this.wire = wire;
  }

  /** The spelling in reports. */
  public String wire() {
    return wire;
  }
}
