package dev.chatcontract.contract;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a value may measure; null means no limit.
 *
 * @param minLength characters (code points)
 * @param maxLength characters (code points)
 * @param maxBytes bytes of the text in UTF-8
 * @param pattern a regular expression found anywhere in the text unless anchored
 */
public record Limits(
    @Nullable BigDecimal minimum,
    @Nullable BigDecimal maximum,
    boolean exclusiveMinimum,
    boolean exclusiveMaximum,
    @Nullable Integer minLength,
    @Nullable Integer maxLength,
    @Nullable Integer maxBytes,
    @Nullable Integer minItems,
    @Nullable Integer maxItems,
    @Nullable String pattern) {

  /** No limit at all. */
  public static final Limits NONE =
      new Limits(null, null, false, false, null, null, null, null, null, null);
}
