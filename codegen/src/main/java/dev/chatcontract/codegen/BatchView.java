package dev.chatcontract.codegen;

import java.util.ArrayList;
import java.util.List;

/**
 * How to split a long request.
 *
 * @param keys request member that holds the list
 * @param items response member that holds a result for each element
 * @param key member of a result that equals the element
 * @param others what a request must have besides the list
 */
public record BatchView(
    int max, FieldView keys, FieldView items, FieldView key, List<FieldView> others) {
  /** The parameter for the options of a call, which no member may be named like. */
  public String options() {
    List<String> names = new ArrayList<>(others.stream().map(FieldView::name).toList());
    names.add(keys.name());
    return names.contains("options") ? "options_2" : "options";
  }

  /** What is asked for. */
  public TypeView keyType() {
    return keys.type().of() == null ? keys.type() : keys.type().of();
  }

  /** What a result is. */
  public TypeView item() {
    return items.type().of() == null ? items.type() : items.type().of();
  }
}
