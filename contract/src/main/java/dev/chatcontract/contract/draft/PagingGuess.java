package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sees whether an answer may go on in another call. */
final class PagingGuess {
  private static final Pattern FIRST_IS_ZERO =
      Pattern.compile(
          "(?i)(?:第一次|首次|首页)[^。;；]{0,10}(?:填|传|为|是)\\s*0(?!\\d)"
              + "|\\bfirst\\b[^.;]{0,40}\\b0\\b|\\b0\\b[^.;]{0,20}\\bfirst\\b");

  private static final Pattern ZERO_ENDS =
      Pattern.compile(
          "(?i)返回[^。;；]{0,16}(?:为|是)\\s*0(?!\\d)[^。;；]{0,10}(?:完|结束|没有|全部)"
              + "|\\b(?:returned|returns?|when|if|until)\\b[^.;]{0,40}\\b0\\b[^.;]{0,60}\\b(?:all|ends?|last|no more|complete|finished|pulled)\\b");

  private PagingGuess() {}

  /**
   * {@code x-pagination}, if a whole number of the answer goes into the next request, and the page
   * says of it that 0 is the first and that 0 ends the list, which is the answer's only one.
   */
  static @Nullable ObjectNode of(Member request, Member response) {
    List<Member> lists =
        response.members.values().stream()
            .filter(m -> MemberType.of(m).type().equals("array"))
            .toList();
    for (Member next : response.members.values()) {
      Member cursor = cursor(request, next.name);
      if (cursor == null || lists.size() != 1 || !isWhole(cursor) || !isWhole(next)) {
        continue;
      }
      String text = cursor.text + "; " + next.text;
      if (FIRST_IS_ZERO.matcher(text).find() && ZERO_ENDS.matcher(text).find()) {
        ObjectNode paging =
            JsonNodeFactory.instance
                .objectNode()
                .put("cursor", cursor.name)
                .put("next-cursor", next.name)
                .put("first", 0)
                .put("items", lists.get(0).name);
        Member size = request.members.get("Limit");
        if (size != null && isWhole(size)) {
          paging.put("page-size", size.name);
        }
        paging.putObject("stop").put("when", "next-equals").put("value", 0);
        return paging;
      }
    }
    return null;
  }

  private static @Nullable Member cursor(Member request, String next) {
    Member same = next.matches("(?i)next.*|.*cursor|offset") ? request.members.get(next) : null;
    return same != null || !next.startsWith("Next") || next.length() == 4
        ? same
        : request.members.get(next.substring(4));
  }

  private static boolean isWhole(Member member) {
    MemberType type = MemberType.of(member);
    return type.type().equals("integer") && type.question() == null && !member.unplaced;
  }

  static @Nullable String question(Member request, Member response) {
    for (String name : response.members.keySet()) {
      String cursor = name.replaceFirst("^Next(?=.)", "");
      if (name.startsWith("Next")
          && (request.members.containsKey(cursor) || request.members.containsKey(name))) {
        return "Does "
            + name
            + " of the answer go on with the list? If so, add x-pagination; the page does not say in a table what ends it.";
      }
    }
    for (String name : response.members.keySet()) {
      if (name.matches("(?i)complete(?:flag)?|is_?finish(?:ed)?|has_?more|is_?end")) {
        return "Does "
            + name
            + " end a list that goes on over several calls? If so, add x-pagination.";
      }
    }
    return null;
  }
}
