package dev.chatcontract.cli;

import dev.chatcontract.runtime.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that say how to send, the same for every operation. */
final class SendOptions {
  static final String ALL = "--all";
  static final String FROM = "--from";
  static final String FAILURES = "--failures";
  static final String JOURNAL = "--journal";
  static final String RATE = "--rate";
  static final String DRY_RUN = "--dry-run";
  static final String DEADLINE = "--deadline";
  static final String RETRIES = "--retries";
  static final String NO_CHECK = "--no-check";
  static final String QUIET = "--quiet";

  private SendOptions() {}

  /** Adds them; {@code operation} null means any operation, named later. */
  static void describe(CommandSpec spec, @Nullable Operation<?, ?> operation) {
    List<OptionSpec> sending = new ArrayList<>();
    sending.add(
        Options.value(
                Bodies.BODY,
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
                "with --from: lines that failed, to be fed back; a file with anything else in it is"
                    + " left alone (default: FILE.failures)")
            .build());
    sending.add(
        Options.value(
                JOURNAL,
                "FILE",
                "with --from: what was sent and answered, so that a second run goes on; one run at a"
                    + " time (default: FILE.journal)")
            .build());
    sending.add(Options.value(RATE, "N", "with --from: at most N requests a second").build());
    sending.add(
        Options.flag(DRY_RUN, "print the request, signature hidden, and send nothing").build());
    sending.add(
        Options.value(DEADLINE, "SECONDS", "total time for a call, retries included (default: 30)")
            .build());
    sending.add(
        Options.value(RETRIES, "N", "attempts after the first, where the contract allows any")
            .build());
    sending.add(Options.flag(NO_CHECK, "send even what breaks the contract").build());
    sending.add(
        OptionSpec.builder("-q", QUIET)
            .type(boolean.class)
            .arity("0")
            .description("no progress and no remarks on stderr")
            .build());
    sending.add(Options.output());
    sending.add(Options.query());
    Options.group(spec, "Sending and output:", sending);
    Options.group(spec, "Server and account (or environment, or profile):", Options.connection());
  }

  private static String from(@Nullable Operation<?, ?> operation) {
    if (operation != null && operation.batching().isPresent()) {
      return "many: one key a line, sent "
          + operation.batching().get().max()
          + " at a time; or one JSON body a line; or .csv; - for stdin";
    }
    return "many: one JSON body a line, or .csv with members as columns; - for stdin; resumable,"
        + " and the answers of earlier runs are printed again";
  }
}
