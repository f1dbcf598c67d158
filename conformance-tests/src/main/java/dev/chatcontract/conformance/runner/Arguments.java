package dev.chatcontract.conformance.runner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command line, read. */
final class Arguments {
  private String command = "help";
  private final Map<ConformanceOption, List<String>> values =
      new EnumMap<>(ConformanceOption.class);

  private Arguments() {}

  static Arguments parse(List<String> args) {
    Arguments parsed = new Arguments();
    if (args.isEmpty() || args.contains("--help") || args.contains("-h")) {
      return parsed;
    }
    parsed.command = args.get(0);
    if (!List.of("run", "list", "show", "serve", "help").contains(parsed.command)) {
      throw new UsageException(
          "unknown command " + parsed.command + "; there are run, list, show, serve and help");
    }
    Iterator<String> rest = args.subList(1, args.size()).iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      ConformanceOption option = ConformanceOption.of(word);
      if (option != null && option.isFlag()) {
        parsed.add(option, "");
      } else if (!rest.hasNext()) {
        throw new UsageException("unknown option, or option without its value: " + word);
      } else if (option == null) {
        throw new UsageException("unknown option " + word + "; see --help");
      } else {
        parsed.add(option, rest.next());
      }
    }
    parsed.checkNumbers();
    if (parsed.client() != null && parsed.target() != null) {
      throw new UsageException("--client and --target exclude each other");
    }
    if (parsed.knownFailures() != null && parsed.target() != null) {
      throw new UsageException("--known-failures are of a client; a --target has none");
    }
    return parsed;
  }

  private void add(ConformanceOption option, String value) {
    values.computeIfAbsent(option, unused -> new ArrayList<>()).add(value);
  }

  private void checkNumbers() {
    coverage();
    parallel();
    port();
  }

  private List<String> all(ConformanceOption option) {
    return values.getOrDefault(option, List.of());
  }

  /** The value given last; null if there is none. */
  private @Nullable String last(ConformanceOption option) {
    List<String> given = all(option);
    return given.isEmpty() ? null : given.get(given.size() - 1);
  }

  private @Nullable Path path(ConformanceOption option) {
    String given = last(option);
    return given == null ? null : Path.of(given);
  }

  private boolean has(ConformanceOption option) {
    return values.containsKey(option);
  }

  private int number(ConformanceOption option, int otherwise, int least, int most) {
    String given = last(option);
    return given == null ? otherwise : number(option.word(), given, least, most);
  }

  private static int number(String option, String value, int least, int most) {
    if (value.matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new UsageException(option + " takes a number " + least + ".." + most + ", not " + value);
  }

  String command() {
    return command;
  }

  /** The command line that asks the same of the same, to which a case is added. */
  String replay() {
    StringBuilder line = new StringBuilder("./chatctl conformance run");
    for (ConformanceOption option :
        List.of(
            ConformanceOption.CLIENT,
            ConformanceOption.TARGET,
            ConformanceOption.CONTRACT,
            ConformanceOption.TEMPLATES)) {
      all(option).forEach(value -> append(line, option, value));
    }
    return line + (allowWrites() ? " " + ConformanceOption.ALLOW_WRITES.word() : "");
  }

  private static void append(StringBuilder line, ConformanceOption option, String value) {
    line.append(' ').append(option.word());
    line.append(" '").append(value.replace("'", "'\\''")).append('\'');
  }

  @Nullable String client() {
    return last(ConformanceOption.CLIENT);
  }

  @Nullable String target() {
    return last(ConformanceOption.TARGET);
  }

  boolean allowWrites() {
    return has(ConformanceOption.ALLOW_WRITES);
  }

  boolean verbose() {
    return has(ConformanceOption.VERBOSE);
  }

  boolean json() {
    return has(ConformanceOption.JSON);
  }

  List<String> filters() {
    return Stream.concat(
            all(ConformanceOption.FILTER).stream(), all(ConformanceOption.CASE).stream())
        .toList();
  }

  List<String> operations() {
    return all(ConformanceOption.OPERATION);
  }

  List<String> kinds() {
    return all(ConformanceOption.KIND);
  }

  List<Path> templates() {
    return all(ConformanceOption.TEMPLATES).stream().map(Path::of).toList();
  }

  @Nullable Path contract() {
    return path(ConformanceOption.CONTRACT);
  }

  @Nullable Path knownFailures() {
    return path(ConformanceOption.KNOWN_FAILURES);
  }

  @Nullable Path report() {
    return path(ConformanceOption.REPORT);
  }

  int coverage() {
    return number(ConformanceOption.COVERAGE, 0, 0, 100);
  }

  int parallel() {
    return number(ConformanceOption.PARALLEL, 6, 1, 64);
  }

  int port() {
    return number(ConformanceOption.PORT, 0, 0, 65_535);
  }
}
