package dev.chatcontract.runtime.rules;

import dev.chatcontract.runtime.Fault;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The smallest and the greatest number allowed, and the numbers it must be a multiple of. */
final class NumberLimits {
  /** The limits as longs, if they are whole and inclusive; most numbers need no other check. */
  private long least = Long.MIN_VALUE;

  private long most = Long.MAX_VALUE;
  private @Nullable BigDecimal minimum;
  private @Nullable BigDecimal maximum;
  private boolean exclusiveMinimum;
  private boolean exclusiveMaximum;
  private final List<BigDecimal> multiplesOf = new ArrayList<>(0);

  void minimum(BigDecimal number, boolean exclusive) {
    minimum = number;
    exclusiveMinimum = exclusive;
    least = !exclusive && WireValues.isLong(number) ? number.longValueExact() : Long.MIN_VALUE;
  }

  void maximum(BigDecimal number, boolean exclusive) {
    maximum = number;
    exclusiveMaximum = exclusive;
    most = !exclusive && WireValues.isLong(number) ? number.longValueExact() : Long.MAX_VALUE;
  }

  void multipleOf(BigDecimal number) {
    multiplesOf.add(number);
  }

  /** Records the faults of the collector's current number. */
  void check(Number number, RequestFaults f, Fault.Severity severity) {
    if (isQuick(number) && number.longValue() >= least && number.longValue() <= most) {
      return;
    }
    BigDecimal exact = WireValues.decimal(number);
    if (minimum != null) {
      int sign = exact.compareTo(minimum);
      if (sign < 0 || (sign == 0 && exclusiveMinimum)) {
        String words = exclusiveMinimum ? ", it must be more than " : ", the least allowed is ";
        f.add("", "minimum", "is " + f.shown(number) + words + minimum.toPlainString(), severity);
      }
    }
    if (maximum != null) {
      int sign = exact.compareTo(maximum);
      if (sign > 0 || (sign == 0 && exclusiveMaximum)) {
        String words = exclusiveMaximum ? ", it must be less than " : ", the most allowed is ";
        f.add("", "maximum", "is " + f.shown(number) + words + maximum.toPlainString(), severity);
      }
    }
    for (BigDecimal factor : multiplesOf) {
      if (!isMultiple(exact, factor)) {
        String words = ", which is not a multiple of " + factor.toPlainString();
        f.add("", "multipleOf", "is " + f.shown(number) + words, severity);
      }
    }
  }

  /** Does not divide a number such as 1E+999999999, whose zeros would fill the memory. */
  private static boolean isMultiple(BigDecimal number, BigDecimal factor) {
    long zeros = (long) factor.scale() - number.scale();
    if (zeros <= 0) {
      return number.remainder(factor).signum() == 0;
    }
    BigInteger unit = factor.unscaledValue();
    BigInteger power = BigInteger.TEN.modPow(BigInteger.valueOf(zeros), unit);
    return number.unscaledValue().multiply(power).mod(unit).signum() == 0;
  }

  private boolean isQuick(Number number) {
    return (number instanceof Long || number instanceof Integer)
        && (minimum == null || least != Long.MIN_VALUE)
        && (maximum == null || most != Long.MAX_VALUE)
        && multiplesOf.isEmpty();
  }
}
