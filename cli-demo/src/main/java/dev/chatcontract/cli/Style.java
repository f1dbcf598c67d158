package dev.chatcontract.cli;

import dev.chatcontract.runtime.InertText;

/** Colour where a terminal shows it, nothing elsewhere; what it colours is made inert. */
enum Style {
  PLAIN,
  ANSI;

  String bold(String text) {
    return wrap("1", text);
  }

  String dim(String text) {
    return wrap("2", text);
  }

  String red(String text) {
    return wrap("31", text);
  }

  String green(String text) {
    return wrap("32", text);
  }

  String yellow(String text) {
    return wrap("33", text);
  }

  String cyan(String text) {
    return wrap("36", text);
  }

  private String wrap(String code, String text) {
    String inert = InertText.lines(text);
    return this == PLAIN || text.isEmpty() ? inert : "\u001b[" + code + "m" + inert + "\u001b[0m";
  }
}
