package dev.chatcontract.cli;

import dev.chatcontract.conformance.simulator.SimulatedApp;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.SimulatorException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;

/** Serves the contract's simulator until it is stopped. */
final class SimulatorCommand implements Command {
  private static final String PORT = "--port";
  private static final String RATE_LIMITS = "--rate-limits";
  private static final String DOCUMENTED = "--documented-answers";
  private static final String EMPTY = "--empty";

  @Override
  public void describe(CommandSpec spec) {
    spec.addOption(
        Options.value(PORT, "N", "port on the loopback address, 0 for any free one (default: 0)")
            .build());
    spec.addOption(Options.flag(RATE_LIMITS, "enforce the documented call budgets").build());
    spec.addOption(
        Options.flag(DOCUMENTED, "answer documented requests with the documented answers").build());
    spec.addOption(Options.flag(EMPTY, "begin with an empty world").build());
    spec.addOption(Options.value(ContractFiles.SPEC, "FILE", "simulate another contract").build());
    Options.group(
        spec,
        "The app to serve (default: a public test app, its key is printed):",
        List.of(
            Options.value(Options.SDKAPPID, "N", "the app").build(),
            Options.value(Options.IDENTIFIER, "ID", "its administrator").build(),
            Options.value(Options.SECRET_KEY_FILE, "FILE", "file that holds its key").build()));
  }

  @Override
  public int run(Call call) {
    Terminal terminal = call.terminal();
    Simulator.Builder builder =
        Simulator.builder()
            .port((int) call.number(PORT, 0, 0, 65_535))
            .rateLimits(call.flag(RATE_LIMITS))
            .documentedAnswers(call.flag(DOCUMENTED));
    if (call.flag(EMPTY)) {
      builder.emptyWorld();
    }
    if (call.has(ContractFiles.SPEC)) {
      builder.contract(ContractFiles.contract(call));
    }
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
    CountDownLatch stopped = new CountDownLatch(1);
    try (Simulator simulator = start(builder)) {
      Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "simulator-stop"));
      terminal.out().println(simulator.baseUrl());
      terminal.out().flush();
      SimulatedApp app = simulator.app();
      terminal.note("The simulator is ready; Ctrl-C stops it. In another terminal:");
      terminal.note("  export CHATCTL_BASE_URL=" + simulator.baseUrl());
      terminal.note("  export CHATCTL_SDKAPPID=" + app.appId());
      terminal.note("  export CHATCTL_IDENTIFIER=" + app.administrator());
      if (!own) {
        terminal.note("  export CHATCTL_SECRET_KEY=" + app.secretKey());
      }
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }

  private static Simulator start(Simulator.Builder builder) {
    try {
      return builder.start();
    } catch (SimulatorException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    }
  }

  private static SimulatedApp app(Call call) {
    Settings settings = Settings.of(call);
    byte[] key = settings.secretKey();
    try {
      return new SimulatedApp(
          settings.sdkAppId(),
          List.of(settings.identifier()),
          new String(key, StandardCharsets.UTF_8));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
