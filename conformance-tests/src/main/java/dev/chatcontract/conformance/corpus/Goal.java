package dev.chatcontract.conformance.corpus;

import dev.chatcontract.conformance.corpus.model.Tag;
import org.jspecify.annotations.Nullable;

/**
 * One thing to be covered.
 *
 * @param operation whose goal it is; null when it is no operation's
 * @param tag what a case that covers it carries
 */
public record Goal(@Nullable String operation, Tag tag) {
  @Override
  public String toString() {
    return tag.text();
  }
}
