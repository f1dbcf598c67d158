package dev.chatcontract.contract.schema;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The range of an integer. */
public enum IntegerWidth {
  /** {@code format: int32}. */
  INT32,
  /** {@code format: int64}, or no format. */
  INT64,
  /** No format, and a limit or known value that does not fit into 64 bits. */
  UNBOUNDED;

  private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  static boolean exceedsInt64(@Nullable BigDecimal number) {
    return number != null && (number.compareTo(MIN) < 0 || number.compareTo(MAX) > 0);
  }

  /** Returns whether the integer is in this range. */
  public boolean holds(BigDecimal number) {
    return switch (this) {
      case INT32 ->
          number.compareTo(BigDecimal.valueOf(Integer.MIN_VALUE)) >= 0
              && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
      case INT64 -> !exceedsInt64(number);
      case UNBOUNDED -> true;
    };
  }
}
