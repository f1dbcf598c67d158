package dev.chatcontract.codegen.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to split a long request.
 *
 * @param keys request member that holds the list
 * @param keysKey member of an element of that list that is its key; null if the element is
 * @param items response member that holds a result for each element
 * @param key member of a result that equals the key
 * @param others what a request must have besides the list
 */
public record BatchView(
    int max,
    FieldView keys,
    @Nullable FieldView keysKey,
    FieldView items,
    FieldView key,
    List<FieldView> others) {
  /** The parameter for the options of a call, which no member may be named like. */
  public String options() {
    List<String> names = new ArrayList<>(others.stream().map(FieldView::name).toList());
    names.add(keys.name());
    return names.contains("options") ? "options_2" : "options";
  }

  /** What the list holds. */
  public TypeView element() {
    return keys.type().of() == null ? keys.type() : keys.type().of();
  }

  /** What is asked for. */
  public TypeView keyType() {
    return keysKey == null ? element() : keysKey.type();
  }

  /** What a result is. */
  public TypeView item() {
    return items.type().of() == null ? items.type() : items.type().of();
  }
}
