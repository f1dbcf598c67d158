package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.schema.Limits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The formats of OpenAPI's registry that limit an integer. */
final class IntegerFormats {
  private static final int DOUBLE_BITS = 53;

  /** The limits of each format; none for the two that are types of Java. */
  private static final Map<String, Limits> RANGES = ranges();

  private IntegerFormats() {}

  private static Map<String, Limits> ranges() {
    Map<String, Limits> ranges = new HashMap<>();
    ranges.put("int32", Limits.NONE);
    ranges.put("int64", Limits.NONE);
    for (int bits : new int[] {8, 16}) {
      ranges.put("int" + bits, bits(bits));
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

  /** Returns the range of a format, also of one that is a type of Java. */
  static Limits range(@Nullable String format) {
    return switch (String.valueOf(format)) {
      case "int32" -> bits(Integer.SIZE);
      case "int64" -> bits(Long.SIZE);
      default -> of(format);
    };
  }

  private static Limits bits(int bits) {
    BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
    return between(half.negate(), half.subtract(BigInteger.ONE));
  }

  static boolean has(@Nullable String format) {
    return RANGES.containsKey(format);
  }

  /** Returns the limits of a format; none for a format that does not limit integers. */
  static Limits of(@Nullable String format) {
    return RANGES.getOrDefault(format, Limits.NONE);
  }
}
