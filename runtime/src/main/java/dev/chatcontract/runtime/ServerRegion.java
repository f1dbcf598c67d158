package dev.chatcontract.runtime;

/** A data centre of the service; generated clients implement it with the contract's table. */
public interface ServerRegion {
  /** Identifier, such as {@code SINGAPORE}. */
  String id();

  /** Name for people. */
  String displayName();

  /** Base URL, without a path. */
  String baseUrl();
}
