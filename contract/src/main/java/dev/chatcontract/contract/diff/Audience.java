package dev.chatcontract.contract.diff;

import java.util.EnumSet;
import java.util.Set;

/** Who is affected by a change. */
public enum Audience {
  JAVA("java"),
  OTHER_LANGUAGES("other-languages"),
  SIMULATOR("simulator");

  static final Set<Audience> ALL = Set.copyOf(EnumSet.allOf(Audience.class));

  /** Those who compile generated code. */
  static final Set<Audience> CODE = Set.of(JAVA, OTHER_LANGUAGES);

  /** Those who use the extensions, which stock generators of other languages ignore. */
  static final Set<Audience> EXTENSIONS = Set.of(JAVA, SIMULATOR);

  private final String wire;

  Audience(String wire) {
    this.wire = wire;
  }

  /** Returns the spelling in reports. */
  public String wire() {
    return wire;
  }
}
