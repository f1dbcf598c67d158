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

  /**
   * The pattern with {@code \z} for {@code $}, which to Java is also the place before a line break
   * at the end.
   */
  public @Nullable String javaPattern() {
    if (pattern == null) {
      return null;
    }
    StringBuilder out = new StringBuilder(pattern.length() + 1);
    int classes = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '$' && classes == 0) {
        out.append("\\z");
        continue;
      }
      out.append(c);
      if (c == '\\' && i + 1 < pattern.length()) {
        out.append(pattern.charAt(++i));
      } else if (c == '[') {
        classes++;
      } else if (c == ']' && classes > 0) {
        classes--;
      }
    }
    return out.toString();
  }
}
