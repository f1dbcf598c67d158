package dev.chatcontract.conformance.corpus;

import dev.chatcontract.conformance.corpus.model.Tag;
import org.jspecify.annotations.Nullable;

/**
 * One goal of coverage.
 *
 * @param operation the operation it belongs to; null if it belongs to none
 * @param tag the tag of every case that covers it
 */
public record Goal(@Nullable String operation, Tag tag) {
  @Override
  public String toString() {
    return tag.text();
  }
}
