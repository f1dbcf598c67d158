package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the list of an answer whose elements have an outcome each. */
final class ItemOutcomes {
  private static final Set<String> CODES = Set.of("ResultCode", "ErrorCode");

  private ItemOutcomes() {}

  /** {@code x-item-errors}, if the page shows elements with code, text and account. */
  static @Nullable ObjectNode of(Member response) {
    for (Member list : response.members.values()) {
      for (String code : CODES) {
        Member outcome = list.members.get(code);
        String info = code.replace("Code", "Info");
        if (outcome == null
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
