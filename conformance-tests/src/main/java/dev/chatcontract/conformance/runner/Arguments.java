package dev.chatcontract.conformance.runner;

import dev.chatcontract.conformance.arguments.GivenOptions;
import dev.chatcontract.conformance.arguments.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parsed command line. */
final class Arguments {
  private final String command;
  private final GivenOptions<ConformanceOption> given;

  private Arguments(String command, GivenOptions<ConformanceOption> given) {
    this.command = command;
    this.given = given;
  }

  static Arguments parse(List<String> args) {
    if (args.isEmpty() || args.contains("--help") || args.contains("-h")) {
      return new Arguments("help", GivenOptions.none(ConformanceOption.class));
    }
    String command = args.get(0);
    if (!List.of("run", "list", "show", "serve", "help").contains(command)) {
      throw new UsageException(
          "unknown command " + command + "; there are run, list, show, serve and help");
    }
    Arguments parsed =
        new Arguments(
            command, GivenOptions.read(ConformanceOption.class, args.subList(1, args.size())));
    parsed.checkNumbers();
    if (parsed.client() != null && parsed.target() != null) {
      throw new UsageException("--client and --target exclude each other");
    }
    if (parsed.knownFailures() != null && parsed.target() != null) {
      throw new UsageException("--known-failures applies to clients, not to a --target");
    }
    return parsed;
  }

  private void checkNumbers() {
    coverage();
    parallel();
    port();
  }

  private @Nullable Path path(ConformanceOption option) {
    String name = given.last(option);
    return name == null ? null : Path.of(name);
  }

  private int number(ConformanceOption option, int otherwise, int least, int most) {
    return (int) given.number(option, otherwise, least, most);
  }

  String command() {
    return command;
  }

  /** Returns the command line that repeats this run; the caller appends a case. */
  String replay() {
    StringBuilder line = new StringBuilder("./chatctl conformance run");
    for (ConformanceOption option :
        List.of(
            ConformanceOption.CLIENT,
            ConformanceOption.TARGET,
            ConformanceOption.SPEC,
            ConformanceOption.TEMPLATES)) {
      given.all(option).forEach(value -> append(line, option, value));
    }
    return line + (allowWrites() ? " " + ConformanceOption.ALLOW_WRITES.word() : "");
  }

  private static void append(StringBuilder line, ConformanceOption option, String value) {
    line.append(' ').append(option.word());
    line.append(" '").append(value.replace("'", "'\\''")).append('\'');
  }

  @Nullable String client() {
    return given.last(ConformanceOption.CLIENT);
  }

  @Nullable String target() {
    return given.last(ConformanceOption.TARGET);
  }

  boolean allowWrites() {
    return given.has(ConformanceOption.ALLOW_WRITES);
  }

  boolean verbose() {
    return given.has(ConformanceOption.VERBOSE);
  }

  boolean json() {
    return given.has(ConformanceOption.JSON);
  }

  List<String> filters() {
    return Stream.concat(
            given.all(ConformanceOption.FILTER).stream(),
            given.all(ConformanceOption.CASE).stream())
        .toList();
  }

  List<String> operations() {
    return given.all(ConformanceOption.OPERATION);
  }

  List<String> kinds() {
    return given.all(ConformanceOption.KIND);
  }

  List<Path> templates() {
    return given.all(ConformanceOption.TEMPLATES).stream().map(Path::of).toList();
  }

  @Nullable Path contract() {
    return path(ConformanceOption.SPEC);
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
