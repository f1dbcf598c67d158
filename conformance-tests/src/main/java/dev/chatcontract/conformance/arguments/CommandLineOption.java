package dev.chatcontract.conformance.arguments;

import java.util.List;

/** An option of a program: reading it, the program's help and chatctl's commands ask here. */
public interface CommandLineOption {
  /** How it is written, and its help. */
  OptionText text();

  /** As it is written on the command line. */
  default String word() {
    return text().word();
  }

  /** What its value is called in the help; empty for a flag. */
  default String label() {
    return text().label();
  }

  /** What it does, on one line. */
  default String summary() {
    return String.join(" ", text().lines());
  }

  /** Whether it takes no value. */
  default boolean isFlag() {
    return label().isEmpty();
  }

  /** Whether its value names a file that is read. */
  default boolean isFile() {
    return label().equals("FILE");
  }

  /** Whether it may be given more than once. */
  default boolean isRepeatable() {
    return text().repeatable();
  }

  /** Whether this word means it, the current one or a former one. */
  default boolean isCalled(String word) {
    return word().equals(word) || text().formerly().contains(word);
  }

  /** The lines of a help, summaries below each other from that column on. */
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
