package dev.chatcontract.cli.output;

import dev.chatcontract.runtime.text.InertText;

/** Colours where a terminal shows them, none elsewhere; coloured text is made inert. */
public enum Style {
  PLAIN,
  ANSI;

  public String bold(String text) {
    return wrap("1", text);
  }

  public String dim(String text) {
    return wrap("2", text);
  }

  public String red(String text) {
    return wrap("31", text);
  }

  public String green(String text) {
    return wrap("32", text);
  }

  public String yellow(String text) {
    return wrap("33", text);
  }

  public String cyan(String text) {
    return wrap("36", text);
  }

  private String wrap(String code, String text) {
    String inert = InertText.lines(text);
    return this == PLAIN || text.isEmpty() ? inert : "\u001b[" + code + "m" + inert + "\u001b[0m";
  }
}
