package dev.chatcontract.conformance.server.dialogue;

/** The case cannot go on after what was found; the dialogue knows what it was. */
public final class BrokenPromiseException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
