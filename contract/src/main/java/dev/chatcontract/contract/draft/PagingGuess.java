package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Guesses whether an answer continues in another call. */
final class PagingGuess {
  private static final Pattern FIRST_IS_ZERO =
      Pattern.compile(
          "(?i)(?:第一次|首次|首页|初始)[^。;；]{0,10}(?:填|传|为|是)\\s*0(?!\\d)"
              + "|\\bfirst\\b[^.;]{0,40}\\b0\\b|\\b0\\b[^.;]{0,20}\\bfirst\\b");

  private static final Pattern ZERO_ENDS =
      Pattern.compile(
          "(?i)返回[^。;；]{0,16}(?:为|是)\\s*0(?!\\d)[^。;；]{0,10}(?:完|结束|没有|全部)"
              + "|\\b(?:returned|returns?|when|if|until)\\b[^.;]{0,40}\\b0\\b[^.;]{0,60}\\b(?:all|ends?|last|no more|complete|finished|pulled)\\b");

  private static final String EMPTY = "(?:空(?:字符串|串)?|\"\"|“”|''|\\bempty\\b)";
  private static final Pattern FIRST_IS_EMPTY =
      Pattern.compile(
          "(?i)(?:第一次|首次|首页|初始)[^。;；]{0,14}" + EMPTY + "|\\bfirst\\b[^.;]{0,40}" + EMPTY);
  private static final Pattern EMPTY_ENDS =
      Pattern.compile(
          "(?i)(?:返回|应答)[^。;；]{0,16}"
              + EMPTY
              + "[^。;；]{0,12}(?:完|结束|没有|全部)"
              + "|\\b(?:returned|returns?|when|if|until|is)\\b[^.;]{0,40}"
              + EMPTY
              + "[^.;]{0,60}\\b(?:all|ends?|last|no (?:more|subsequent)|complete|finished|pulled)\\b");

  /** Text about the value of a flag on the last page. */
  private static final Pattern FLAG_ENDS =
      Pattern.compile(
          "(?i)(?<![\\d.])([01])\\s?(?:表示|代表|为|：|:|-|=|means?|indicates?|is)[^,，;；。.]{0,16}(?:完(?!整)|结束|最后|没有更多|complete|finished|\\bends?\\b|\\blast\\b|no more|all)");

  private static final Pattern FLAG =
      Pattern.compile("(?i)complete(?:flag)?|is_?finish(?:ed)?|has_?more|is_?end");
  private static final Pattern NEXT_CURSOR =
      Pattern.compile("(?i)next.*|.*(?:cursor|offset|index|seq|time_?stamp|time)");

  private PagingGuess() {}

  /**
   * Drafts {@code x-pagination} if the page says how a walk begins and ends; otherwise returns
   * null.
   */
  static @Nullable ObjectNode of(Member request, Member response) {
    List<Member> lists =
        response.members.values().stream()
            .filter(m -> MemberType.of(m).type().equals("array"))
            .toList();
    if (lists.size() != 1) {
      return null;
    }
    ObjectNode paging = byCursor(request, response);
    paging = paging != null ? paging : byOffset(request, response);
    if (paging == null) {
      return null;
    }
    paging.put("items", lists.get(0).name);
    Member size = request.members.get("Limit");
    if (size != null && isOf(size, "integer")) {
      paging.put("page-size", size.name);
    }
    // The stop rule comes last.
    paging.set("stop", paging.remove("stop"));
    return paging;
  }

  /**
   * Drafts a walk by integers, or one text, that are copied from the answer to the next request.
   */
  private static @Nullable ObjectNode byCursor(Member request, Member response) {
    Map<Member, Member> cursors = cursors(request, response);
    if (cursors.size() == 1) {
      Map.Entry<Member, Member> only = cursors.entrySet().iterator().next();
      return byOne(only.getKey(), only.getValue());
    }
    ObjectNode stop = flag(response);
    if (cursors.isEmpty() || stop == null) {
      return null;
    }
    ObjectNode paging = JsonNodeFactory.instance.objectNode();
    ArrayNode together = paging.putArray("cursors");
    for (Map.Entry<Member, Member> cursor : cursors.entrySet()) {
      if (!isOf(cursor.getKey(), "integer") || !begins(FIRST_IS_ZERO, cursor)) {
        return null;
      }
      together
          .addObject()
          .put("cursor", cursor.getKey().name)
          .put("next-cursor", cursor.getValue().name)
          .put("first", 0);
    }
    paging.set("stop", stop);
    return paging;
  }

