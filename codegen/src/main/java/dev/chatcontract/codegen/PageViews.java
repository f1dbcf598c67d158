package dev.chatcontract.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import org.jspecify.annotations.Nullable;

/** Makes the views of paging and batching. */
final class PageViews {
  private final Members members;
  private final Problems problems;

  PageViews(Members members, Problems problems) {
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
    if (!cursor.type().equals(next.type())) {
      problems.add(
          def.at(),
          "the cursor "
              + def.cursor()
              + " is a "
              + cursor.type()
              + " but "
              + def.nextCursor()
              + " is a "
              + next.type(),
          "give both members the same type");
      return null;
    }
    if (!items.list()) {
      problems.add(
          def.at(), "the items " + def.items() + " are not an array", "name an array member");
      return null;
    }
    PaginationDef.Stop stop = def.stop();
    String last = "false";
    String stopField = stop.field();
    JsonNode stopValue = stop.value();
    if (stop.when() != PaginationDef.StopRule.NEXT_ABSENT && stopValue != null) {
      FieldView field = stopField == null ? next : members.of(r, stopField, def.at());
      if (field != null) {
        last = "Objects.equals(r." + field.name() + "(), " + value(field, stopValue) + ")";
      }
    }
    boolean field = stop.when() == PaginationDef.StopRule.FIELD_EQUALS;
    return new PagingView(
        cursor.wire() + ", " + next.wire() + ", " + items.wire(),
        cursor.name(),
        next.name(),
        items.name(),
        value(cursor, def.first()),
        items.element(),
        cursor.type(),
        field ? "fieldEquals" : "nextEquals",
        JavaText.literal(
            last.equals("false")
                ? def.nextCursor() + " is absent"
                : (stopField == null ? def.nextCursor() : stopField) + " = " + stopValue),
        last);
  }

  @Nullable BatchView batch(OperationDef operation, ModelView q, ModelView r) {
    BatchDef def = operation.batch();
    if (def == null) {
      return null;
    }
    FieldView list = members.of(q, def.field(), def.at());
    FieldView items = members.of(r, def.items(), def.at());
    FieldView key = items == null ? null : members.ofItem(items, def.key(), def.at());
    if (list == null || items == null || key == null) {
      return null;
    }
    if (!list.list() || !items.list()) {
      problems.add(def.at(), "x-batch names a member that is not an array", "name array members");
      return null;
    }
    return new BatchView(
        list.wire(),
        def.max(),
        items.wire() + ", " + key.wire(),
        list.name(),
        list.element(),
        items.element(),
        items.name(),
        key.name(),
        q.required().stream().filter(f -> !f.wire().equals(list.wire())).toList());
  }

  /** A JSON value as Java of the field's type. */
  private static String value(FieldView field, JsonNode value) {
    return switch (field.type()) {
      case "String" -> JavaText.literal(value.asText());
      case "Long" -> value.asLong() + "L";
      case "Integer" -> Integer.toString(value.asInt());
      case "Boolean" -> Boolean.toString(value.asBoolean());
      case "BigDecimal" -> "new BigDecimal(" + JavaText.literal(value.asText()) + ")";
      default ->
          field.type()
              + ".of("
              + (value.isTextual() ? JavaText.literal(value.asText()) : value.asLong() + "L")
              + ")";
    };
  }
}
