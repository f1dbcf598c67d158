package dev.chatcontract.runtime.rules;

import dev.chatcontract.runtime.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a text may be, in characters and in bytes, and what is to be found in it. */
final class TextLimits {
  int minLength;
  int maxLength = Integer.MAX_VALUE;
  int maxBytes = Integer.MAX_VALUE;

  /** In Java's dialect, by the expression as the contract has it. */
  final Map<String, Pattern> patterns = new LinkedHashMap<>();

  /** Notes what is wrong with the collector's current text. */
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
    // A char takes at most three bytes, so that most texts need no counting.
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
            f.add("", "pattern", "\"" + f.shown("", text) + "\" " + against + contract, severity);
          }
        });
  }

  /**
   * Why the text does not pass, or null: Java compares some expressions with a call a character.
   */
  private static @Nullable String against(Pattern java, String text) {
    try {
      return java.matcher(text).find() ? null : "does not match ";
    } catch (StackOverflowError e) {
      return "is too long to be compared with ";
    }
  }
}
