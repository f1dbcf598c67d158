package dev.chatcontract.contract.source;

/** A text of a new operation that its author has still to write. */
public final class Unwritten {
  /** How such a text begins. */
  public static final String MARK = "Fill in: ";

  private Unwritten() {}
}
