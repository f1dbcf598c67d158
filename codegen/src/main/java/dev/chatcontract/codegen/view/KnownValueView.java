package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.schema.KnownValue;

/** A documented value and its constant. */
public record KnownValueView(String constant, KnownValue def) {
  /** Returns the value and its meaning. */
  public String doc() {
    String value = def.value().asText();
    return (def.value().isTextual() ? "`" + value + "`" : value) + ": " + def.meaning();
  }
}
