package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.model.RegionDef;

/** A host and its constant. */
public record RegionView(String constant, RegionDef def) {
  /** Returns its name, address and source. */
  public String doc() {
    String source = def.source() == null ? "" : " (" + Facts.source(def.source()) + ")";
    return def.name() + ": " + def.url() + source;
  }
}
