package dev.chatcontract.contract.checker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.Severity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Limits with their patterns compiled. */
final class Measure {
  private final Limits limits;
  private final List<Pattern> patterns;
  private final String when;
  private final boolean unlimited;

  Measure(Limits limits, String when) {
    this.limits = limits;
    this.patterns = limits.javaPatterns().stream().map(Pattern::compile).toList();
    this.when = when;
    this.unlimited = limits.equals(Limits.NONE);
  }

  /**
   * Adds a violation for each limit that the value breaks.
   *
   * @param rule the rule to report; null for that of the limit
   */
  void check(Walk walk, JsonNode value, @Nullable CheckedRule rule, Severity severity) {
    if (unlimited) {
      return;
    }
    Breaches breaches = new Breaches(walk, rule, severity);
    if (limits.maxTotalBytes() != null && value.isContainerNode()) {
      int bytes = textBytes(value);
      breaches.most(
          CheckedRule.MAX_TOTAL_BYTES, limits.maxTotalBytes(), bytes, "bytes of text in UTF-8");
    }
    if (value.isTextual()) {
      checkText(breaches, value.textValue());
    } else if (value.isNumber()) {
      checkNumber(breaches, value.decimalValue());
    } else if (value.isArray()) {
      breaches.least(CheckedRule.MIN_ITEMS, limits.minItems(), value.size(), "items");
      breaches.most(CheckedRule.MAX_ITEMS, limits.maxItems(), value.size(), "items");
    } else if (value.isObject()) {
      breaches.least(CheckedRule.MIN_PROPERTIES, limits.minProperties(), value.size(), "members");
      breaches.most(CheckedRule.MAX_PROPERTIES, limits.maxProperties(), value.size(), "members");
    }
  }

  private static int textBytes(JsonNode value) {
    int bytes = value.isTextual() ? SchemaValidator.utf8Length(value.textValue()) : 0;
    for (JsonNode inner : value) {
      bytes += textBytes(inner);
    }
    return bytes;
  }

  private void checkText(Breaches breaches, String text) {
    if (limits.minLength() != null || limits.maxLength() != null) {
      int length = text.codePointCount(0, text.length());
      breaches.least(CheckedRule.MIN_LENGTH, limits.minLength(), length, "characters");
      breaches.most(CheckedRule.MAX_LENGTH, limits.maxLength(), length, "characters");
    }
    if (limits.maxBytes() != null) {
      int length = SchemaValidator.utf8Length(text);
      breaches.most(CheckedRule.MAX_BYTES, limits.maxBytes(), length, "bytes in UTF-8");
    }
    for (int i = 0; i < patterns.size(); i++) {
      String mismatch = mismatch(patterns.get(i), text);
      if (mismatch != null) {
        String pattern = limits.patterns().get(i);
        breaches.add(
            CheckedRule.PATTERN, " is " + breaches.shown(text) + ", which " + mismatch + pattern);
      }
    }
  }

  /**
   * Returns why the text does not match, or null. For some expressions, Java recurses once for each
   * character.
   */
  private static @Nullable String mismatch(Pattern pattern, String text) {
    try {
      return pattern.matcher(text).find() ? null : "does not match ";
    } catch (StackOverflowError e) {
      return "is too long to be compared with ";
    }
  }

  private void checkNumber(Breaches breaches, BigDecimal number) {
    String is = " is " + breaches.shown(number) + "; ";
    BigDecimal minimum = limits.minimum();
    if (minimum != null) {
      boolean exclusive = limits.exclusiveMinimum();
      int sign = number.compareTo(minimum);
      if (sign < 0 || (sign == 0 && exclusive)) {
        String least = (exclusive ? "more than " : "at least ") + minimum.toPlainString();
        breaches.add(CheckedRule.MINIMUM, is + least + " is required");
      }
    }
    for (BigDecimal factor : limits.multiplesOf()) {
      if (!isMultiple(number, factor)) {
        breaches.add(
            CheckedRule.MULTIPLE_OF,
            is + "a multiple of " + factor.toPlainString() + " is required");
      }
    }
    BigDecimal maximum = limits.maximum();
    if (maximum != null) {
      boolean exclusive = limits.exclusiveMaximum();
      int sign = number.compareTo(maximum);
      if (sign > 0 || (sign == 0 && exclusive)) {
        String most = (exclusive ? "less than " : "at most ") + maximum.toPlainString();
        breaches.add(CheckedRule.MAXIMUM, is + most + " is allowed");
      }
    }
  }

  /** Does not divide a number such as 1E+999999999, whose zeros would fill the memory. */
  static boolean isMultiple(BigDecimal number, BigDecimal factor) {
    long zeros = (long) factor.scale() - number.scale();
    if (zeros <= 0) {
      return number.remainder(factor).signum() == 0;
    }
    BigInteger unit = factor.unscaledValue();
    BigInteger power = BigInteger.TEN.modPow(BigInteger.valueOf(zeros), unit);
    return number.unscaledValue().multiply(power).mod(unit).signum() == 0;
  }

  /** Adds violations of one value, under the given name. */
  private final class Breaches {
    private final Walk walk;
    private final @Nullable CheckedRule rule;
    private final Severity severity;

    Breaches(Walk walk, @Nullable CheckedRule rule, Severity severity) {
      this.walk = walk;
      this.rule = rule;
      this.severity = severity;
    }

    void add(CheckedRule keyword, String what) {
      walk.add(severity, rule == null ? keyword : rule, walk.subject() + what + when);
    }

    String shown(String text) {
      return walk.secrets > 0 ? Shown.HIDDEN : "'" + Shown.cut(text) + "'";
    }

    String shown(BigDecimal number) {
      return walk.secrets > 0 ? Shown.HIDDEN : Shown.number(number);
    }

    void least(CheckedRule keyword, @Nullable Integer limit, int actual, String unit) {
      if (limit != null && actual < limit) {
        add(keyword, " has " + actual + " " + unit + "; at least " + limit + " are required");
      }
    }

    void most(CheckedRule keyword, @Nullable Integer limit, int actual, String unit) {
      if (limit != null && actual > limit) {
        add(keyword, " has " + actual + " " + unit + "; at most " + limit + " are allowed");
      }
    }
  }
}
