package dev.chatcontract.runtime.rules;

import dev.chatcontract.runtime.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a text may be, in characters and in bytes, and the patterns that it must match. */
final class TextLimits {
  int minLength;
  int maxLength = Integer.MAX_VALUE;
  int maxBytes = Integer.MAX_VALUE;

  /** In Java's dialect, by the contract's expression. */
  final Map<String, Pattern> patterns = new LinkedHashMap<>();

  /** Records the faults of the collector's current text. */
  void check(String text, RequestFaults f, Fault.Severity severity) {
    if (minLength > 0 || maxLength < Integer.MAX_VALUE) {
      int length = text.codePointCount(0, text.length());
      if (length < minLength) {
        f.add("", "minLength", "must have at least " + minLength + " characters", severity);
      }
      if (length > maxLength) {
        String has = "has " + length + " characters, at most " + maxLength + " are allowed";
        f.add("", "maxLength", has, severity);
      }
    }
    // A char takes at most three bytes, so most texts need not be counted.
    if (text.length() > maxBytes / 3) {
      int bytes = RequestFaults.utf8Bytes(text);
      if (bytes > maxBytes) {
        f.add(
            "",
            "x-max-bytes",
            "has " + bytes + " bytes in UTF-8, at most " + maxBytes + " are allowed: shorten it",
            severity);
      }
    }
    patterns.forEach(
        (contract, java) -> {
          String against = against(java, text);
          if (against != null) {
            f.add("", "pattern", "\"" + f.shown(text) + "\" " + against + contract, severity);
          }
        });
  }

  /**
   * Returns why the text does not match, or null. For some expressions, Java recurses once per
   * character.
   */
  private static @Nullable String against(Pattern java, String text) {
    try {
      return java.matcher(text).find() ? null : "does not match ";
    } catch (StackOverflowError e) {
      return "is too long to be compared with ";
    }
  }
}
