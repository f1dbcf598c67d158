package dev.chatcontract.conformance.corpus.model;

import dev.chatcontract.contract.model.Provenance;
import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.schema.SourceKind;

/** Where the truth of a case comes from. */
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

  /** Where a statement of the contract comes from. */
  public static Origin of(SourceDef source) {
    return source.kind() == SourceKind.SEED ? DOCUMENTED : valueOf(source.kind().name());
  }

  /** Where a sample comes from. */
  public static Origin of(Provenance sample) {
    return valueOf(sample.name());
  }
}
