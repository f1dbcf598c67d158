package dev.chatcontract.conformance.runner;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of the command line: reading it, its help and chatctl's completion ask here. */
public enum ConformanceOption {
  CLIENT(
      "--client",
      "CMD",
      "a client that speaks JSON lines on standard input and output",
      "(without it: the generated Java client, in this process)"),
  TARGET(
      "--target",
      "URL",
      "test a server instead; credentials from CHATCTL_SDKAPPID,",
      "CHATCTL_IDENTIFIER and CHATCTL_SECRET_KEY"),
  ALLOW_WRITES("--allow-writes", "", "let requests that change something reach the target"),
  FILTER("--filter", "GLOB", "only cases whose id fits; may be given more than once"),
  CASE("--case", "ID", "one case"),
  OPERATION("--operation", "NAME", "only this operation; may be given more than once"),
  KIND("--kind", "NAME", "only this kind; may be given more than once"),
  TEMPLATES("--templates", "FILE", "further case templates, run for every operation"),
  CONTRACT("--contract", "FILE", "another contract than the bundled one"),
  KNOWN_FAILURES(
      "--known-failures",
      "FILE",
      "lines \"case-id-or-glob  # reason\"; an entry that passes fails the run"),
  COVERAGE("--coverage", "PERCENT", "fail below this share of the contract's goals"),
  REPORT("--report", "DIR", "write junit.xml, conformance.json and conformance.html"),
  PARALLEL("--parallel", "N", "cases at the same time, 6 unless told"),
  VERBOSE("--verbose", "", "one line for each case, and every finding in full"),
  JSON("--json", "", "print the list as JSON"),
  PORT("--port", "N", "listen on this port");

  /** Of commands other than run, whose help is a line each. */
  private static final List<ConformanceOption> ELSEWHERE = List.of(JSON, PORT);

  private static final int HELP_COLUMN = 25;

  private final String word;
  private final String label;

  /** One line of the help each. */
  private final String summary;

  ConformanceOption(String word, String label, String... summary) {
    this.word = word;
    this.label = label;
    this.summary = String.join("\n", summary);
  }

  /** The option of that spelling; null if there is none. */
  static @Nullable ConformanceOption of(String word) {
    return Arrays.stream(values()).filter(o -> o.word.equals(word)).findFirst().orElse(null);
  }

  /** As it is written on the command line. */
  public String word() {
    return word;
  }

  /** What its value is called in the help; empty for a flag. */
  public String label() {
    return label;
  }

  /** Whether it stands alone. */
  public boolean isFlag() {
    return label.isEmpty();
  }

  /** Whether its value names a file that is read. */
  public boolean isFile() {
    return label.equals("FILE");
  }

  /** Whether each further one narrows the choice by one more. */
  public boolean isRepeatable() {
    return this == FILTER || this == OPERATION || this == KIND;
  }

  /** What it does, on one line. */
  public String summary() {
    return summary.replace('\n', ' ');
  }

  /** The lines of the help on {@code run}. */
  static String help() {
    StringBuilder help = new StringBuilder();
    for (ConformanceOption option : values()) {
      if (!ELSEWHERE.contains(option)) {
        String start = "  " + option.word + (option.isFlag() ? "" : " " + option.label);
        for (String line : option.summary.lines().toList()) {
          help.append(start).append(" ".repeat(HELP_COLUMN - start.length())).append(line);
          help.append('\n');
          start = "";
        }
      }
    }
    return help.toString();
  }
}
