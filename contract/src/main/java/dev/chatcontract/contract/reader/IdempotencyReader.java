package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.IdempotencyDef;
import dev.chatcontract.contract.reader.MemberNames.Side;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code x-idempotent-when}. */
final class IdempotencyReader {
  private final MemberNames members;
  private final Fields fields;
  private final Problems problems;

  IdempotencyReader(MemberNames members, Fields fields, Problems problems) {
    this.members = members;
    this.fields = fields;
    this.problems = problems;
  }

  @Nullable IdempotencyDef idempotency(
      Node operation,
      @Nullable SchemaDef request,
      List<ErrorDef> errors,
      List<ErrorDef> commonErrors) {
    Node node = fields.object(operation, "x-idempotent-when");
    if (node == null) {
      return null;
    }
    boolean never = fields.flag(node, "never");
    boolean always = fields.flag(node, "always");
    List<String> present = new ArrayList<>();
    for (Node name : fields.list(node, "present")) {
      String text = String.valueOf(name.text());
      members.member(name, "present", text, request, Side.REQUEST, null);
      present.add(text);
    }
    if ((always ? 1 : 0) + (never ? 1 : 0) + (present.isEmpty() ? 0 : 1) != 1) {
      problems.add(
          "condition",
          node.at(),
          "x-idempotent-when needs always: true, never: true or present: [...]",
          "write one of the three");
    }
    Set<Integer> known = new HashSet<>();
    errors.forEach(error -> known.add(error.code()));
    commonErrors.forEach(error -> known.add(error.code()));
    List<Integer> alreadyDone = new ArrayList<>();
    Node done = node.get("already-done");
    for (Node code :
        done == null ? List.<Node>of() : done.isArray() ? done.elements() : List.of(done)) {
      if (!code.toJson().isInt()) {
        fields.wrong(code, "a whole number of 32 bits");
      } else if (known.contains(code.toJson().intValue())) {
        alreadyDone.add(code.toJson().intValue());
      } else {
        problems.add(
            "unknown-code",
            node.at(),
            "already-done is " + code.toJson() + ", which is not in a list of error codes",
            "name a code of x-error-codes or x-common-errors");
      }
    }
    return never
        ? null
        : new IdempotencyDef(always, List.copyOf(present), List.copyOf(alreadyDone), node.at());
  }
}
