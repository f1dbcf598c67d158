package dev.chatcontract.conformance.simulator.input;

import dev.chatcontract.runtime.text.InertText;

/** The beginning of a text from outside, on one line and safe to display. */
public final class Excerpt {
  private static final int LONGEST = 200;

  private Excerpt() {}

  public static String of(String text) {
    return text.length() <= LONGEST
        ? InertText.line(text)
        : InertText.line(text.substring(0, LONGEST)) + "...";
  }
}
