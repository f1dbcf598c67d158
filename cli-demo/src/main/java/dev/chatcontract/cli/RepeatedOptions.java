package dev.chatcontract.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Finds an option that was given twice although it takes one value, since nobody can tell which of
 * the two is meant. picocli only checks options outside of groups.
 */
final class RepeatedOptions {
  private static final String END_OF_OPTIONS = "--";

  private RepeatedOptions() {}

  /** Returns the name of the first such option, as spelt the second time. */
  static Optional<String> first(CommandSpec spec, List<String> words) {
    Set<OptionSpec> seen = new HashSet<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals(END_OF_OPTIONS)) {
        break;
      }
      // picocli also finds an option by its name without dashes, which may be a value here.
      OptionSpec option = word.startsWith("-") ? spec.findOption(name(word)) : null;
      if (option == null) {
        continue;
      }
      boolean many = option.arity().max() > 1;
      if (!many && !seen.add(option)) {
        return Optional.of(name(word));
      }
      if (option.arity().max() == 1 && word.equals(name(word))) {
        i++; // its value, which may look like an option of another command
      }
    }
    return Optional.empty();
  }

  private static String name(String word) {
    if (word.startsWith("--")) {
      int equals = word.indexOf('=');
      return equals < 0 ? word : word.substring(0, equals);
    }
    return word.startsWith("-") && word.length() > 2 ? word.substring(0, 2) : word;
  }
}
