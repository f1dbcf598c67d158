package dev.chatcontract.contract.diff;

import dev.chatcontract.contract.source.Place;
import java.util.Set;

/**
 * One difference between two versions.
 *
 * @param rule the rule's stable, short name
 * @param pointer JSON pointer into the bundle: of the new version, or of the old one for a removal
 * @param place where it was written, in the version the pointer is of
 * @param reason what changed and why that matters
 */
public record Change(
    Verdict verdict,
    String rule,
    String pointer,
    Place place,
    String reason,
    Set<Audience> affects) {

  /** Whether it is in an operation itself, not in what operations are made of. */
  boolean isOfOperation() {
    return pointer.startsWith("/paths/");
  }
}
