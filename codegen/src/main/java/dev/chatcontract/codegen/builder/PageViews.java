package dev.chatcontract.codegen.builder;

import dev.chatcontract.codegen.syntax.JavaSyntax;
import dev.chatcontract.codegen.view.BatchView;
import dev.chatcontract.codegen.view.FieldView;
import dev.chatcontract.codegen.view.ModelView;
import dev.chatcontract.codegen.view.PagingView;
import dev.chatcontract.codegen.view.PagingView.CursorView;
import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.PaginationDef.StopRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builder of the views of paging and batching. */
final class PageViews {
  private final MemberLookup members;
  private final Unservable problems;

  PageViews(MemberLookup members, Unservable problems) {
    this.members = members;
    this.problems = problems;
  }

  @Nullable PagingView paging(OperationDef operation, ModelView q, ModelView r) {
    PaginationDef def = operation.pagination();
    return def == null ? null : way(def, q, r);
  }

  private @Nullable PagingView way(PaginationDef def, ModelView q, ModelView r) {
    List<CursorView> cursors = new ArrayList<>();
    for (PaginationDef.Cursor cursor : def.cursors()) {
      FieldView field = members.of(q, cursor.name(), def.at());
      FieldView next = cursor.next() == null ? null : members.of(r, cursor.next(), def.at());
      if (field == null || (next == null && cursor.next() != null)) {
        return null;
      }
      if (next != null && !field.type().matches(next.type())) {
        problems.add(
            def.at(),
            "the cursor "
                + cursor.name()
                + " is a "
                + JavaSyntax.plain(field.type())
                + " but "
                + cursor.next()
                + " is a "
                + JavaSyntax.plain(next.type()),
            "give both members the same type");
        return null;
      }
      if (!field.type().scalar()) {
        problems.add(
            def.at(),
            "the cursor " + cursor.name() + " is a " + JavaSyntax.plain(field.type()),
            "name a text or a whole number");
        return null;
      }
      cursors.add(new CursorView(cursor, field, next));
    }
    FieldView items = members.of(r, def.items(), def.at());
    if (items == null) {
      return null;
    }
    if (!items.type().list()) {
      problems.add(
          def.at(), "the items " + def.items() + " are not an array", "name an array member");
      return null;
    }
    PaginationDef.Stop stop = def.stop();
    PaginationDef.When when = def.when();
    FieldView decides = when == null ? null : members.of(q, when.property(), def.at());
    PaginationDef otherwise = def.otherwise();
    if (decides != null
        && when != null
        && !decides.type().scalar()
        && (!when.in().isEmpty() || when.startsWith() != null)) {
      problems.add(
          def.at(),
          when.property()
              + " is a "
              + JavaSyntax.plain(decides.type())
              + ", which has no values to compare",
          "write present: true, or name another member");
      return null;
    }
    return new PagingView(
        def,
        cursors,
        items,
        stop.when() == StopRule.SHORT_PAGE ? of(q, def.pageSize(), def) : null,
        stop.when() == StopRule.TOTAL ? of(r, def.total(), def) : null,
        stop.value() == null ? null : of(r, stop.field(), def),
        decides,
        otherwise == null ? null : way(otherwise, q, r));
  }

  private @Nullable FieldView of(ModelView model, @Nullable String wireName, PaginationDef def) {
    return wireName == null ? null : members.of(model, wireName, def.at());
  }

  @Nullable BatchView batch(OperationDef operation, ModelView q, ModelView r) {
    BatchDef def = operation.batch();
    if (def == null) {
      return null;
    }
    FieldView list = members.of(q, def.field(), def.at());
    String itemsName = def.items();
    String keyName = def.key();
    FieldView items = itemsName == null ? null : members.of(r, itemsName, def.at());
    FieldView key =
        items == null || keyName == null ? null : members.ofItem(items, keyName, def.at());
    String keysName = def.fieldKey();
    FieldView keysKey =
        list == null || keysName == null ? null : members.ofItem(list, keysName, def.at());
    if (list == null
        || (def.hasResults() && key == null)
        || (keysName != null && keysKey == null)) {
      return null;
    }
    if (!list.type().list() || (items != null && !items.type().list())) {
      problems.add(def.at(), "x-batch names a member that is not an array", "name array members");
      return null;
    }
    List<FieldView> others = q.required().stream().filter(f -> !f.equals(list)).toList();
    return new BatchView(def.max(), list, keysKey, items, key, others);
  }
}
