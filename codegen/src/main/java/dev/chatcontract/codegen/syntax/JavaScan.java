package dev.chatcontract.codegen.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds places in one line of Java that are outside of all brackets and literals. */
final class JavaScan {
  private static final Pattern CALL = Pattern.compile("\\.(?:<[^(]*>)?\\w+\\(");

  /** Literals come first, so that brackets inside them are not counted. */
  private static final Pattern BRACKET =
      Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|([(\\[])|([)\\]])");

  private final String text;

  /**
   * For each character, the number of brackets open before it; inside a literal, a very large
   * number.
   */
  private final int[] depth;

  JavaScan(String text) {
    this.text = text;
    this.depth = new int[text.length()];
    Deque<Character> brackets = new ArrayDeque<>();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth[i] = quote == 0 ? brackets.size() : Integer.MAX_VALUE;
      if (quote != 0) {
        if (c == '\\') {
          depth[++i] = Integer.MAX_VALUE;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(' || c == '[' || opensTypes(i)) {
        brackets.push(c);
      } else if (c == ')' || c == ']' || (c == '>' && brackets.contains('<') && !arrow(i))) {
        if (!brackets.isEmpty()) {
          brackets.pop();
        }
        depth[i] = brackets.size();
      }
    }
  }

  /**
   * Returns whether a {@code <} opens type arguments; in templates, a comparison has spaces around
   * it.
   */
  private boolean opensTypes(int i) {
    return text.charAt(i) == '<'
        && i + 1 < text.length()
        && text.charAt(i + 1) != ' '
        && text.charAt(i + 1) != '='
        && (i == 0 || text.charAt(i - 1) != '<');
  }

  private boolean arrow(int i) {
    return text.charAt(i - 1) == '-' || text.charAt(i - 1) == ' ';
  }

  /** Returns how many more brackets a line opens than it closes. */
  static int balance(String line) {
    Matcher bracket = BRACKET.matcher(line);
    int balance = 0;
    while (bracket.find()) {
      balance += bracket.group(1) != null ? 1 : bracket.group(2) != null ? -1 : 0;
    }
    return balance;
  }

  /** Returns the places of any of these texts, in order. */
  List<Integer> all(String... signs) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      for (String sign : signs) {
        if (depth[i] == 0 && text.startsWith(sign, i)) {
          places.add(i);
        }
      }
    }
    return places;
  }

  /** Returns the first place of any of these texts, or -1. */
  int first(String... signs) {
    List<Integer> places = all(signs);
    return places.isEmpty() ? -1 : places.get(0);
  }

  /** Returns the last place of this text, or -1. */
  int last(String sign) {
    List<Integer> places = all(sign);
    return places.isEmpty() ? -1 : places.get(places.size() - 1);
  }

  /** Returns the place of the bracket that closes the one at {@code open}. */
  int close(int open) {
    int i = open + 1;
    while (i < text.length() && depth[i] != depth[open]) {
      i++;
    }
    return Math.min(i, text.length() - 1);
  }

  /**
   * Returns where a chain of calls may be broken. The first call on a type, and a single call on a
   * name, stay on the line of their receiver.
   */
  List<Integer> calls() {
    List<Integer> places = new ArrayList<>();
    Matcher call = CALL.matcher(text);
    for (int from = 0; call.find(from); from = call.start() + 1) {
      if (depth[call.start()] == 0) {
        places.add(call.start());
      }
    }
    if (!places.isEmpty()) {
      String receiver = text.substring(text.lastIndexOf(' ', places.get(0)) + 1, places.get(0));
      String name = receiver.substring(receiver.lastIndexOf('.') + 1);
      boolean isType = !name.isEmpty() && Character.isUpperCase(name.charAt(0));
      if (!receiver.contains("(") && (isType || places.size() == 1)) {
        places.remove(0);
      }
    }
    return places;
  }
}
