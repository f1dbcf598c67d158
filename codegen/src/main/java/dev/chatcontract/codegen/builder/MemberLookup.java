package dev.chatcontract.codegen.builder;

import dev.chatcontract.codegen.syntax.JavaText;
import dev.chatcontract.codegen.view.FieldView;
import dev.chatcontract.codegen.view.ModelView;
import dev.chatcontract.codegen.view.TypeView;
import dev.chatcontract.contract.source.Place;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The members of records by their wire names. */
final class MemberLookup {
  private final Map<String, ModelView> models;
  private final Unservable problems;

  MemberLookup(Map<String, ModelView> models, Unservable problems) {
    this.models = models;
    this.problems = problems;
  }

  @Nullable FieldView ofItem(FieldView items, String wireName, Place at) {
    TypeView item = items.type().of();
    if (item == null) {
      return null;
    }
    return models.values().stream()
        .filter(m -> m.className().equals(item.className()))
        .findFirst()
        .map(m -> of(m, wireName, at))
        .orElse(null);
  }

  @Nullable FieldView of(ModelView model, String wireName, Place at) {
    for (FieldView field : model.fields()) {
      if (field.wire().equals(wireName)) {
        return field;
      }
    }
    problems.add(
        at,
        JavaText.literal(model.schema().name()) + " has no member " + wireName,
        "name one of "
            + model.fields().stream()
                .map(field -> JavaText.literal(field.wire()))
                .collect(Collectors.joining(", ")));
    return null;
  }
}
