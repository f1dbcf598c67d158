package dev.chatcontract.cli;

import java.util.ArrayList;
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
  /** Follows the name of the option in messages. */
  static final String ADVICE = " is given twice; keep one";

  private static final String END_OF_OPTIONS = "--";

  private RepeatedOptions() {}

  /** Returns the name of the first such option, as spelt the second time. */
  static Optional<String> first(CommandSpec spec, List<String> words) {
    Set<OptionSpec> seen = new HashSet<>();
    for (int i = 0; i < words.size() && !words.get(i).equals(END_OF_OPTIONS); i++) {
      String word = words.get(i);
      List<String> names = word.startsWith("--") ? longName(spec, word) : letters(spec, word);
      int length = word.startsWith("--") ? 0 : 1;
      OptionSpec last = null;
      for (String name : names) {
        last = spec.findOption(name);
        length += word.startsWith("--") ? name.length() : 1;
        boolean many = last.arity().max() > 1;
        if (!many && !seen.add(last)) {
          return Optional.of(name);
        }
      }
      if (last != null && last.arity().max() == 1 && length == word.length()) {
        i++; // its value, which may look like an option of another command
      }
    }
    return Optional.empty();
  }

  private static List<String> longName(CommandSpec spec, String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    return spec.findOption(name) == null ? List.of() : List.of(name);
  }

  /**
   * Returns the short options in a word such as {@code -qojson}, up to the first that takes a
   * value.
   */
  private static List<String> letters(CommandSpec spec, String word) {
    List<String> names = new ArrayList<>();
    // picocli also finds an option by its name without dashes, which may be a value here.
    for (int i = 1; word.startsWith("-") && i < word.length(); i++) {
      OptionSpec option = spec.findOption("-" + word.charAt(i));
      if (option == null) {
        break;
      }
      names.add("-" + word.charAt(i));
      if (option.arity().max() > 0) {
        break;
      }
    }
    return names;
  }
}
