package dev.chatcontract.conformance.arguments;

import dev.chatcontract.runtime.text.Redaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options of a command line with their values. */
public final class GivenOptions<O extends Enum<O> & CommandLineOption> {
  private final Map<O, List<String>> values;

  private GivenOptions(Class<O> type) {
    this.values = new EnumMap<>(type);
  }

  /** Returns an empty set of options. */
  public static <O extends Enum<O> & CommandLineOption> GivenOptions<O> none(Class<O> type) {
    return new GivenOptions<>(type);
  }

  /** Reads words, all of which must be options or their values. */
  public static <O extends Enum<O> & CommandLineOption> GivenOptions<O> read(
      Class<O> type, List<String> words) {
    GivenOptions<O> given = none(type);
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      O option =
          Arrays.stream(type.getEnumConstants())
              .filter(known -> known.isCalled(word))
              .findFirst()
              .orElseThrow(() -> new UsageException("unknown option " + word + "; see --help"));
      if (given.has(option) && !option.isRepeatable()) {
        throw new UsageException(word + " is given twice; keep one");
      }
      if (!option.isFlag() && !rest.hasNext()) {
        throw new UsageException(word + " needs a value: " + option.label());
      }
      given.add(option, option.isFlag() ? "" : rest.next());
    }
    return given;
  }

  /** Adds an option with its value; the value of a flag is empty. */
  public void add(O option, String value) {
    values.computeIfAbsent(option, unused -> new ArrayList<>()).add(value);
  }

  public boolean has(O option) {
    return values.containsKey(option);
  }

  /** Returns the option's values, in the order given. */
  public List<String> all(O option) {
    return List.copyOf(values.getOrDefault(option, List.of()));
  }

  /** Returns the value given last; null if there is none. */
  public @Nullable String last(O option) {
    List<String> given = all(option);
    return given.isEmpty() ? null : given.get(given.size() - 1);
  }

  /** Returns the option's value as a whole number; {@code otherwise} if it is not given. */
  public long number(O option, long otherwise, long least, long most) {
    String given = last(option);
    return given == null ? otherwise : number(option.word(), given, least, most);
  }

  /** Reads a whole number within a range; the exception for any other value names {@code what}. */
  public static long number(String what, String value, long least, long most) {
    if (value.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new UsageException(
        what
            + " "
            + Redaction.given(value)
            + ": must be a whole number from "
            + least
            + " to "
            + most);
  }
}
