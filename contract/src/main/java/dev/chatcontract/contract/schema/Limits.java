package dev.chatcontract.contract.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a value; null means no limit.
 *
 * @param multiplesOf numbers; the value has to be a multiple of each
 * @param minLength characters (code points)
 * @param maxLength characters (code points)
 * @param maxBytes bytes of the text in UTF-8
 * @param maxTotalBytes bytes of all texts in a list or object in UTF-8
 * @param minProperties members of an object
 * @param maxProperties members of an object
 * @param patterns regular expressions of ECMA 262, each found anywhere in the text unless anchored
 */
public record Limits(
    @Nullable BigDecimal minimum,
    @Nullable BigDecimal maximum,
    boolean exclusiveMinimum,
    boolean exclusiveMaximum,
    List<BigDecimal> multiplesOf,
    @Nullable Integer minLength,
    @Nullable Integer maxLength,
    @Nullable Integer maxBytes,
    @Nullable Integer minItems,
    @Nullable Integer maxItems,
    @Nullable Integer maxTotalBytes,
    @Nullable Integer minProperties,
    @Nullable Integer maxProperties,
    List<String> patterns) {

  /** No limits. */
  public static final Limits NONE =
      new Limits(
          null, null, false, false, List.of(), null, null, null, null, null, null, null, null,
          List.of());

  /** Returns the limits of an inclusive range. */
  public static Limits between(BigDecimal minimum, BigDecimal maximum) {
    return new Limits(
        minimum, maximum, false, false, List.of(), null, null, null, null, null, null, null, null,
        List.of());
  }

  /** Returns the limits that a value keeps if it keeps both. */
  public Limits and(Limits other) {
    if (equals(NONE) || other.equals(NONE)) {
      return equals(NONE) ? other : this;
    }
    boolean lower = isTighter(other.minimum, other.exclusiveMinimum, minimum, exclusiveMinimum, 1);
    boolean upper = isTighter(other.maximum, other.exclusiveMaximum, maximum, exclusiveMaximum, -1);
    return new Limits(
        lower ? other.minimum : minimum,
        upper ? other.maximum : maximum,
        lower ? other.exclusiveMinimum : exclusiveMinimum,
        upper ? other.exclusiveMaximum : exclusiveMaximum,
        both(multiplesOf, other.multiplesOf),
        larger(minLength, other.minLength),
        smaller(maxLength, other.maxLength),
        smaller(maxBytes, other.maxBytes),
        larger(minItems, other.minItems),
        smaller(maxItems, other.maxItems),
        smaller(maxTotalBytes, other.maxTotalBytes),
        larger(minProperties, other.minProperties),
        smaller(maxProperties, other.maxProperties),
        both(patterns, other.patterns));
  }

  private static boolean isTighter(
      @Nullable BigDecimal bound,
      boolean exclusive,
      @Nullable BigDecimal than,
      boolean thanExclusive,
      int inward) {
    if (bound == null || than == null) {
      return bound != null;
    }
    int sign = bound.compareTo(than) * inward;
    return sign > 0 || (sign == 0 && exclusive && !thanExclusive);
  }

  private static @Nullable Integer larger(@Nullable Integer a, @Nullable Integer b) {
    return a == null || (b != null && b > a) ? b : a;
  }

  private static @Nullable Integer smaller(@Nullable Integer a, @Nullable Integer b) {
    return a == null || (b != null && b < a) ? b : a;
  }

  private static <T> List<T> both(List<T> a, List<T> b) {
    List<T> all = new ArrayList<>(a);
    b.stream().filter(each -> !all.contains(each)).forEach(all::add);
    return List.copyOf(all);
  }

  /** Returns the patterns in Java's dialect. */
  public List<String> javaPatterns() {
    return patterns.stream().map(EcmaPattern::toJava).toList();
  }
}
