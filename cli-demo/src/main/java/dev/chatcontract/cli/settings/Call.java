package dev.chatcontract.cli.settings;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.OutputFormat;
import dev.chatcontract.cli.output.Query;
import dev.chatcontract.cli.output.Results;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.runtime.text.Redaction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** One invocation of a command: its parsed arguments and its terminal. */
public final class Call {
  private final Terminal terminal;
  private final ParseResult parsed;

  /** The names of the options that were given: each line of a list asks for all of them. */
  private final Set<String> given = new HashSet<>();

  public Call(Terminal terminal, ParseResult parsed) {
    this.terminal = terminal;
    this.parsed = parsed;
    for (OptionSpec option : parsed.matchedOptions()) {
      given.addAll(List.of(option.names()));
    }
  }

  public Terminal terminal() {
    return terminal;
  }

  public CommandSpec spec() {
    return parsed.commandSpec();
  }

  /** Returns whether the option was given; false if the command does not have it. */
  public boolean has(String option) {
    return given.contains(option);
  }

  public @Nullable String text(String option) {
    return value(parsed.commandSpec().findOption(option), String.class);
  }

  public String text(String option, String fallback) {
    String value = text(option);
    return value == null ? fallback : value;
  }

  /** Returns a whole number within a range; a usage failure states the range. */
  public long number(String option, long fallback, long least, long most) {
    String text = text(option);
    if (text == null) {
      return fallback;
    }
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw CommandFailure.usage(
          option + " " + Redaction.given(text) + ": a whole number is expected", e);
    }
    if (value < least || value > most) {
      throw CommandFailure.usage(option + " " + text + ": must be from " + least + " to " + most);
    }
    return value;
  }

  public List<String> texts(String option) {
    String[] values = value(parsed.commandSpec().findOption(option), String[].class);
    return values == null ? List.of() : List.of(values);
  }

  /** Returns the positional argument {@code index}, or null if it was omitted. */
  public @Nullable String argument(int index) {
    if (index >= parsed.commandSpec().positionalParameters().size()) {
      return null;
    }
    return value(parsed.commandSpec().positionalParameters().get(index), String.class);
  }

  /** Returns the arguments of a command that takes several. */
  public List<String> arguments() {
    String[] values = value(parsed.commandSpec().positionalParameters().get(0), String[].class);
    return values == null ? List.of() : List.of(values);
  }

  public OutputFormat output() {
    return OutputFormat.of(text(Options.OUTPUT, OutputFormat.TABLE.label()));
  }

  /** Returns the writer of answers, with the query if there is one. */
  public Results results(OutputFormat format) {
    return Results.of(terminal, format, text(Query.OPTION));
  }

  private static <T> @Nullable T value(@Nullable ArgSpec argument, Class<T> type) {
    Object value = argument == null ? null : argument.getValue();
    return value == null ? null : type.cast(value);
  }
}
