package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.model.ErrorDef;

/** An error code and its constant. */
public record ErrorCodeView(String constant, ErrorDef def) {
  /** Returns the contract's source for it; may be empty. */
  public String source() {
    return def.source() == null ? "" : Facts.source(def.source());
  }
}
