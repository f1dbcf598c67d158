package dev.chatcontract.conformance.runner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line, read. */
final class Arguments {
  private String command = "help";
  private @Nullable String client;
  private @Nullable String target;
  private boolean allowWrites;
  private boolean verbose;
  private boolean json;
  private final List<String> filters = new ArrayList<>();
  private final List<String> operations = new ArrayList<>();
  private final List<String> kinds = new ArrayList<>();
  private final List<Path> templates = new ArrayList<>();
  private @Nullable Path contract;
  private @Nullable Path knownFailures;
  private @Nullable Path report;
  private int coverage;
  private int parallel = 6;
  private int port;

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
      String option = rest.next();
      if (!parsed.flag(option)) {
        if (!rest.hasNext()) {
          throw new UsageException("unknown option, or option without its value: " + option);
        }
        parsed.option(option, rest.next());
      }
    }
    if (parsed.client != null && parsed.target != null) {
      throw new UsageException("--client and --target exclude each other");
    }
    if (parsed.knownFailures != null && parsed.target != null) {
      throw new UsageException("--known-failures are of a client; a --target has none");
    }
    return parsed;
  }

  private boolean flag(String option) {
    switch (option) {
      case "--allow-writes" -> allowWrites = true;
      case "--verbose" -> verbose = true;
      case "--json" -> json = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  private void option(String option, String value) {
    switch (option) {
      case "--client" -> client = value;
      case "--target" -> target = value;
      case "--filter" -> filters.add(value);
      case "--case" -> filters.add(value);
      case "--operation" -> operations.add(value);
      case "--kind" -> kinds.add(value);
      case "--templates" -> templates.add(Path.of(value));
      case "--contract" -> contract = Path.of(value);
      case "--known-failures" -> knownFailures = Path.of(value);
      case "--report" -> report = Path.of(value);
      case "--coverage" -> coverage = number(option, value, 0, 100);
      case "--parallel" -> parallel = number(option, value, 1, 64);
      case "--port" -> port = number(option, value, 0, 65_535);
      default -> throw new UsageException("unknown option " + option + "; see --help");
    }
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
    option(line, "--client", client);
    option(line, "--target", target);
    option(line, "--contract", contract);
    templates.forEach(file -> option(line, "--templates", file));
    return line + (allowWrites ? " --allow-writes" : "");
  }

  private static void option(StringBuilder line, String name, @Nullable Object value) {
    if (value != null) {
      line.append(' ').append(name);
      line.append(" '").append(value.toString().replace("'", "'\\''")).append('\'');
    }
  }

  @Nullable String client() {
    return client;
  }

  @Nullable String target() {
    return target;
  }

  boolean allowWrites() {
    return allowWrites;
  }

  boolean verbose() {
    return verbose;
  }

  boolean json() {
    return json;
  }

  List<String> filters() {
    return filters;
  }

  List<String> operations() {
    return operations;
  }

  List<String> kinds() {
    return kinds;
  }

  List<Path> templates() {
    return templates;
  }

  @Nullable Path contract() {
    return contract;
  }

  @Nullable Path knownFailures() {
    return knownFailures;
  }

  @Nullable Path report() {
    return report;
  }

  int coverage() {
    return coverage;
  }

  int parallel() {
    return parallel;
  }

  int port() {
    return port;
  }
}
