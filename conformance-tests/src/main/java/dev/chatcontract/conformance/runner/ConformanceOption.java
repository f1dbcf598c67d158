package dev.chatcontract.conformance.runner;

import static dev.chatcontract.conformance.arguments.OptionText.flag;
import static dev.chatcontract.conformance.arguments.OptionText.value;

import dev.chatcontract.conformance.arguments.CommandLineOption;
import dev.chatcontract.conformance.arguments.OptionText;
import java.util.Arrays;
import java.util.List;

/** The options of the command line. */
public enum ConformanceOption implements CommandLineOption {
  CLIENT(
      value(
          "--client",
          "CMD",
          "a client that speaks JSON lines on standard input and output",
          "(without it: the generated Java client, in this process)")),
  TARGET(
      value(
          "--target",
          "URL",
          "test a server instead; credentials from CHATCTL_SDKAPPID,",
          "CHATCTL_IDENTIFIER and CHATCTL_SECRET_KEY")),
  ALLOW_WRITES(flag("--allow-writes", "let requests that change something reach the target")),
  FILTER(
      value("--filter", "GLOB", "only cases whose id fits; may be given more than once")
          .repeated()),
  CASE(value("--case", "ID", "one case")),
  OPERATION(
      value("--operation", "NAME", "only this operation; may be given more than once").repeated()),
  KIND(value("--kind", "NAME", "only this kind; may be given more than once").repeated()),
  TEMPLATES(
      value("--templates", "FILE", "further case templates, run for every operation").repeated()),
  SPEC(value("--spec", "FILE", "another contract than the bundled one").formerly("--contract")),
  KNOWN_FAILURES(
      value(
          "--known-failures",
          "FILE",
          "lines \"case-id-or-glob  # reason\"; an entry that passes fails the run")),
  COVERAGE(value("--coverage", "PERCENT", "fail below this share of the contract's goals")),
  REPORT(value("--report", "DIR", "write junit.xml, conformance.json and conformance.html")),
  PARALLEL(value("--parallel", "N", "cases at the same time, 6 by default")),
  VERBOSE(flag("--verbose", "one line for each case, and every finding in full")),
  JSON(flag("--json", "print the list as JSON")),
  PORT(value("--port", "N", "listen on this port"));

  /** Options of commands other than run; their help is one line each. */
  private static final List<ConformanceOption> ELSEWHERE = List.of(JSON, PORT);

  private static final int HELP_COLUMN = 25;

  @SuppressWarnings("ImmutableEnumChecker") // its lists cannot be changed
  private final OptionText text;

  ConformanceOption(OptionText text) {
    this.text = text;
  }

  @Override
  public OptionText text() {
    return text;
  }

  /** Returns the lines of the help for {@code run}. */
  static String help() {
    return CommandLineOption.help(
        Arrays.stream(values()).filter(option -> !ELSEWHERE.contains(option)).toList(),
        HELP_COLUMN);
  }
}
