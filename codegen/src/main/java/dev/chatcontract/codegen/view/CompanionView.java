package dev.chatcontract.codegen.view;

import java.util.Locale;

/** A class that belongs to a record and that callers do not need. It is loaded on first use. */
public record CompanionView(Kind kind, ModelView of) implements UnitView {
  /** What it contains. */
  public enum Kind {
    /** The codec, which reads and writes the record. */
    JSON("Json"),
    /** The contract's rules for the record. */
    RULES("Rules"),
    /** The record's description for a command line. */
    FIELDS("Fields");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    public String className(String of) {
      return of + suffix;
    }
  }

  @Override
  public String className() {
    return kind.className(of.className());
  }

  @Override
  public String template() {
    return "record-" + kind.name().toLowerCase(Locale.ROOT) + ".vm";
  }

  @Override
  public Home home() {
    return Home.INTERNAL;
  }
}
