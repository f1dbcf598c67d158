package dev.chatcontract.contract.draft;

import java.util.Map;
import java.util.regex.Pattern;

/** Guesses whether the members of an object depend on a neighbouring text. */
final class KindsGuess {
  private static final Pattern OBJECT = Pattern.compile("(.*)(?:Content|Body|Data|Detail|Info)");

  private KindsGuess() {}

  /**
   * Returns the neighbour whose value is the kind of the object, with the objects by its values. It
   * is a neighbour that the page mentions in the text about the object, or one with a matching
   * name: {@code MsgType} next to {@code MsgContent}.
   */
  static Map.Entry<String, Map<String, Member>> of(Member parent, Member object) {
    if (MemberType.of(object).type().equals("object")) {
      for (Member by : parent.members.values()) {
        if (by != object
            && MemberType.of(by).type().equals("string")
            && (isNamed(object.text, by.name) || hasMatchingName(by.name, object.name))) {
          Map<String, Member> kinds = parent.kinds(by.name, object.name);
          if (!kinds.isEmpty() && kinds.keySet().stream().noneMatch(String::isBlank)) {
            return Map.entry(by.name, kinds);
          }
        }
      }
    }
    return Map.entry("", Map.of());
  }

  private static boolean isNamed(String text, String member) {
    return member.endsWith("Type")
        && Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(member) + "(?![A-Za-z0-9_])")
            .matcher(text)
            .find();
  }

  private static boolean hasMatchingName(String by, String object) {
    return by.endsWith("Type")
        && OBJECT.matcher(object).replaceFirst("$1").equals(by.substring(0, by.length() - 4))
        && !object.equals(by.substring(0, by.length() - 4));
  }
}
