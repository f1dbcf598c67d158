package dev.chatcontract.contract.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Reads JSON as printed on pages: with comments, with missing, doubled or full-width commas, and
 * with lost line breaks, so that a comment runs into the text after it.
 */
final class PrintedJson {
  private static final int DEEPEST = 64;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The continuation of JSON after a comment whose line break was lost. */
  private static final Pattern CONTINUATION =
      Pattern.compile("\"[A-Za-z_][A-Za-z0-9_]*\"\\s*:|[{}\\]]");

  private final String text;
  private final boolean lostBreaks;
  private int at;

  private PrintedJson(String text, int at, boolean lostBreaks) {
    this.text = text;
    this.at = at;
    this.lostBreaks = lostBreaks;
  }

  /** A sample and the offset after it. */
  record Found(JsonNode value, int end) {}

  /** Returns the object that begins at the offset, or null if there is none. */
  static @org.jspecify.annotations.Nullable Found read(String text, int from) {
    int lineEnd = text.indexOf('\n', from);
    String line = text.substring(from, lineEnd < 0 ? text.length() : lineEnd);
    boolean oneLine = line.matches("\\{.*//.*\".*\"\\s*:.*") && line.strip().endsWith("}");
    for (boolean lost : oneLine ? new boolean[] {true} : new boolean[] {false, true}) {
      PrintedJson reader = new PrintedJson(text, from, lost);
      try {
        return new Found(reader.value(0), reader.at);
      } catch (Unreadable e) {
        // Try the other way of reading comments.
      }
    }
    return null;
  }

  private JsonNode value(int depth) throws Unreadable {
    space();
    char c = peek();
    if (depth > DEEPEST) {
      throw new Unreadable();
    }
    if (c == '{') {
      return object(depth);
    }
    if (c == '[') {
      return array(depth);
    }
    if (c == '"' || c == '“' || c == '”') {
      return NODES.textNode(string());
    }
    int from = at;
    while (at < text.length() && "+-.0123456789eEtruefalsn".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String word = text.substring(from, at);
    if (word.equals("true") || word.equals("false")) {
      return NODES.booleanNode(word.equals("true"));
    }
    if (word.equals("null")) {
      return NODES.nullNode();
    }
    if (word.length() > 40 || !word.matches("[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,3})?")) {
      throw new Unreadable();
    }
    if (word.matches("-?\\d+")) {
      BigInteger number = new BigInteger(word);
      return number.bitLength() < 64
          ? NODES.numberNode(number.longValue())
          : NODES.numberNode(number);
    }
    return NODES.numberNode(new BigDecimal(word));
  }

  private JsonNode object(int depth) throws Unreadable {
    ObjectNode object = NODES.objectNode();
    at++;
    while (true) {
      separators();
      if (skipDots()) {
        continue;
      }
      if (peek() == '}') {
        at++;
        return object;
      }
      if (peek() != '"' && peek() != '“') {
        throw new Unreadable();
      }
      String name = string().strip();
      space();
      if (peek() != ':' && peek() != '：') {
        throw new Unreadable();
      }
      at++;
      object.set(name, value(depth + 1));
    }
  }

  private JsonNode array(int depth) throws Unreadable {
    ArrayNode array = NODES.arrayNode();
    at++;
    while (true) {
      separators();
      if (skipDots()) {
        continue;
      }
      if (peek() == ']') {
        at++;
        return array;
      }
      array.add(value(depth + 1));
    }
  }

  private String string() throws Unreadable {
    StringBuilder out = new StringBuilder();
    at++;
    while (true) {
      char c = next();
      if (c == '"' || c == '”' || c == '\n') {
        return out.toString();
      }
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escaped = next();
      switch (escaped) {
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case 'r' -> out.append('\r');
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'u' -> {
          String hex = text.substring(at, Math.min(text.length(), at + 4));
          if (!hex.matches("[0-9A-Fa-f]{4}")) {
            throw new Unreadable();
          }
          out.append((char) Integer.parseInt(hex, 16));
          at += 4;
        }
        default -> out.append(escaped);
      }
    }
  }

  // Pages omit repetitive parts.
  private boolean skipDots() {
    int from = at;
    while (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == '…')) {
      at++;
    }
    return at > from;
  }

  private void separators() throws Unreadable {
    space();
    while (peek() == ',' || peek() == '，') {
      at++;
      space();
    }
  }

  private void space() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '/' && text.startsWith("//", at)) {
        comment();
      } else if (c == '/' && text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at);
        at = end < 0 ? text.length() : end + 2;
      } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  private void comment() {
    int end = text.indexOf('\n', at);
    end = end < 0 ? text.length() : end;
    if (lostBreaks) {
      java.util.regex.Matcher on = CONTINUATION.matcher(text).region(at, end);
      end = on.find() ? on.start() : end;
    }
    at = end;
  }

  private char peek() throws Unreadable {
    if (at >= text.length()) {
      throw new Unreadable();
    }
    return text.charAt(at);
  }

  private char next() throws Unreadable {
    char c = peek();
    at++;
    return c;
  }

  /** Thrown if the text is not even JSON as printed on pages. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super(null, null, false, false);
    }
  }
}
