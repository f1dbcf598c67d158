package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.Settings;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.SimulatorOption;
import dev.chatcontract.conformance.simulator.SimulatorOption.Topic;
import dev.chatcontract.conformance.simulator.answer.AnsweredBy;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.console.Console;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Command that runs the contract's simulator until it is stopped. */
final class SimulatorCommand implements Command {
  private static final String CONSOLE = "--console";

  @Override
  public void describe(CommandSpec spec) {
    ServedSimulator.describe(spec, Topic.API.options());
    spec.addOption(
        Options.flag(CONSOLE, "serve the console too, see `chatctl console --help`").build());
    ServedSimulator.describe(spec, Topic.REACH);
    ServedSimulator.describe(spec, Topic.APP);
    spec.usageMessage()
        .footer(
            "%nWhat an answer is based on is in its header "
                + AnsweredBy.HEADER
                + ": world, or sample for an operation"
                + " the simulator does not know, of which nothing is remembered. Faults are set at"
                + " /__admin/chat/faults, see conformance-tests/README.md; --verbose shows each request.");
  }

  @Override
  public int run(Call call) {
    Terminal terminal = call.terminal();
    ServedSimulator served = ServedSimulator.of(call, List.of(SimulatorOption.values()));
    Simulator.Builder builder = served.builder();
    boolean own = call.has(Options.SDKAPPID) || terminal.environment("CHATCTL_SDKAPPID") != null;
    if (own) {
      builder.app(app(call));
    } else {
      for (String option : List.of(Options.IDENTIFIER, Options.SECRET_KEY_FILE)) {
        if (call.has(option)) {
          throw CommandFailure.usage(option + " goes with " + Options.SDKAPPID);
        }
      }
    }
    if (call.has(Options.VERBOSE)) {
      builder.onRequest(request -> terminal.err().println(request.line()));
    }
    if (!call.has(CONSOLE)) {
      return served.serve(builder, !own, simulator -> announce(terminal, simulator, null));
    }
    try (Console console = new Console().program(ConsoleCommand.program(terminal))) {
      return served.serve(
          console.on(builder), !own, simulator -> announce(terminal, simulator, console));
    }
  }

  private static void announce(Terminal terminal, Simulator simulator, @Nullable Console console) {
    terminal.out().println(simulator.baseUrl());
    terminal.out().flush();
    if (console != null) {
      terminal.note("The console: " + console.url(simulator));
    }
    terminal.note("The simulator is ready; Ctrl-C stops it. In another terminal:");
  }

  private static SimulatedApp app(Call call) {
    Settings settings = Settings.of(call);
    List<String> identifiers = call.texts(SimulatorOption.IDENTIFIER.word());
    byte[] key = settings.secretKey();
    try {
      return new SimulatedApp(
          settings.sdkAppId(),
          identifiers.isEmpty() ? List.of(settings.identifier()) : identifiers,
          new String(key, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