  private static boolean begins(Pattern first, Map.Entry<Member, Member> cursor) {
    return first.matcher(cursor.getKey().text + "; " + cursor.getValue().text).find();
  }

  private static @Nullable ObjectNode byOne(Member cursor, Member next) {
    String text = cursor.text + "; " + next.text;
    boolean number = isOf(cursor, "integer");
    if (!(number ? FIRST_IS_ZERO : FIRST_IS_EMPTY).matcher(text).find()
        || !(number ? ZERO_ENDS : EMPTY_ENDS).matcher(text).find()) {
      return null;
    }
    ObjectNode paging =
        JsonNodeFactory.instance
            .objectNode()
            .put("cursor", cursor.name)
            .put("next-cursor", next.name);
    ObjectNode stop = JsonNodeFactory.instance.objectNode().put("when", "next-equals");
    if (number) {
      paging.put("first", 0);
      stop.put("value", 0);
    } else {
      paging.put("first", "");
      stop.put("value", "");
    }
    return paging.set("stop", stop);
  }

  /** Returns a stop rule with the member of the answer that marks the last page, or null. */
  private static @Nullable ObjectNode flag(Member response) {
    for (Member flag : response.members.values()) {
      Matcher ends = FLAG_ENDS.matcher(flag.text);
      if (FLAG.matcher(flag.name).matches() && isOf(flag, "integer") && ends.find()) {
        return JsonNodeFactory.instance
            .objectNode()
            .put("when", "field-equals")
            .put("field", flag.name)
            .put("value", Integer.parseInt(ends.group(1)));
      }
    }
    return null;
  }

  /** Drafts a walk by the number of items to skip; an empty page always ends it. */
  private static @Nullable ObjectNode byOffset(Member request, Member response) {
    Member offset = request.members.get("Offset");
    boolean alone =
        offset != null && request.members.containsKey("Limit") && isOf(offset, "integer");
    if (!alone || response.members.keySet().stream().anyMatch(PagingGuess::isPagingName)) {
      return null;
    }
    ObjectNode paging = JsonNodeFactory.instance.objectNode().put("offset", "Offset");
    paging.putObject("stop").put("when", "empty-page");
    return paging;
  }

  private static boolean isPagingName(String name) {
    return name.startsWith("Next") || FLAG.matcher(name).matches();
  }

  /** Returns members of the request, each with the member of the answer that has its next value. */
  private static Map<Member, Member> cursors(Member request, Member response) {
    Map<Member, Member> cursors = new LinkedHashMap<>();
    for (Member next : response.members.values()) {
      Member cursor = NEXT_CURSOR.matcher(next.name).matches() ? cursor(request, next.name) : null;
      boolean alike =
          cursor != null && (areBoth(cursor, next, "integer") || areBoth(cursor, next, "string"));
      if (alike) {
        cursors.put(cursor, next);
      }
    }
    return cursors;
  }

  private static @Nullable Member cursor(Member request, String next) {
    Member same = request.members.get(next);
    return same != null || !next.startsWith("Next") || next.length() == 4
        ? same
        : request.members.get(next.substring(4));
  }

  private static boolean areBoth(Member cursor, Member next, String type) {
    return isOf(cursor, type) && isOf(next, type);
  }

  private static boolean isOf(Member member, String wanted) {
    MemberType type = MemberType.of(member);
    return type.type().equals(wanted) && type.question() == null && !member.unplaced;
  }

  static @Nullable String question(Member request, Member response) {
    List<String> next = new ArrayList<>();
    boolean flagged = response.members.keySet().stream().anyMatch(m -> FLAG.matcher(m).matches());
    for (String name : response.members.keySet()) {
      boolean paged = name.startsWith("Next") || (flagged && NEXT_CURSOR.matcher(name).matches());
      if (paged && cursor(request, name) != null) {
        next.add(name);
      }
    }
    if (!next.isEmpty()) {
      return (next.size() == 1 ? "Does " : "Do ")
          + next.stream().collect(Collectors.joining(" and "))
          + " of the answer continue the list? If so, add x-pagination; the page does not say in a table what ends it.";
    }
    for (String name : response.members.keySet()) {
      if (FLAG.matcher(name).matches()) {
        return "Does "
            + name
            + " end a list that goes on over several calls? If so, add x-pagination.";
      }
    }
    return null;
  }
}
