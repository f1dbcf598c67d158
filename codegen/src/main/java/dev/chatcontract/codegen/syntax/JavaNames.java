package dev.chatcontract.codegen.syntax;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.SourceVersion;

/**
 * Gives each name in one scope (the members of a record, the classes of a package) a unique Java
 * identifier. ASCII only, so that file names and identifiers work on every platform.
 */
public final class JavaNames {
  /** A line has room for a name of this length and the code around it. */
  private static final int LONGEST = 60;

  private final Set<String> taken = new HashSet<>();
  private final Set<String> reserved;
  private final String suffix;

  /**
   * @param reserved names that may not be used unchanged
   * @param suffix makes a reserved name usable
   */
  public JavaNames(Set<String> reserved, String suffix) {
    this.reserved = reserved;
    this.suffix = suffix;
  }

  /** Converts {@code Owner_Account} to {@code ownerAccount}, {@code URLPath} to {@code urlPath}. */
  public String member(String wire) {
    return free(cut(camel(wire, false, "member"), LONGEST));
  }

  /** Converts {@code get_group} to {@code GetGroup}. */
  public String type(String wire) {
    return type(wire, "");
  }

  /** Converts {@code get_group} and {@code Errors} to {@code GetGroupErrors}. */
  public String type(String wire, String suffix) {
    return free(cut(camel(wire, true, "Type"), LONGEST - suffix.length()) + suffix);
  }

  /**
   * Converts {@code get_group} to {@code GetGroup}, and appends a number if one of the names
   * derived from it is taken.
   */
  public String prefix(String wire, Function<String, List<String>> names) {
    String wanted = cut(camel(wire, true, "Type"), LONGEST);
    String candidate = wanted;
    for (int n = 2; !areFree(names.apply(candidate)); n++) {
      candidate = wanted + n;
    }
    names.apply(candidate).forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
    return candidate;
  }

  private boolean areFree(List<String> names) {
    return names.stream()
        .noneMatch(n -> reserved.contains(n) || taken.contains(n.toLowerCase(Locale.ROOT)));
  }

  /** Converts {@code AVChatRoom} to {@code AV_CHAT_ROOM}. */
  public String constant(String wire) {
    return free(cut(upperSnake(wire), LONGEST));
  }

  private String free(String wanted) {
    String name =
        SourceVersion.isKeyword(wanted) || reserved.contains(wanted) ? wanted + suffix : wanted;
    String candidate = name;
    // Case is ignored: on some systems, two classes that differ only in case would share a file.
    for (int n = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); n++) {
      candidate = name + (Character.isDigit(name.charAt(name.length() - 1)) ? "_" : "") + n;
    }
    return candidate;
  }

  private static String cut(String name, int length) {
    return name.length() <= length ? name : name.substring(0, length);
  }

  static String camel(String wire, boolean upper, String fallback) {
    StringBuilder out = new StringBuilder();
    for (String word : words(wire).split("_", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      String lower = word.toLowerCase(Locale.ROOT);
      out.append(
          out.length() == 0 && !upper
              ? lower
              : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
    }
    if (out.length() == 0) {
      return fallback;
    }
    return Character.isDigit(out.charAt(0)) ? (upper ? "N" : "n") + out : out.toString();
  }

  static String upperSnake(String wire) {
    String name =
        words(wire).toUpperCase(Locale.ROOT).replaceAll("_+", "_").replaceAll("^_|_$", "");
    return name.isEmpty() ? "VALUE" : Character.isDigit(name.charAt(0)) ? "N" + name : name;
  }

  /**
   * Separates words with underscores: at every character but ASCII letters and digits, and at
   * camel-case boundaries.
   */
  private static String words(String wire) {
    return wire.replaceAll("[^A-Za-z0-9]+", "_")
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2");
  }
}
