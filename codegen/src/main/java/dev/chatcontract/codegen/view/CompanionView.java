package dev.chatcontract.codegen.view;

import java.util.Locale;

/** A class that goes with a record and that callers need not see. It is loaded on first use. */
public record CompanionView(Kind kind, ModelView of) implements UnitView {
  /** What it knows of the record. */
  public enum Kind {
    /** How it is read and written. */
    JSON("Json"),
    /** What the contract demands of it. */
    RULES("Rules"),
    /** What a command line is told of it. */
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
