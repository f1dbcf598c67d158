package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.schema.KnownValue;

/** A documented value and its constant. */
public record KnownValueView(String constant, KnownValue def) {
  /** Returns the value, in quotation marks if nothing of it is visible, and its meaning. */
  public String doc() {
    String text = def.value().asText();
    String value = text.isBlank() ? '"' + text + '"' : text;
    return (def.value().isTextual() ? "`" + value + "`" : value) + ": " + def.meaning();
  }
}
