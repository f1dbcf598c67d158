package dev.chatcontract.contract.model;

import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * At most {@code calls} requests in any {@code perSeconds} seconds.
 *
 * @param perKey the lower limit of requests that name the same key; null if there is none
 */
public record RateLimitDef(
    int calls, int perSeconds, @Nullable PerKey perKey, @Nullable SourceDef source, Place at) {

  /**
   * A limit for each value of a member.
   *
   * @param member of the request
   */
  public record PerKey(String member, int calls, int perSeconds, Place at) {}
}
