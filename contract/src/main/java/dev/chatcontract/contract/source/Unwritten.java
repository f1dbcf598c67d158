package dev.chatcontract.contract.source;

/** A text of a new operation that its author still has to write. */
public final class Unwritten {
  /** The beginning of such a text. */
  public static final String MARK = "Fill in: ";

  private Unwritten() {}
}
