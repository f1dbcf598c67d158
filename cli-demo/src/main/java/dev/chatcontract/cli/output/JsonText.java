package dev.chatcontract.cli.output;

import dev.chatcontract.runtime.text.InertText;
import java.util.HexFormat;

/** JSON text in which every character is visible: valid for programs, harmless on a terminal. */
final class JsonText {
  private static final HexFormat HEX = HexFormat.of();

  private JsonText() {}

  /**
   * Escapes each character that is not visible. Outside of strings, JSON has no such characters
   * except the line feed.
   */
  static String shown(String json) {
    return escaped(json, false);
  }

  /** Does the same for YAML, which only has such characters in double-quoted strings. */
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

  /**
   * In YAML, an escaped surrogate pair would be two characters, so the code point is escaped as a
   * whole.
   */
  private static void escape(StringBuilder out, int point, boolean yaml) {
    if (yaml && point > 0xFFFF) {
      out.append("\\U").append(HEX.toHexDigits(point));
      return;
    }
    for (char unit : Character.toChars(point)) {
      out.append("\\u").append(HEX.toHexDigits(unit));
    }
  }
}
