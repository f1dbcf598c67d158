package dev.chatcontract.conformance.server.dialogue;

/** A finding prevents the case from going on; the dialogue has recorded it. */
public final class BrokenPromiseException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
