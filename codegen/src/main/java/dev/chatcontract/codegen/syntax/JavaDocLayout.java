package dev.chatcontract.codegen.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line wrapper for the paragraphs of a Javadoc comment. */
final class JavaDocLayout {
  /** A unit that may not be split at the end of a line: an entity, a tag, a character. */
  private static final Pattern UNIT = Pattern.compile("&[^;\\s]{1,8};|</?\\w[^>]*>|.");

  private static final Pattern OWN_LINE = Pattern.compile("(?:<p>|</?ul>|<li>|@\\w).*");

  private static final Pattern LINK = Pattern.compile("\\{@link ([^}]*)}");

  private static final String INDENT = "    ";

  private final int width;
  private final List<String> lines = new ArrayList<>();

  private JavaDocLayout(int width) {
    this.width = width;
  }

  /**
   * Lays out the stripped lines of a comment, including its delimiters, with the given indentation.
   */
  static List<String> of(List<String> comment, int indent) {
    String margin = " ".repeat(indent);
    JavaDocLayout layout = new JavaDocLayout(JavaLayout.WIDTH - indent - " * ".length());
    layout.paragraphs(comment);
    List<String> lines = layout.lines;
    if (lines.size() == 1 && !lines.get(0).startsWith("@")) {
      String line = margin + "/** " + lines.get(0) + " */";
      if (line.length() <= JavaLayout.WIDTH) {
        return List.of(line);
      }
    }
    List<String> out = new ArrayList<>();
    out.add(margin + "/**");
    lines.forEach(line -> out.add((margin + " * " + line).stripTrailing()));
    out.add(margin + " */");
    return out;
  }

  private void paragraphs(List<String> comment) {
    StringBuilder paragraph = new StringBuilder();
    for (String line : comment) {
      String text =
          line.replaceFirst("^(?:/\\*\\*|\\*(?!/))", "").replaceFirst("\\*/$", "").strip();
      if (text.isEmpty() || OWN_LINE.matcher(text).matches()) {
        fill(paragraph.toString());
        paragraph.setLength(0);
      }
      if (text.isEmpty() && !lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
        lines.add("");
      }
      paragraph.append(paragraph.length() == 0 || text.isEmpty() ? "" : " ").append(text);
    }
    fill(paragraph.toString());
    if (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
  }

  /** Wraps one paragraph. The continuation lines of a tag or a list item are indented. */
  private void fill(String text) {
    String paragraph = LINK.matcher(text).replaceAll(link -> Matcher.quoteReplacement(shown(link)));
    String margin = paragraph.matches("(?:@\\w|<li>).*") ? INDENT : "";
    StringBuilder line = new StringBuilder();
    for (String word : words(paragraph, width - margin.length())) {
      if (line.toString().strip().length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(margin);
      }
      line.append(line.toString().isBlank() ? "" : " ").append(word);
    }
    if (line.length() > 0) {
      lines.add(line.toString());
    }
  }

  /** Shortens a link that does not fit on any line: to its type, or to code if it names no type. */
  private String shown(MatchResult link) {
    int longest =
        List.of(link.group(1).split(" ", -1)).stream().mapToInt(String::length).max().orElse(0);
    if (longest < width - INDENT.length()) {
      return link.group();
    }
    String type = link.group(1).replaceFirst("#.*", "");
    return type.isEmpty()
        ? "{@code " + link.group(1).replaceFirst("#([^(]*).*", "$1") + "}"
        : "{@link " + type + "}";
  }

  /**
   * Splits text into words. An inline tag is one word unless it is too long; an address is never
   * split.
   */
  private static List<String> words(String text, int width) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int braces = 0;
    for (String part : text.strip().split("\\s+", -1)) {
      if (braces > 0 && word.length() + 1 + part.length() > width) {
        words.add(word.toString());
        word.setLength(0);
      }
      word.append(word.length() == 0 ? "" : " ").append(part);
      braces += count(part, '{') - count(part, '}');
      if (braces <= 0) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    words.add(word.toString());
    return words.stream().filter(w -> !w.isEmpty()).flatMap(w -> cut(w, width).stream()).toList();
  }

  private static List<String> cut(String word, int width) {
    if (word.length() <= width || word.contains("://") || word.startsWith("{")) {
      return List.of(word);
    }
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    Matcher unit = UNIT.matcher(word);
    while (unit.find()) {
      if (part.length() + unit.group().length() > width) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(unit.group());
    }
    parts.add(part.toString());
    return parts;
  }

  private static int count(String text, char wanted) {
    return (int) text.chars().filter(c -> c == wanted).count();
  }
}
