package dev.chatcontract.codegen.syntax;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.SourceVersion;

/**
 * Gives every name of one scope (the members of a record, the classes of a package) a Java
 * identifier of its own. ASCII only, so that file names and identifiers survive any platform.
 */
public final class JavaNames {
  /** A line has room for a name of that length and its surroundings. */
  private static final int LONGEST = 60;

  private final Set<String> taken = new HashSet<>();
  private final Set<String> reserved;
  private final String suffix;

  /**
   * @param reserved names that may not be used as they are
   * @param suffix what makes a reserved name usable
   */
  public JavaNames(Set<String> reserved, String suffix) {
    this.reserved = reserved;
    this.suffix = suffix;
  }

  /**
   * {@code Owner_Account} becomes {@code ownerAccount}; {@code URLPath} becomes {@code urlPath}.
   */
  public String member(String wire) {
    return free(cut(camel(wire, false, "member"), LONGEST));
  }

  /** {@code get_group} becomes {@code GetGroup}. */
  public String type(String wire) {
    return type(wire, "");
  }

  /** {@code get_group} and {@code Errors} become {@code GetGroupErrors}. */
  public String type(String wire, String suffix) {
    return free(cut(camel(wire, true, "Type"), LONGEST - suffix.length()) + suffix);
  }

  /**
   * {@code get_group} becomes {@code GetGroup}, or with a number all that is made of it is free.
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

  /** {@code AVChatRoom} becomes {@code AV_CHAT_ROOM}. */
  public String constant(String wire) {
    return free(cut(upperSnake(wire), LONGEST));
  }

  private String free(String wanted) {
    String name =
        SourceVersion.isKeyword(wanted) || reserved.contains(wanted) ? wanted + suffix : wanted;
    String candidate = name;
    // Compared without case: two classes that differ by case share a file on some systems.
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

  /** Words split by underscores, at anything but ASCII letters and digits and at humps. */
  private static String words(String wire) {
    return wire.replaceAll("[^A-Za-z0-9]+", "_")
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2");
  }
}
