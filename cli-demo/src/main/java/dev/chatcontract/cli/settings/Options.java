package dev.chatcontract.cli.settings;

import dev.chatcontract.cli.output.OutputFormat;
import dev.chatcontract.cli.output.Query;
import dev.chatcontract.client.Region;
import java.util.List;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Builders of options; those that several commands share look the same everywhere. */
public final class Options {
  public static final String OUTPUT = "--output";
  public static final String REGION = "--region";
  public static final String BASE_URL = "--base-url";
  public static final String PROFILE = "--profile";
  public static final String CONFIG = "--config";
  public static final String ALLOW_HTTP = "--allow-http";
  public static final String SDKAPPID = "--sdkappid";
  public static final String IDENTIFIER = "--identifier";
  public static final String SECRET_KEY_FILE = "--secret-key-file";
  public static final String VERBOSE = "--verbose";
  public static final String HELP = "--help";

  private Options() {}

  /** Builds an option with one value. */
  public static OptionSpec.Builder value(String name, String label, String... description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(escaped(description));
  }

  /** Builds an option that takes values until the next option. */
  public static OptionSpec.Builder values(String name, String label, String... description) {
    return OptionSpec.builder(name)
        .type(String[].class)
        .auxiliaryTypes(String.class)
        .arity("1..*")
        .paramLabel(label)
        .hideParamSyntax(false)
        .description(escaped(description));
  }

  /** Builds a switch. */
  public static OptionSpec.Builder flag(String name, String... description) {
    return OptionSpec.builder(name)
        .type(boolean.class)
        .arity("0")
        .description(escaped(description));
  }

  public static PositionalParamSpec argument(
      int index, String label, boolean required, String description) {
    return argument(index, label, required, description, List.of());
  }

  /** Builds an argument with some known values, for completion. */
  public static PositionalParamSpec argument(
      int index, String label, boolean required, String description, List<String> known) {
    return PositionalParamSpec.builder()
        .index(Integer.toString(index))
        .type(String.class)
        .arity(required ? "1" : "0..1")
        .required(required)
        .paramLabel(label)
        .completionCandidates(known)
        .description(escaped(description))
        .build();
  }

  /** Builds the arguments of a command that takes one or more files. */
  public static PositionalParamSpec files(String description) {
    return PositionalParamSpec.builder()
        .index("0..*")
        .type(String[].class)
        .auxiliaryTypes(String.class)
        .arity("1..*")
        .required(true)
        .paramLabel("FILE")
        .description(escaped(description))
        .build();
  }

  public static void group(CommandSpec spec, String heading, List<OptionSpec> options) {
    if (options.isEmpty()) {
      return;
    }
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder()
            .validate(false)
            .multiplicity("0..1")
            .heading("%n" + heading + "%n")
            .order(spec.argGroups().size() + 1);
    options.forEach(group::addArg);
    spec.addArgGroup(group.build());
  }

  /** Adds help and verbosity, which every command has. */
  public static void common(CommandSpec spec) {
    if (spec.findOption(HELP) == null) {
      spec.addOption(
          OptionSpec.builder("-h", HELP)
              .type(boolean.class)
              .arity("0")
              .usageHelp(true)
              .description("show this help and exit")
              .build());
    }
    if (spec.findOption(VERBOSE) == null) {
      spec.addOption(
          OptionSpec.builder("-v", VERBOSE)
              .type(boolean.class)
              .arity("0")
              .description(
                  "print more on stderr, including causes of failures; secrets stay hidden")
              .build());
    }
  }

  public static OptionSpec output() {
    return OptionSpec.builder("-o", OUTPUT)
        .type(String.class)
        .arity("1")
        .paramLabel("FORMAT")
        .completionCandidates(OutputFormat.labels())
        .description("table (default), json, jsonl or yaml")
        .build();
  }

  public static OptionSpec query() {
    return value(
            Query.OPTION,
            "EXPRESSION",
            "extract a part of each answer with JMESPath, such as 'ErrorCode' or 'keys(@)'")
        .build();
  }

  /** Returns the options for the server and the account. */
  public static List<OptionSpec> connection() {
    return List.of(
        value(REGION, "REGION", "a data centre by name, see `chatctl regions`")
            .completionCandidates(Region.all().stream().map(Region::id).toList())
            .build(),
        value(BASE_URL, "URL", "another server, such as the simulator").build(),
        value(ALLOW_HTTP, "HOST", "a host in a network you trust, called over plain http").build(),
        value(SDKAPPID, "N", "the app").build(),
        value(IDENTIFIER, "ID", "the app-admin account that signs").build(),
        value(
                SECRET_KEY_FILE,
                "FILE",
                "file that holds the secret key; the key itself is never an argument")
            .build(),
        value(PROFILE, "NAME", "a section of the config file").build(),
        value(CONFIG, "FILE", "config file").build());
  }

  // picocli treats descriptions as formats: this makes our percent signs and @|…| literal.
  private static String[] escaped(String... description) {
    String[] out = new String[description.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = escaped(description[i]);
    }
    return out;
  }

  public static String escaped(String description) {
    return description.replace("%", "%%").replace("@|", "@ |");
  }
}
