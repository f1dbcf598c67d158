package dev.chatcontract.conformance.corpus;

import dev.chatcontract.conformance.corpus.model.Tag;
import org.jspecify.annotations.Nullable;

/**
 * One thing to be covered.
 *
 * @param operation whose goal it is; null if it belongs to no operation
 * @param tag what a case that covers it carries
 */
public record Goal(@Nullable String operation, Tag tag) {
  @Override
  public String toString() {
    return tag.text();
  }
}
