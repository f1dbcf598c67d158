package dev.chatcontract.contract.draft;

import dev.chatcontract.contract.page.layout.LimitKind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names and sentences for facts of a page that do not copy its words. */
final class Wording {
  private Wording() {}

  /** Returns {@code friend_get_list} as {@code FriendGetList}. */
  static String pascal(String wireName) {
    StringBuilder out = new StringBuilder();
    for (String word : wireName.split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        out.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return out.toString();
  }

  /** Returns a wire name as words: {@code MaxMemberNum} as {@code max member num}. */
  static String words(String wireName) {
    return wireName
        .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
        .replaceAll("[^A-Za-z0-9]+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  static String sentence(String words) {
    return words.isEmpty() ? "Member" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  static String member(Member member, String type, boolean request) {
    StringBuilder out = new StringBuilder(sentence(words(member.name)));
    out.append(request ? " in the request: " : " in the answer: ");
    out.append(
        switch (type) {
          case "string" -> "a text";
          case "integer" -> "a whole number";
          case "number" -> "a number";
          case "boolean" -> "true or false";
          case "array" -> "a list";
          case "object" -> "an object";
          default -> "any value";
        });
    for (Map.Entry<LimitKind, Long> limit :
        request ? member.limits.entrySet() : Set.<Map.Entry<LimitKind, Long>>of()) {
      String most = String.format(Locale.ROOT, "%,d", limit.getValue());
      switch (limit.getKey()) {
        case MAX_BYTES ->
            out.append(type.equals("array") ? " with texts of at most " : " of at most ")
                .append(most)
                .append(" bytes of UTF-8");
        case MAX_ITEMS -> out.append(" of at most ").append(most).append(" elements");
        case MAXIMUM -> out.append(" up to ").append(most);
        case MAX_LENGTH -> {}
      }
    }
    return out.append('.').toString();
  }

  /** Returns text of a page for a comment: one line of visible characters. */
  static String comment(String text) {
    return text.replaceAll("[\\p{C}\\p{Z}\\s]+", " ").strip();
  }
}
