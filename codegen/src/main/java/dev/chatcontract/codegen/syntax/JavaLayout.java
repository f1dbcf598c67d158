package dev.chatcontract.codegen.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays out a template's output: joins statements that span several lines, and breaks long ones
 * where google-java-format does. That formatter cannot be used itself: it needs access to the
 * compiler's internals, which a build that runs this generator does not grant.
 */
final class JavaLayout {
  static final int WIDTH = 100;

  private static final int CONTINUED = 4;

  /**
   * The maximum indentation. Without it, deeply nested lists would leave no room for their content.
   */
  private static final int DEEPEST = 32;

  private final List<String> out = new ArrayList<>();

  private JavaLayout() {}

  /**
   * Lays out Java source in which comments have their own lines and no statement contains a block.
   */
  static String of(String source) {
    JavaLayout layout = new JavaLayout();
    layout.all(source.lines().toList());
    return String.join("\n", layout.out) + "\n";
  }

  private void all(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String text = line.strip();
      int indent = line.length() - line.stripLeading().length();
      if (text.isEmpty()) {
        blank();
      } else if (text.startsWith("/*")) {
        List<String> comment = new ArrayList<>();
        comment.add(text);
        while (!lines.get(i).endsWith("*/")) {
          comment.add(lines.get(++i).strip());
        }
        blankBeforeMember();
        out.addAll(JavaDocLayout.of(comment, indent));
      } else {
        StringBuilder statement = new StringBuilder(text);
        int open = JavaScan.balance(text);
        int next = next(lines, i);
        while (next < lines.size() && (open > 0 || continues(statement, lines.get(next).strip()))) {
          open += JavaScan.balance(lines.get(next));
          join(statement, lines.get(next).strip());
          i = next;
          next = next(lines, i);
        }
        closing(statement);
        new Statement(out).add(statement.toString(), indent, "");
      }
    }
  }

  private void blank() {
    if (!out.isEmpty() && !last().isEmpty() && !last().endsWith("{")) {
      out.add("");
    }
  }

  /** Separates a commented member from the previous one. */
  private void blankBeforeMember() {
    if (!out.isEmpty() && last().endsWith("}")) {
      blank();
    }
  }

  /** Removes an empty line before the end of a block. */
  private void closing(CharSequence statement) {
    if (statement.charAt(0) == '}' && !out.isEmpty() && last().isEmpty()) {
      out.remove(out.size() - 1);
    }
  }

  private String last() {
    return out.get(out.size() - 1);
  }

  /** Returns the next line that is not empty. */
  private static int next(List<String> lines, int i) {
    int next = i + 1;
    while (next < lines.size() && lines.get(next).isBlank()) {
      next++;
    }
    return next;
  }

  private static boolean continues(StringBuilder statement, String next) {
    String end = statement.substring(Math.max(0, statement.length() - 3));
    return next.startsWith(".")
        || next.startsWith(";")
        || end.endsWith(" =")
        || end.endsWith(",")
        || end.equals(" ->");
  }

  private static void join(StringBuilder statement, String next) {
    boolean tight =
        statement.charAt(statement.length() - 1) == '(' || ".,;)".indexOf(next.charAt(0)) >= 0;
    statement.append(tight ? "" : " ").append(next);
  }

  /** One statement, or a part of one that has to begin a line. */
  private record Statement(List<String> out) {
    /** Operators that may begin a line, from the lowest precedence to the highest. */
    private static final String[][] SIGNS = {{" ? ", " : "}, {" && "}, {" + "}};

    void add(String text, int wanted, String end) {
      int indent = Math.min(wanted, DEEPEST);
      JavaScan scan = new JavaScan(text);
      boolean fits = indent + text.length() + end.length() <= WIDTH;
      if (fits
          || !(afterSign(scan, text, indent, end)
              || beforeSigns(scan, text, indent, end)
              || parts(scan.calls(), 0, text, indent, end)
              || list(scan, text, indent, end)
              || declaration(scan, text, indent, end)
              || literal(text, indent, end))) {
        line(text + end, indent);
      }
    }

    private void line(String text, int indent) {
      out.add(" ".repeat(Math.min(indent, DEEPEST)) + text);
    }

    /** Breaks after an assignment or a lambda's arrow. */
    private boolean afterSign(JavaScan scan, String text, int indent, String end) {
      int sign = scan.first(" = ", " -> ");
      if (sign < 0) {
        return false;
      }
      int after = text.indexOf(' ', sign + 1);
      add(text.substring(0, after), indent, "");
      add(text.substring(after + 1), indent + CONTINUED, end);
      return true;
    }

    /** Breaks before each operator of one kind, or after each comma of a list without brackets. */
    private boolean beforeSigns(JavaScan scan, String text, int indent, String end) {
      for (String[] signs : SIGNS) {
        if (parts(scan.all(signs), 1, text, indent, end)) {
          return true;
        }
      }
      List<Integer> commas = scan.first("(") < 0 ? scan.all(", ") : List.of();
      int from = 0;
      for (int comma : commas) {
        line(text.substring(from, comma + 1), indent);
        from = comma + 2;
      }
      if (from > 0) {
        line(text.substring(from) + end, indent);
      }
      return from > 0;
    }

    private boolean parts(List<Integer> at, int skipped, String text, int indent, String end) {
      if (at.isEmpty()) {
        return false;
      }
      int from = 0;
      for (int part = 0; part <= at.size(); part++) {
        boolean last = part == at.size();
        int to = last ? text.length() : at.get(part);
        add(text.substring(from, to), indent + (part == 0 ? 0 : CONTINUED), last ? end : "");
        from = to + skipped;
      }
      return true;
    }

    /** Breaks after an opening bracket and, if that is not enough, after each comma inside. */
    private boolean list(JavaScan scan, String text, int indent, String end) {
      return list(scan, scan.first("("), text, indent, end);
    }

    private boolean list(JavaScan scan, int open, String text, int indent, String end) {
      if (open < 0 || indent + open >= WIDTH || scan.close(open) == open + 1) {
        return false;
      }
      int close = scan.close(open);
      String rest = text.substring(close) + end;
      String inner = text.substring(open + 1, close);
      int deeper = indent + CONTINUED;
      line(text.substring(0, open + 1), indent);
      if (deeper + inner.length() + rest.length() <= WIDTH) {
        line(inner + rest, deeper);
        return true;
      }
      int from = 0;
      for (int comma : new JavaScan(inner).all(", ")) {
        add(inner.substring(from, comma), deeper, ",");
        from = comma + 2;
      }
      add(inner.substring(from), deeper, rest);
      return true;
    }

    /**
     * Breaks before a clause of a declaration, between its type and its name, or within that type.
     */
    private boolean declaration(JavaScan scan, String text, int indent, String end) {
      if (parts(scan.all(" extends ", " implements ", " throws "), 1, text, indent, end)) {
        return true;
      }
      String tail = text.replaceFirst(" [={]$", "");
      int name = new JavaScan(tail).last(" ");
      return name > 0
          ? parts(List.of(name), 1, text, indent, end)
          : list(scan, scan.first("<"), text, indent, end)
              || parts(scan.all("::", "."), 0, text, indent, end);
    }

    private boolean literal(String text, int indent, String end) {
      List<String> parts = JavaText.parts(text, WIDTH - indent - CONTINUED - 3 - end.length());
      for (int i = 0; i < parts.size(); i++) {
        boolean last = i == parts.size() - 1;
        line(
            (i == 0 ? "" : "+ ") + parts.get(i) + (last ? end : ""),
            indent + (i == 0 ? 0 : CONTINUED));
      }
      return !parts.isEmpty();
    }
  }
}
