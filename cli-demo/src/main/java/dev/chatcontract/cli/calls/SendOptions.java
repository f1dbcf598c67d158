package dev.chatcontract.cli.calls;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.runtime.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options for how to send; they are the same for every operation. */
public final class SendOptions {
  static final String ALL = "--all";
  public static final String FROM = "--from";
  public static final String FAILURES = "--failures";
  public static final String JOURNAL = "--journal";
  public static final String RATE = "--rate";
  static final String DRY_RUN = "--dry-run";
  static final String DEADLINE = "--deadline";
  static final String RETRIES = "--retries";
  static final String NO_CHECK = "--no-check";
  public static final String QUIET = "--quiet";

  private final List<OptionSpec> sending;
  private final List<OptionSpec> connection = Options.connection();

  /**
   * Creates the options of one command.
   *
   * @param operation null means any operation, named later
   */
  public SendOptions(@Nullable Operation<?, ?> operation) {
    this.sending = sending(operation);
  }

  /** Returns the option names that are not available to members of the request. */
  public Set<String> names() {
    Set<String> names = new HashSet<>(Set.of(Options.HELP, Options.VERBOSE));
    sending.forEach(option -> names.add(option.longestName()));
    connection.forEach(option -> names.add(option.longestName()));
    return names;
  }

  public void describe(CommandSpec spec) {
    Options.group(spec, "Sending and output:", sending);
    Options.group(spec, "Server and account (or environment, or profile):", connection);
  }

  private static List<OptionSpec> sending(@Nullable Operation<?, ?> operation) {
    List<OptionSpec> sending = new ArrayList<>();
    sending.add(
        Options.value(
                BodyArgument.BODY,
                "@FILE|JSON|-",
                "the request as JSON, in a file, or on stdin; lines of --from override its members,"
                    + " options above override both")
            .build());
    if (operation == null || operation.paging().isPresent()) {
      sending.add(Options.flag(ALL, "all pages, item by item as they arrive").build());
    }
    sending.add(Options.value(FROM, "FILE", from(operation)).build());
    sending.add(
        Options.value(
                FAILURES,
                "FILE",
                "with --from: lines that failed, for another --from; a file with anything else in it is"
                    + " left alone (default: FILE.failures)")
            .build());
    sending.add(
        Options.value(
                JOURNAL,
                "FILE",
                "with --from: what was sent and answered, so that a second run continues; one run at a"
                    + " time (default: FILE.journal)")
            .build());
    sending.add(
        Options.value(
                RATE,
                "N",
                "with --from: at most N requests a second (default: what the contract allows)")
            .build());
    sending.add(
        Options.flag(DRY_RUN, "print the request, signature hidden, and send nothing").build());
    sending.add(
        Options.value(DEADLINE, "SECONDS", "total time for a call, retries included (default: 30)")
            .build());
    sending.add(Options.value(RETRIES, "N", "retries, where the contract allows them").build());
    sending.add(Options.flag(NO_CHECK, "send even what breaks the contract").build());
    sending.add(
        OptionSpec.builder("-q", QUIET)
            .type(boolean.class)
            .arity("0")
            .description("no progress and no remarks on stderr")
            .build());
    sending.add(Options.output());
    sending.add(Options.query());
    return sending;
  }

  /** Rejects options that exclude each other, or that need another one that is missing. */
  public static void refuseContradictions(Call call, Operation<?, ?> operation) {
    contradiction(call, ALL, FROM);
    contradiction(call, ALL, DRY_RUN);
    contradiction(call, FROM, DRY_RUN);
    for (String option : List.of(FAILURES, JOURNAL, RATE)) {
      if (call.has(option) && !call.has(FROM)) {
        throw CommandFailure.usage(option + " goes with " + FROM);
      }
    }
    if (call.has(ALL) && operation.paging().isEmpty()) {
      throw CommandFailure.usage(
          ALL + ": " + operation.name() + " has no pages; remove the option");
    }
  }

  private static void contradiction(Call call, String one, String other) {
    if (call.has(one) && call.has(other)) {
      throw CommandFailure.usage(one + " and " + other + " exclude each other");
    }
  }

  private static String from(@Nullable Operation<?, ?> operation) {
    if (operation != null && operation.batching().isPresent()) {
      return "many: one key per line, sent "
          + operation.batching().get().max()
          + " at a time; or one JSON body per line; or .csv; - for stdin";
    }
    return "many: one JSON body per line, or .csv with members as columns; - for stdin; resumable,"
        + " and the answers of earlier runs are printed again";
  }
}
