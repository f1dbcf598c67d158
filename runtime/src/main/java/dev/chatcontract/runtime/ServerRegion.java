package dev.chatcontract.runtime;

/** A data centre of the service; generated clients implement it with the contract's table. */
public interface ServerRegion {
  /** Returns the identifier, such as {@code SINGAPORE}. */
  String id();

  /** Returns the name to show to people. */
  String displayName();

  /** Returns the base URL, without a path. */
  String baseUrl();
}
