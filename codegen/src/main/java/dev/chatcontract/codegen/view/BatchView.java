package dev.chatcontract.codegen.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to split a long request.
 *
 * @param keys request member that holds the list
 * @param keysKey the member of a list element that is its key; null if the element itself is the
 *     key
 * @param items response member that holds one result per element; null if responses have no results
 * @param key the member of a result that equals the key; null if responses have no results
 * @param others the members that a request requires besides the list
 */
public record BatchView(
    int max,
    FieldView keys,
    @Nullable FieldView keysKey,
    @Nullable FieldView items,
    @Nullable FieldView key,
    List<FieldView> others) {
  /** Returns the name of the parameter for call options, which differs from every member's name. */
  public String options() {
    List<String> names = new ArrayList<>(others.stream().map(FieldView::name).toList());
    names.add(keys.name());
    return names.contains("options") ? "options_2" : "options";
  }

  /** Returns the type of the list's elements. */
  public TypeView element() {
    return keys.type().element();
  }

  /** Returns the type of the keys. */
  public TypeView keyType() {
    return keysKey == null ? element() : keysKey.type();
  }

  /** Returns the type of a result; without results, that of the keys. */
  public TypeView item() {
    return items == null ? keyType() : items.type().element();
  }
}
