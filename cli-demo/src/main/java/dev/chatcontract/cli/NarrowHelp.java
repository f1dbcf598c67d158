package dev.chatcontract.cli;

import dev.chatcontract.cli.output.Style;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.output.TextWidth;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Help for terminals that are too narrow for picocli's two columns: each name has its text below
 * it.
 */
final class NarrowHelp {
  /** The width that picocli's columns need. */
  static final int LIMIT = 60;

  private static final String INDENT = "    ";

  private final PrintStream out;
  private final Style style;
  private final int columns;

  private NarrowHelp(Terminal terminal) {
    this.out = terminal.out();
    this.style = terminal.outStyle();
    this.columns = terminal.columns();
  }

  static void print(Terminal terminal, CommandSpec spec) {
    new NarrowHelp(terminal).print(spec);
  }

  private void print(CommandSpec spec) {
    wrapped("", "Usage: " + String.join("", spec.usageMessage().customSynopsis()));
    paragraphs(spec.usageMessage().description());
    out.println();
    spec.positionalParameters().forEach(p -> argument(p.paramLabel(), p));
    for (OptionSpec option : spec.options()) {
      if (option.group() == null) {
        argument(label(option), option);
      }
    }
    spec.argGroups()
        .forEach(
            group -> {
              out.println();
              wrapped("", plain(group.heading()).strip());
              group.allOptionsNested().forEach(option -> argument(label(option), option));
            });
    if (!spec.subcommands().isEmpty()) {
      out.println();
      out.println("Commands:");
      spec.subcommands()
          .forEach(
              (name, line) -> {
                out.println("  " + style.cyan(name));
                texts(line.getCommandSpec().usageMessage().description());
              });
    }
    paragraphs(spec.usageMessage().footer());
  }

  private static String label(OptionSpec option) {
    String names = String.join(", ", option.names());
    return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
  }

  private void argument(String label, ArgSpec argument) {
    List<String> lines = TextWidth.wrap(label, columns - 4);
    for (int i = 0; i < lines.size(); i++) {
      out.println((i == 0 ? "  " : INDENT) + style.cyan(lines.get(i)));
    }
    texts(argument.description());
  }

  private void texts(String[] lines) {
    for (String line : lines) {
      wrapped(INDENT, plain(line));
    }
  }

  private void paragraphs(String[] lines) {
    for (String line : lines) {
      wrapped(plain(line).startsWith("  ") ? "  " : "", plain(line));
    }
  }

  private void wrapped(String indent, String text) {
    TextWidth.wrap(text.strip(), columns - indent.length())
        .forEach(line -> out.println((indent + line).stripTrailing()));
  }

  /** Formats a description in the same way as picocli, which treats it as a format string. */
  private static String plain(String format) {
    return format.replace("%n", "\n").replace("%%", "%");
  }
}
