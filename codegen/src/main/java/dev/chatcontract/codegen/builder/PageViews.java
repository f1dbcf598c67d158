package dev.chatcontract.codegen.builder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.codegen.syntax.JavaSyntax;
import dev.chatcontract.codegen.view.BatchView;
import dev.chatcontract.codegen.view.FieldView;
import dev.chatcontract.codegen.view.ModelView;
import dev.chatcontract.codegen.view.PagingView;
import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the views of paging and batching. */
final class PageViews {
  private final MemberLookup members;
  private final Unservable problems;

  PageViews(MemberLookup members, Unservable problems) {
    this.members = members;
    this.problems = problems;
  }

  @Nullable PagingView paging(OperationDef operation, ModelView q, ModelView r) {
    PaginationDef def = operation.pagination();
    if (def == null) {
      return null;
    }
    FieldView cursor = members.of(q, def.cursor(), def.at());
    FieldView next = members.of(r, def.nextCursor(), def.at());
    FieldView items = members.of(r, def.items(), def.at());
    if (cursor == null || next == null || items == null) {
      return null;
    }
    if (!cursor.type().matches(next.type())) {
      problems.add(
          def.at(),
          "the cursor "
              + def.cursor()
              + " is a "
              + JavaSyntax.plain(cursor.type())
              + " but "
              + def.nextCursor()
              + " is a "
              + JavaSyntax.plain(next.type()),
          "give both members the same type");
      return null;
    }
    if (!items.type().list()) {
      problems.add(
          def.at(), "the items " + def.items() + " are not an array", "name an array member");
      return null;
    }
    PaginationDef.Stop stop = def.stop();
    JsonNode last = stop.value();
    FieldView marks = null;
    if (stop.when() != PaginationDef.StopRule.NEXT_ABSENT && last != null) {
      String field = stop.field();
      marks = field == null ? next : members.of(r, field, def.at());
    }
    boolean byField = stop.when() == PaginationDef.StopRule.FIELD_EQUALS;
    return new PagingView(
        cursor, next, items, def.first(), marks, marks == null ? null : last, byField);
  }

  @Nullable BatchView batch(OperationDef operation, ModelView q, ModelView r) {
    BatchDef def = operation.batch();
    if (def == null) {
      return null;
    }
    FieldView list = members.of(q, def.field(), def.at());
    FieldView items = members.of(r, def.items(), def.at());
    FieldView key = items == null ? null : members.ofItem(items, def.key(), def.at());
    String keysName = def.fieldKey();
    FieldView keysKey =
        list == null || keysName == null ? null : members.ofItem(list, keysName, def.at());
    if (list == null || items == null || key == null || (keysName != null && keysKey == null)) {
      return null;
    }
    if (!list.type().list() || !items.type().list()) {
      problems.add(def.at(), "x-batch names a member that is not an array", "name array members");
      return null;
    }
    List<FieldView> others = q.required().stream().filter(f -> !f.equals(list)).toList();
    return new BatchView(def.max(), list, keysKey, items, key, others);
  }
}
