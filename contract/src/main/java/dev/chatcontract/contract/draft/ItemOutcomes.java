package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the list of an answer in which each element has its own outcome. */
final class ItemOutcomes {
  private static final String CODE = "Code";

  private ItemOutcomes() {}

  /**
   * Drafts {@code x-item-errors} if the page shows elements with code, text and account, or a list
   * of failures; otherwise returns null.
   */
  static @Nullable ObjectNode of(Member response) {
    ObjectNode failures = null;
    for (Member list : response.members.values()) {
      for (Member code : list.members.values()) {
        ObjectNode outcome = outcome(list, code);
        if (outcome != null && succeedsWithZero(code.text)) {
          return outcome.put("success-code", 0);
        }
        if (outcome != null && isOfFailures(list)) {
          failures = outcome;
        }
      }
      if (failures == null && isOfFailures(list) && isOfTexts(list)) {
        failures = JsonNodeFactory.instance.objectNode().put("items", list.name);
      }
    }
    return failures;
  }

  /**
   * Drafts the members for a list whose elements have code, text and account; null if they do not.
   */
  private static @Nullable ObjectNode outcome(Member list, Member outcome) {
    String code = outcome.name;
    String info = code.substring(0, Math.max(0, code.length() - CODE.length())) + "Info";
    if (!code.endsWith(CODE)
        || !list.elementKinds.contains("object")
        || !MemberType.of(outcome).type().equals("integer")
        || !outcome.isAlwaysIn(list)
        || !list.members.containsKey(info)) {
      return null;
    }
    for (Member key : list.members.values()) {
      if (key.name.endsWith("_Account")
          && key.isAlwaysIn(list)
          && MemberType.of(key).type().equals("string")) {
        return JsonNodeFactory.instance
            .objectNode()
            .put("items", list.name)
            .put("code", code)
            .put("info", info)
            .put("key", key.name);
      }
    }
    return null;
  }

  private static boolean isOfFailures(Member list) {
    return list.name.matches("(?i)fail.*|.*_?failed") && list.text.matches("(?is).*(?:失败|fail).*");
  }

  private static boolean isOfTexts(Member list) {
    return MemberType.of(list).type().equals("array")
        && list.members.isEmpty()
        && (list.elementKinds.isEmpty() || list.elementKinds.equals(Set.of("string")));
  }

  private static boolean succeedsWithZero(String text) {
    return text.matches(
        "(?is).*(?<![\\d.])0\\s*(?:表示|代表|为|：|:|-|=|means?|indicates?|is)\\s*(?:处理|请求)?(?:成功|success|ok\\b).*");
  }
}
