package dev.chatcontract.conformance.corpus.model;

/** The form of a call. */
public enum Mode implements Word {
  CALL(Feature.CALL),
  PAGES(Feature.PAGES),
  BATCH(Feature.BATCH);

  private final Feature feature;

  Mode(Feature feature) {
    this.feature = feature;
  }

  /** Returns the feature that a client needs for it. */
  public Feature feature() {
    return feature;
  }
}
