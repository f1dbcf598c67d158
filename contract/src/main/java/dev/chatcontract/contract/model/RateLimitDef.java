package dev.chatcontract.contract.model;

import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * At most {@code calls} requests in any {@code perSeconds} seconds.
 *
 * @param perKey the lower limit for requests with the same key; null if there is none
 */
public record RateLimitDef(
    int calls, int perSeconds, @Nullable PerKey perKey, @Nullable SourceDef source, Place at) {

  /**
   * A limit for each value of a request member.
   *
   * @param member the name of the member
   */
  public record PerKey(String member, int calls, int perSeconds, Place at) {}
}
