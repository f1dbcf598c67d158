package dev.chatcontract.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.cli.calls.CallFailures;
import dev.chatcontract.cli.calls.KebabCase;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Results;
import dev.chatcontract.cli.output.Style;
import dev.chatcontract.cli.output.Table;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.Operations;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.ErrorClass;
import dev.chatcontract.runtime.ErrorEntry;
import dev.chatcontract.runtime.Observer;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Command that demonstrates the project in half a minute: it calls every operation, signed, on the
 * simulator.
 */
final class DemoCommand implements Command {
  /** The number of lines shown of an answer; a user who wants more makes a call. */
  private static final int SHOWN_LINES = 14;

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .footer(
            "", "Needs no account and no network: the server is the simulator on this machine.");
  }

  @Override
  public int run(Call call) {
    try (Simulator simulator = Simulator.start()) {
      return show(call.terminal(), simulator, simulator.baseUrl());
    }
  }

  /** Runs the demo. {@code baseUrl} is the simulator's own, except in tests of failures. */
  static int show(Terminal terminal, Simulator simulator, String baseUrl) {
    PrintStream out = terminal.out();
    Style style = terminal.outStyle();
    long start = System.nanoTime();
    SimulatedApp app = simulator.app();
    char[] key = app.secretKey().toCharArray();
    Attempts attempts = new Attempts(out, style);
    boolean asAnnounced;
    try (ChatCredentials credentials = ChatCredentials.of(app.appId(), app.administrator(), key);
        ChatClient client =
            SignedChatClients.builder()
                .baseUrl(baseUrl)
                .credentials(credentials)
                .options(o -> o.observer(attempts))
                .build()) {
      out.println(
          style.bold("Simulator")
              + " of "
              + simulator.contract().info().title()
              + ", version "
              + simulator.contract().info().version());
      out.println(
          "  at " + baseUrl + ", app " + app.appId() + ", signed by " + app.administrator());
      Set<String> answered = calls(terminal, simulator.contract(), client);
      asAnnounced = typedError(out, style, simulator, client);
      asAnnounced &= recovered(out, style, simulator, client, attempts, answered);
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    next(out, style, simulator, millis);
    return asAnnounced ? ExitCode.OK : ExitCode.API;
  }

  /** Calls every operation and returns the names of those that succeeded. */
  private static Set<String> calls(Terminal terminal, Contract contract, ChatClient client) {
    Set<String> answered = new HashSet<>();
    PrintStream out = terminal.out();
    Style style = terminal.outStyle();
    int number = 0;
    int all = Operations.all().size();
    for (Operation<?, ?> operation : Operations.all()) {
      number++;
      out.println();
      out.println(
          style.bold(number + "/" + all + " " + operation.name()) + "  " + operation.summary());
      OperationDef def = contract.operation(operation.name());
      SampleDef sample = def == null ? null : sample(def).orElse(null);
      if (sample == null) {
        out.println(style.yellow("  the contract has no sample to send"));
        continue;
      }
      out.println(style.dim("  sent: ") + sample.id() + ", " + sample.summary());
      block(terminal, sample.value());
      JsonNode answer;
      long start = System.nanoTime();
      try {
        answer = client.callRaw(operation, sample.value(), CallOptions.none());
      } catch (ApiException e) {
        // The simulated world need not contain the objects of a sample.
        out.println(style.yellow("  refused: ") + CallFailures.firstLine(e));
        continue;
      }
      long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
      String note = number == 1 ? style.dim(" (with the start of server and client)") : "";
      double millis = micros / (double) TimeUnit.MILLISECONDS.toMicros(1);
      out.println(
          style.dim("  received in ") + String.format(Locale.ROOT, "%.1f ms", millis) + note);
      block(terminal, answer);
      answered.add(operation.name());
    }
    return answered;
  }

  /** Returns the longest valid sample, since that shows the most. */
  static Optional<SampleDef> sample(OperationDef operation) {
    return operation.requestSamples().stream()
        .filter(sample -> sample.violates().isEmpty())
        .max(Comparator.comparingInt(sample -> sample.value().toString().length()));
  }

  private static void block(Terminal terminal, JsonNode value) {
    List<String> lines = Results.lines(value, terminal.outStyle(), terminal.columns() - 4);
    int shown = lines.size() > SHOWN_LINES + 1 ? SHOWN_LINES : lines.size();
    lines.subList(0, shown).forEach(line -> terminal.out().println("    " + line));
    if (shown < lines.size()) {
      terminal
          .out()
          .println(terminal.outStyle().dim("    … " + (lines.size() - shown) + " more lines"));
    }
  }

  private static boolean typedError(
      PrintStream out, Style style, Simulator simulator, ChatClient client) {
    for (Operation<?, ?> operation : Operations.all()) {
      Optional<ErrorEntry> entry =
          operation.errors().own().stream()
              .filter(e -> e.errorClass() == ErrorClass.NOT_FOUND)
              .findFirst();
      JsonNode body = body(simulator, operation);
      if (entry.isEmpty() || body == null) {
        continue;
      }
      out.println();
      out.println(
          style.bold("A typed error")
              + "  "
              + operation.name()
              + " on something that is not there");
      simulator.addFault(
          FaultRule.on(operation.name()).fault(Faults.code((int) entry.get().code())));
      try {
        client.callRaw(operation, body, CallOptions.none());
        out.println(style.red("  the call succeeded, which it should not have"));
        return false;
      } catch (ApiException e) {
        out.println("  " + style.cyan("ApiException") + " code " + e.code() + ", " + name(e));
        out.println("  class    " + e.errorClass().wireName() + ", retry " + e.retry().wireName());
        e.entry().ifPresent(known -> out.println("  meaning  " + known.meaning()));
        e.entry().ifPresent(known -> out.println("  do       " + known.action()));
        return e.code() == entry.get().code();
      }
    }
    return true;
  }

  private static String name(ApiException e) {
    return e.entry().map(ErrorEntry::name).orElse("a code that the contract does not list");
  }

  private static boolean recovered(
      PrintStream out,
      Style style,
      Simulator simulator,
      ChatClient client,
      Attempts attempts,
      Set<String> answered) {
    for (Operation<?, ?> operation : Operations.all()) {
      JsonNode body = body(simulator, operation);
      boolean repeatable = operation.idempotency().isAlways();
      if (!repeatable || body == null || !answered.contains(operation.name())) {
        continue;
      }
      out.println();
      out.println(
          style.bold("A recovered fault")
              + "  a gateway answers "
              + operation.name()
              + " with 502 once");
      simulator.addFault(FaultRule.on(operation.name()).times(1).fault(Faults.badGateway()));
      attempts.tell = true;
      try {
        client.callRaw(operation, body, CallOptions.none());
        out.println(
            "  The call "
                + style.green("succeeded")
                + ": the contract says that a repeat does no harm.");
        return true;
      } catch (ChatException e) {
        out.println(style.red("  the call failed: ") + CallFailures.firstLine(e));
        return false;
      } finally {
        attempts.tell = false;
      }
    }
    return true;
  }

  private static @Nullable JsonNode body(Simulator simulator, Operation<?, ?> operation) {
    OperationDef def = simulator.contract().operation(operation.name());
    return def == null ? null : sample(def).map(SampleDef::value).orElse(null);
  }

  private static void next(PrintStream out, Style style, Simulator simulator, long millis) {
    out.println();
    out.println(
        style.bold("Done")
            + " in "
            + millis
            + " ms: "
            + simulator.requests().count()
            + " signed requests.");
    out.println();
    out.println(style.bold("What to do next"));
    Table table = new Table(List.of("", ""));
    String command = KebabCase.of(Operations.all().get(0).name());
    table.row("  ./chatctl simulator --port 8080", "keep this server and call it yourself");
    table.row("  ./chatctl " + command + " --help", "what a call takes; so for the others");
    table.row("  ./chatctl explain " + command, "what the contract says of an operation");
    table.row("  ./chatctl conformance run", "test this client, or --client CMD");
    table.row("  ./chatctl contract docs --output docs", "the HTML reference");
    table.lines(style, "", 0).stream().skip(1).forEach(out::println);
  }

  /** Reports attempts while that is switched on. */
  private static final class Attempts implements Observer {
    private final PrintStream out;
    private final Style style;
    private volatile boolean tell;

    Attempts(PrintStream out, Style style) {
      this.out = out;
      this.style = style;
    }

    @Override
    public void attempted(Report report) {
      if (tell) {
        boolean ok = report.outcome() == Outcome.OK;
        out.println(
            "  attempt "
                + report.attempt()
                + ": HTTP "
                + report.httpStatus()
                + ", "
                + (ok ? style.green("ok") : style.yellow("failed")));
      }
    }
  }
}
