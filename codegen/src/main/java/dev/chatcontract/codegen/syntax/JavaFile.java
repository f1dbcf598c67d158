package dev.chatcontract.codegen.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The imports of one generated file. A template imports everything that it may need, uses simple
 * names, and marks the contract's own types. This class keeps the imports that are needed. If two
 * types have the same simple name, one of them is written in full.
 */
final class JavaFile {
  private static final char BEGIN = '\u0001';
  private static final char END = '\u0002';
  private static final String TAKEN = "-";

  private static final Pattern HEAD =
      Pattern.compile("package ([\\w.]+);\\s*((?:import [\\w.]+;\\s*)*)");

  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|interface|record) " + BEGIN + "([^" + END + "]+)" + END);

  /** Comments, literals, marked types, and simple names. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>/\\*.*?\\*/|//[^\n]*)"
              + "|(?<literal>\"(?:[^\"\\\\]++|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+')"
              + "|(?<type>"
              + BEGIN
              + "[^"
              + END
              + "]+"
              + END
              + ")|(?<name>(?<![\\w.#])[A-Z]\\w*)",
          Pattern.DOTALL);

  /** The part of a comment that refers to types. */
  private static final Pattern REFERENCE =
      Pattern.compile("\\{@link(?:plain)? [^}]*}|@throws \\S+");

  /** In a full name, the null mark goes between the package and the simple name. */
  private static final Pattern NULL_MARK = Pattern.compile("@(?:[\\w.]+\\.)?Nullable $");

  private final String javaPackage;
  private final Map<String, String> offered = new HashMap<>();
  private final String body;
  private final String own;
  private final Set<String> siblings;
  private final Set<String> plain = new TreeSet<>();
  private final Set<String> types = new HashSet<>();
  private final Map<String, String> written = new HashMap<>();
  private final Set<String> imports = new TreeSet<>();

  private JavaFile(String text, Map<String, Set<String>> generated) {
    Matcher head = HEAD.matcher(text);
    if (!head.lookingAt()) {
      throw new IllegalArgumentException("a template begins with its package: " + text);
    }
    javaPackage = head.group(1);
    for (String line : head.group(2).split("\\s*;\\s*", -1)) {
      String name = line.replaceFirst("^import ", "");
      offered.put(simple(name), name);
    }
    body = text.substring(head.end());
    Matcher declared = DECLARED.matcher(body);
    own = declared.find() ? declared.group(1) : "";
    siblings = generated.getOrDefault(javaPackage, Set.of());
  }

  /** Returns a type of the contract in the form that templates write. */
  static String marked(String type) {
    return BEGIN + type + END;
  }

  /** Marks a name as inherited by a class of this file. */
  static String taken(String name) {
    return BEGIN + TAKEN + name + END;
  }

  /**
   * Returns a template's output with the imports that it needs and without marks.
   *
   * @param generated simple names of all types of the contract, by package
   */
  static String of(String text, Map<String, Set<String>> generated) {
    JavaFile file = new JavaFile(text, generated);
    file.tokens(file.body, file::noted);
    file.decide();
    StringBuilder out = new StringBuilder("package " + file.javaPackage + ";\n\n");
    String body = file.tokens(file.body, file::replaced);
    file.imports.forEach(name -> out.append("import ").append(name).append(";\n"));
    return out.append(file.imports.isEmpty() ? "" : "\n").append(body).toString();
  }

  private String noted(String token) {
    if (token.startsWith(BEGIN + TAKEN)) {
      plain.add(token.substring(2, token.length() - 1));
    } else if (token.charAt(0) == BEGIN) {
      types.add(token.substring(1, token.length() - 1));
    } else {
      plain.add(token);
    }
    return token;
  }

  private void decide() {
    for (String name : plain) {
      String full = offered.get(name);
      if (full == null && (name.equals(simple(own)) || siblings.contains(name)) && isLang(name)) {
        full = "java.lang." + name;
      }
      if (full != null && name.equals(simple(own))) {
        written.put(name, full);
      } else if (full != null) {
        imports.add(full);
      }
    }
    Set<String> taken = new HashSet<>(plain);
    List<String> ordered = new ArrayList<>(types);
    ordered.sort(
        Comparator.comparing((String type) -> !type.equals(own))
            .thenComparing(type -> !packageOf(type).equals(javaPackage))
            .thenComparing(type -> type));
    for (String type : ordered) {
      boolean isFree = type.equals(own) || !taken.contains(simple(type));
      taken.add(simple(type));
      written.put(marked(type), isFree ? simple(type) : type);
      if (isFree && !packageOf(type).equals(javaPackage)) {
        imports.add(type);
      }
    }
  }

  private String replaced(String token) {
    return token.startsWith(BEGIN + TAKEN) ? "" : written.getOrDefault(token, token);
  }

  private String tokens(String text, UnaryOperator<String> by) {
    StringBuilder out = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    int from = 0;
    while (token.find()) {
      out.append(text, from, token.start());
      from = token.end();
      if (token.group("comment") != null) {
        out.append(comment(token.group(), by));
      } else if (token.group("literal") != null) {
        out.append(token.group());
      } else {
        append(out, by.apply(token.group()));
      }
    }
    return out.append(text.substring(from)).toString();
  }

  private String comment(String comment, UnaryOperator<String> by) {
    Pattern inside =
        Pattern.compile(TOKEN.pattern().substring(TOKEN.pattern().indexOf("(?<type>")));
    return REFERENCE
        .matcher(comment)
        .replaceAll(
            reference ->
                Matcher.quoteReplacement(
                    inside
                        .matcher(reference.group())
                        .replaceAll(name -> Matcher.quoteReplacement(by.apply(name.group())))));
  }

  private static void append(StringBuilder out, String name) {
    // Only the end of the line can match. Searching everything written so far would take quadratic
    // time.
    Matcher mark = NULL_MARK.matcher(out).region(out.lastIndexOf("\n") + 1, out.length());
    if (name.indexOf('.') > 0 && mark.find()) {
      String annotation = mark.group();
      out.setLength(mark.start());
      out.append(packageOf(name)).append('.').append(annotation).append(simple(name));
    } else {
      out.append(name);
    }
  }

  private static boolean isLang(String name) {
    try {
      Class.forName("java.lang." + name, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static String packageOf(String type) {
    return type.substring(0, Math.max(0, type.lastIndexOf('.')));
  }
}
