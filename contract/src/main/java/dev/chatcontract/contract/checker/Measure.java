package dev.chatcontract.contract.checker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.Severity;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Limits with their pattern compiled. */
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
   * Notes each limit that is broken.
   *
   * @param rule the name to report; null means the keyword itself
   */
  void check(Walk walk, JsonNode value, @Nullable String rule, Severity severity) {
    if (unlimited) {
      return;
    }
    if (limits.maxTotalBytes() != null && value.isContainerNode()) {
      atMost(
          walk,
          rule,
          severity,
          "x-max-total-bytes",
          limits.maxTotalBytes(),
          textBytes(value),
          "bytes of text in UTF-8");
    }
    if (value.isTextual()) {
      checkText(walk, value.textValue(), rule, severity);
    } else if (value.isNumber()) {
      checkNumber(walk, value.decimalValue(), rule, severity);
    } else if (value.isArray()) {
      atLeast(walk, rule, severity, "minItems", limits.minItems(), value.size(), "items");
      atMost(walk, rule, severity, "maxItems", limits.maxItems(), value.size(), "items");
    } else if (value.isObject()) {
      int size = value.size();
      atLeast(walk, rule, severity, "minProperties", limits.minProperties(), size, "members");
      atMost(walk, rule, severity, "maxProperties", limits.maxProperties(), size, "members");
    }
  }

  private static int textBytes(JsonNode value) {
    int bytes = value.isTextual() ? SchemaValidator.utf8Length(value.textValue()) : 0;
    for (JsonNode inner : value) {
      bytes += textBytes(inner);
    }
    return bytes;
  }

  private void checkText(Walk walk, String text, @Nullable String rule, Severity severity) {
    if (limits.minLength() != null || limits.maxLength() != null) {
      int length = text.codePointCount(0, text.length());
      atLeast(walk, rule, severity, "minLength", limits.minLength(), length, "characters");
      atMost(walk, rule, severity, "maxLength", limits.maxLength(), length, "characters");
    }
    if (limits.maxBytes() != null) {
      atMost(
          walk,
          rule,
          severity,
          "x-max-bytes",
          limits.maxBytes(),
          SchemaValidator.utf8Length(text),
          "bytes in UTF-8");
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (!patterns.get(i).matcher(text).find()) {
        walk.add(
            severity,
            rule == null ? "pattern" : rule,
            walk.subject()
                + " is '"
                + Shown.cut(text)
                + "', which does not match "
                + limits.patterns().get(i)
                + when);
      }
    }
  }

  private void checkNumber(Walk walk, BigDecimal number, @Nullable String rule, Severity severity) {
    BigDecimal minimum = limits.minimum();
    if (minimum != null) {
      int sign = number.compareTo(minimum);
      if (sign < 0 || (sign == 0 && limits.exclusiveMinimum())) {
        walk.add(
            severity,
            rule == null ? "minimum" : rule,
            walk.subject()
                + " is "
                + number.toPlainString()
                + "; "
                + (limits.exclusiveMinimum() ? "more than " : "at least ")
                + minimum.toPlainString()
                + " is required"
                + when);
      }
    }
    for (BigDecimal factor : limits.multiplesOf()) {
      if (number.remainder(factor).signum() != 0) {
        walk.add(
            severity,
            rule == null ? "multipleOf" : rule,
            walk.subject()
                + " is "
                + number.toPlainString()
                + "; a multiple of "
                + factor.toPlainString()
                + " is required"
                + when);
      }
    }
    BigDecimal maximum = limits.maximum();
    if (maximum != null) {
      int sign = number.compareTo(maximum);
      if (sign > 0 || (sign == 0 && limits.exclusiveMaximum())) {
        walk.add(
            severity,
            rule == null ? "maximum" : rule,
            walk.subject()
                + " is "
                + number.toPlainString()
                + "; "
                + (limits.exclusiveMaximum() ? "less than " : "at most ")
                + maximum.toPlainString()
                + " is allowed"
                + when);
      }
    }
  }

  private void atLeast(
      Walk walk,
      @Nullable String rule,
      Severity severity,
      String keyword,
      @Nullable Integer limit,
      int actual,
      String unit) {
    if (limit != null && actual < limit) {
      walk.add(
          severity,
          rule == null ? keyword : rule,
          walk.subject()
              + " has "
              + actual
              + " "
              + unit
              + "; at least "
              + limit
              + " are required"
              + when);
    }
  }

  private void atMost(
      Walk walk,
      @Nullable String rule,
      Severity severity,
      String keyword,
      @Nullable Integer limit,
      int actual,
      String unit) {
    if (limit != null && actual > limit) {
      walk.add(
          severity,
          rule == null ? keyword : rule,
          walk.subject()
              + " has "
              + actual
              + " "
              + unit
              + "; at most "
              + limit
              + " are allowed"
              + when);
    }
  }
}
