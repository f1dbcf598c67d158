package dev.chatcontract.cli.output;

import dev.chatcontract.runtime.text.InertText;

/** JSON text that shows all it holds: data for programs, and harmless on a terminal. */
final class JsonText {
  private JsonText() {}

  /**
   * The same value, with each character escaped that is not shown; outside of its strings JSON has
   * none but the line feed.
   */
  static String shown(String json) {
    return escaped(json, false);
  }

  /** The same; {@code yaml} has such characters within double quotes alone. */
  static String yaml(String yaml) {
    return escaped(yaml, true);
  }

  private static String escaped(String text, boolean yaml) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (point != '\n' && !InertText.isShown(point)) {
        out = out == null ? new StringBuilder(text.length() + 16).append(text, 0, i) : out;
        escape(out, point, yaml);
      } else if (out != null) {
        out.appendCodePoint(point);
      }
      i += Character.charCount(point);
    }
    return out == null ? text : out.toString();
  }

  /** To YAML the two halves of a pair are two characters; it has an escape for the whole. */
  private static void escape(StringBuilder out, int point, boolean yaml) {
    if (yaml && point > 0xFFFF) {
      out.append("\\U").append(hex(point, 8));
      return;
    }
    for (char unit : Character.toChars(point)) {
      out.append("\\u").append(hex(unit, 4));
    }
  }

  private static String hex(int value, int digits) {
    String hex = Integer.toHexString(value);
    return "0".repeat(digits - hex.length()) + hex;
  }
}
