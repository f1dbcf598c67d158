package dev.chatcontract.contract.draft;

import java.util.Map;
import java.util.regex.Pattern;

/** Sees whether the members of an object depend on a text beside it. */
final class KindsGuess {
  private static final Pattern OBJECT = Pattern.compile("(.*)(?:Content|Body|Data|Detail|Info)");

  private KindsGuess() {}

  /**
   * The neighbour that tells what the object is, and the objects by its values. It is the one that
   * the page names where it speaks of the object, or the one called so: {@code MsgType} beside
   * {@code MsgContent}.
   */
  static Map.Entry<String, Map<String, Member>> of(Member parent, Member object) {
    if (MemberType.of(object).type().equals("object")) {
      for (Member by : parent.members.values()) {
        if (by != object
            && MemberType.of(by).type().equals("string")
            && (isNamed(object.text, by.name) || isCalledSo(by.name, object.name))) {
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

  private static boolean isCalledSo(String by, String object) {
    return by.endsWith("Type")
        && OBJECT.matcher(object).replaceFirst("$1").equals(by.substring(0, by.length() - 4))
        && !object.equals(by.substring(0, by.length() - 4));
  }
}
