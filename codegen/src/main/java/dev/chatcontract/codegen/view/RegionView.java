package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.model.RegionDef;

/** A host and its constant. */
public record RegionView(String constant, RegionDef def) {
  /** Its name and address, and where the contract has them from. */
  public String doc() {
    String source = def.source() == null ? "" : " (" + Facts.source(def.source()) + ")";
    return def.name() + ": " + def.url() + source;
  }
}
