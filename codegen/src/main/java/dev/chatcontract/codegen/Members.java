package dev.chatcontract.codegen;

import dev.chatcontract.contract.source.Place;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Members of records, found by their wire names. */
final class Members {
  private final Map<String, ModelView> models;
  private final Problems problems;

  Members(Map<String, ModelView> models, Problems problems) {
    this.models = models;
    this.problems = problems;
  }

  @Nullable FieldView ofItem(FieldView items, String wireName, Place at) {
    return models.values().stream()
        .filter(m -> m.className().equals(items.element()))
        .findFirst()
        .map(m -> of(m, wireName, at))
        .orElse(null);
  }

  @Nullable FieldView of(ModelView model, String wireName, Place at) {
    String wire = JavaText.literal(wireName);
    for (FieldView field : model.fields()) {
      if (field.wire().equals(wire)) {
        return field;
      }
    }
    problems.add(
        at,
        model.wireName() + " has no member " + wireName,
        "name one of "
            + model.fields().stream().map(FieldView::wire).collect(Collectors.joining(", ")));
    return null;
  }
}
