package dev.chatcontract.contract.diff;

/** The directions in which values of a schema travel. */
enum Direction {
  REQUEST,
  RESPONSE,
  BOTH;

  boolean sent() {
    return this != RESPONSE;
  }

  boolean received() {
    return this != REQUEST;
  }

  Direction and(Direction other) {
    return this == other ? this : BOTH;
  }
}
