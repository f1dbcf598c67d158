package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.schema.Limits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The formats of OpenAPI's registry that say how large an integer may be. */
final class IntegerFormats {
  private static final int DOUBLE_BITS = 53;

  /** What each allows; none for the two that are widths of Java's own. */
  private static final Map<String, Limits> RANGES = ranges();

  private IntegerFormats() {}

  private static Map<String, Limits> ranges() {
    Map<String, Limits> ranges = new HashMap<>();
    ranges.put("int32", Limits.NONE);
    ranges.put("int64", Limits.NONE);
    for (int bits : new int[] {8, 16}) {
      BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
      ranges.put("int" + bits, between(half.negate(), half.subtract(BigInteger.ONE)));
    }
    for (int bits : new int[] {8, 16, 32, 64}) {
      BigInteger end = BigInteger.ONE.shiftLeft(bits);
      ranges.put("uint" + bits, between(BigInteger.ZERO, end.subtract(BigInteger.ONE)));
    }
    BigInteger exact = BigInteger.ONE.shiftLeft(DOUBLE_BITS).subtract(BigInteger.ONE);
    ranges.put("double-int", between(exact.negate(), exact));
    return ranges;
  }

  private static Limits between(BigInteger least, BigInteger most) {
    return Limits.between(new BigDecimal(least), new BigDecimal(most));
  }

  static boolean has(@Nullable String format) {
    return RANGES.containsKey(format);
  }

  /** The limits that go with a format; none for one that says nothing of integers. */
  static Limits of(@Nullable String format) {
    return RANGES.getOrDefault(format, Limits.NONE);
  }
}
