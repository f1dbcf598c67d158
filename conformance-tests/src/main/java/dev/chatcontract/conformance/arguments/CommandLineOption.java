package dev.chatcontract.conformance.arguments;

import java.util.List;

/** An option of a program, as the parser, the program's help and chatctl's commands use it. */
public interface CommandLineOption {
  /** Returns how the option is written, and its help. */
  OptionText text();

  /** Returns the option as it is written on the command line. */
  default String word() {
    return text().word();
  }

  /** Returns the name of its value in the help; empty for a flag. */
  default String label() {
    return text().label();
  }

  /** Returns what the option does, on one line. */
  default String summary() {
    return String.join(" ", text().lines());
  }

  /** Returns whether it takes no value. */
  default boolean isFlag() {
    return label().isEmpty();
  }

  /** Returns whether its value names a file to read. */
  default boolean isFile() {
    return label().equals("FILE");
  }

  /** Returns whether it may be given more than once. */
  default boolean isRepeatable() {
    return text().repeatable();
  }

  /** Returns whether this word is its current name or a former one. */
  default boolean isCalled(String word) {
    return word().equals(word) || text().formerly().contains(word);
  }

  /** Returns the lines of a help text; all summaries begin in that column. */
  static String help(List<? extends CommandLineOption> options, int column) {
    StringBuilder help = new StringBuilder();
    for (CommandLineOption option : options) {
      String start = "  " + option.word() + (option.isFlag() ? "" : " " + option.label());
      for (String line : option.text().lines()) {
        help.append(start).append(" ".repeat(column - start.length())).append(line).append('\n');
        start = "";
      }
    }
    return help.toString();
  }
}
