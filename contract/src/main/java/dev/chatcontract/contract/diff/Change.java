package dev.chatcontract.contract.diff;

import dev.chatcontract.contract.source.Place;
import java.util.Set;

/**
 * One difference between two versions.
 *
 * @param rule the rule's stable, short name
 * @param pointer JSON pointer into the bundle of the new version; for a removal, of the old one
 * @param place its place in the source of the same version
 * @param reason what changed and why that matters
 */
public record Change(
    Verdict verdict,
    String rule,
    String pointer,
    Place place,
    String reason,
    Set<Audience> affects) {
  static final String VERSION = "version";

  /** Returns whether all that changed is the contract's version. */
  public boolean isVersion() {
    return rule.equals(VERSION);
  }

  /** Returns whether the change is in an operation itself, not in a component. */
  boolean isOfOperation() {
    return pointer.startsWith("/paths/");
  }
}
