package dev.chatcontract.cli;

import dev.chatcontract.cli.commands.CommandIndex;
import dev.chatcontract.cli.output.Style;
import dev.chatcontract.cli.output.Table;
import dev.chatcontract.cli.output.TextWidth;
import dev.chatcontract.cli.settings.Program;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The overview: one line per command, grouped by purpose. */
final class RootHelp {
  private static final int WIDEST = 100;

  private RootHelp() {}

  static void print(PrintStream out, CommandIndex index, Style style, int columns) {
    out.println("Usage: " + Program.NAME + " COMMAND [OPTIONS]");
    out.println();
    wrapped(
        out,
        columns,
        "The Chat server REST API from its contract: call it, simulate it, check clients of it.");
    int width = index.names().stream().mapToInt(String::length).max().orElse(0);
    Map<String, List<CommandIndex.Entry>> byHeading = new LinkedHashMap<>();
    for (CommandIndex.Entry entry : index.all()) {
      byHeading.computeIfAbsent(entry.heading(), h -> new ArrayList<>()).add(entry);
    }
    byHeading.forEach(
        (heading, entries) -> {
          out.println();
          out.println(style.bold(heading));
          for (CommandIndex.Entry entry : entries) {
            Table.pair(style, "  ", entry.name(), width, entry.summary(), columns)
                .forEach(out::println);
          }
        });
    out.println();
    out.println(style.bold("Settings"));
    wrapped(
        out,
        columns,
        "CHATCTL_SDKAPPID, CHATCTL_IDENTIFIER, CHATCTL_SECRET_KEY or CHATCTL_SECRET_KEY_FILE,"
            + " CHATCTL_REGION or CHATCTL_BASE_URL, CHATCTL_ALLOW_HTTP (a host for plain http), or"
            + " the same as sdkappid, identifier, secret-key-file, region, base-url, allow-http in"
            + " ~/.config/chatctl/config under [default] or a profile named with --profile;"
            + " `chatctl configure` writes one.");
    out.println();
    out.println(style.bold("Exit codes"));
    wrapped(
        out,
        columns,
        "0 ok, 1 the API answered with an error, 2 usage, 3 transport, 4 finding of a check, 70"
            + " fault of chatctl, 74 output or journal not writable, 75 another run uses the"
            + " journal, 130 Ctrl-C, 141 nobody reads the output");
    out.println();
    out.println("Try: " + Program.NAME + " demo");
    out.println("More: " + Program.NAME + " COMMAND --help");
  }

  private static void wrapped(PrintStream out, int columns, String text) {
    TextWidth.wrap(text, Math.min(columns, WIDEST) - 2).forEach(line -> out.println("  " + line));
  }
}
