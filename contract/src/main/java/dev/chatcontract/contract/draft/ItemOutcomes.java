package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Finds the list of an answer whose elements have an outcome each. */
final class ItemOutcomes {
  private static final String CODE = "Code";

  private ItemOutcomes() {}

  /** {@code x-item-errors}, if the page shows elements with code, text and account. */
  static @Nullable ObjectNode of(Member response) {
    for (Member list : response.members.values()) {
      for (Member outcome : list.members.values()) {
        String code = outcome.name;
        String info = code.substring(0, Math.max(0, code.length() - CODE.length())) + "Info";
        if (!code.endsWith(CODE)
            || !list.elementKinds.contains("object")
            || !MemberType.of(outcome).type().equals("integer")
            || !outcome.isAlwaysIn(list)
            || !list.members.containsKey(info)
            || !succeedsWithZero(outcome.text)) {
          continue;
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
                .put("key", key.name)
                .put("success-code", 0);
          }
        }
      }
    }
    return null;
  }

  private static boolean succeedsWithZero(String text) {
    return text.matches(
        "(?is).*\\b?0\\s*(?:表示|代表|为|：|:|-|=|means?|indicates?|is)\\s*(?:处理|请求)?(?:成功|success|ok\\b).*");
  }
}
