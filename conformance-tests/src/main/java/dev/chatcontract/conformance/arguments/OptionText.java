package dev.chatcontract.conformance.arguments;

import java.util.List;

/**
 * How an option is written, and its help.
 *
 * @param word the option as it is written on the command line
 * @param label name of its value in the help; empty for a flag
 * @param lines what it does, as lines of help
 * @param repeatable whether it may be given more than once
 * @param formerly former names, still accepted but no longer shown
 */
public record OptionText(
    String word, String label, List<String> lines, boolean repeatable, List<String> formerly) {
  /** Returns an option with a value. */
  public static OptionText value(String word, String label, String... lines) {
    return new OptionText(word, label, List.of(lines), false, List.of());
  }

  /** Returns an option without a value. */
  public static OptionText flag(String word, String... lines) {
    return value(word, "", lines);
  }

  /** Returns this option as one that may be given more than once. */
  public OptionText repeated() {
    return new OptionText(word, label, lines, true, formerly);
  }

  /** Returns this option with its former names. */
  public OptionText formerly(String... words) {
    return new OptionText(word, label, lines, repeatable, List.of(words));
  }
}
