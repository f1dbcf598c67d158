package dev.chatcontract.conformance.corpus.model;

import dev.chatcontract.contract.model.Provenance;
import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.schema.SourceKind;

/** The source of what a case claims. */
public enum Origin implements Word {
  DOCUMENTED_VERBATIM,
  DOCUMENTED_REPAIRED,
  DOCUMENTED,
  CORRECTED,
  CAPTURED,
  PUBLIC,
  INFERRED,
  /** A promise of this kit, not of the API. */
  TOOLKIT;

  /** Returns the origin of a statement in the contract. */
  public static Origin of(SourceDef source) {
    return source.kind() == SourceKind.SEED ? DOCUMENTED : valueOf(source.kind().name());
  }

  /** Returns the origin of a sample. */
  public static Origin of(Provenance sample) {
    return valueOf(sample.name());
  }
}
