package dev.chatcontract.contract.diff;

import java.util.EnumSet;
import java.util.Set;

/** Who notices a change. */
public enum Audience {
  JAVA("java"),
  OTHER_LANGUAGES("other-languages"),
  SIMULATOR("simulator");

  static final Set<Audience> ALL = Set.copyOf(EnumSet.allOf(Audience.class));

  /** Whoever compiles generated code. */
  static final Set<Audience> CODE = Set.of(JAVA, OTHER_LANGUAGES);

  /** Stock generators of other languages do not know the extensions. */
  static final Set<Audience> EXTENSIONS = Set.of(JAVA, SIMULATOR);

  private final String wire;

  Audience(String wire) {
    this.wire = wire;
  }

  /** The spelling in reports. */
  public String wire() {
    return wire;
  }
}
