package dev.chatcontract.contract.model;

/** The purpose of a query parameter that every request has. */
public enum AuthRole {
  APP_ID("app-id"),
  IDENTIFIER("identifier"),
  SIGNATURE("signature"),
  /** A new random number for each attempt. */
  NONCE("nonce"),
  /** A constant. */
  FORMAT("format");

  private final String wire;

  AuthRole(String wire) {
    this.wire = wire;
  }

  /** Returns the spelling in {@code x-auth-role}. */
  public String wire() {
    return wire;
  }
}
