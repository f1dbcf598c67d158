package dev.chatcontract.contract.source;

/**
 * A fault of a contract.
 *
 * @param rule a stable, short name of the rule that was broken, such as {@code duplicate-key}
 * @param at the place of the fault
 * @param what what is wrong, with the offending value
 * @param fix what to write instead
 */
public record Problem(String rule, Place at, String what, String fix) {
  @Override
  public String toString() {
    return at + ": " + what + "; " + fix + " [" + rule + "]";
  }
}
