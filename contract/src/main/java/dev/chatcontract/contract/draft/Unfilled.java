package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.Retry;
import dev.chatcontract.contract.source.Unwritten;

/** Texts that an author still has to write; lint rejects each. */
final class Unfilled {
  private Unfilled() {}

  static String text(String what) {
    return Unwritten.MARK + what;
  }

  static void description(DraftFile schema) {
    schema.root.put("description", text("what it is"));
  }

  static void sample(DraftFile sample) {
    sample.root.put("summary", text("what the sample shows"));
    sample.root.put("description", text("when it occurs"));
  }

  /** Returns the first row of {@code x-error-codes}. */
  static ObjectNode code(ObjectNode source) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("code", 1).put("name", "FIRST_CODE").put("meaning", text("what the code means"));
    row.put("class", ErrorClass.AMBIGUOUS.wire()).put("retry", Retry.NEVER.wire());
    row.put("action", text("what callers do then"));
    row.set("source", source);
    return row;
  }
}
