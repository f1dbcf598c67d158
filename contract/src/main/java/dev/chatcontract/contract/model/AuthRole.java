package dev.chatcontract.contract.model;

/** What a query parameter that goes with every request is for. */
public enum AuthRole {
  APP_ID("app-id"),
  IDENTIFIER("identifier"),
  SIGNATURE("signature"),
  /** A fresh random number in each attempt. */
  NONCE("nonce"),
  /** A constant. */
  FORMAT("format");

  private final String wire;

  AuthRole(String wire) {
    this.wire = wire;
  }

  /** The spelling in {@code x-auth-role}. */
  public String wire() {
    return wire;
  }
}
