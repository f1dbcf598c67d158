package dev.chatcontract.conformance.arguments;

import java.util.List;

/**
 * How an option is written and what the help says of it.
 *
 * @param word as it is written on the command line
 * @param label what its value is called in the help; empty for a flag
 * @param lines what it does, as lines of a help
 * @param repeatable whether it may be given more than once
 * @param formerly other words that are still read, and shown nowhere
 */
public record OptionText(
    String word, String label, List<String> lines, boolean repeatable, List<String> formerly) {
  /** An option with a value. */
  public static OptionText value(String word, String label, String... lines) {
    return new OptionText(word, label, List.of(lines), false, List.of());
  }

  /** An option without one. */
  public static OptionText flag(String word, String... lines) {
    return value(word, "", lines);
  }

  /** This option, which may be given more than once. */
  public OptionText repeated() {
    return new OptionText(word, label, lines, true, formerly);
  }

  /** This option, which was called something else once. */
  public OptionText formerly(String... words) {
    return new OptionText(word, label, lines, repeatable, List.of(words));
  }
}
