package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.conformance.arguments.GivenOptions;
import dev.chatcontract.conformance.arguments.UsageException;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.SimulatorOption;
import dev.chatcontract.conformance.simulator.SimulatorSetup;
import dev.chatcontract.conformance.simulator.answer.AnsweredBy;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A simulator that a command runs until it is stopped. */
final class ServedSimulator {
  private final Call call;
  private final SimulatorSetup setup;

  private ServedSimulator(Call call, SimulatorSetup setup) {
    this.call = call;
    this.setup = setup;
  }

  static void describe(CommandSpec spec, List<SimulatorOption> options) {
    options.forEach(option -> spec.addOption(spec(option)));
  }

  static void describe(CommandSpec spec, SimulatorOption.Topic topic) {
    List<SimulatorOption> options = topic.options();
    Options.group(spec, topic.heading(), options.stream().map(ServedSimulator::spec).toList());
  }

  private static OptionSpec spec(SimulatorOption option) {
    if (option.isFlag()) {
      return Options.flag(option.word(), option.summary()).build();
    }
    return option.isRepeatable()
        ? Options.values(option.word(), option.label(), option.summary()).build()
        : Options.value(option.word(), option.label(), option.summary()).build();
  }

  /** Creates one with those of the options that were given. */
  static ServedSimulator of(Call call, List<SimulatorOption> options) {
    GivenOptions<SimulatorOption> given = GivenOptions.none(SimulatorOption.class);
    for (SimulatorOption option : options) {
      if (option.isRepeatable()) {
        call.texts(option.word()).forEach(value -> given.add(option, value));
      } else if (call.has(option.word())) {
        given.add(option, option.isFlag() ? "" : call.text(option.word(), ""));
      }
    }
    Terminal terminal = call.terminal();
    String token =
        options.contains(SimulatorOption.ADMIN_TOKEN_FILE)
            ? terminal.environment(SimulatorSetup.TOKEN_VARIABLE)
            : null;
    return refused(
        () -> new ServedSimulator(call, new SimulatorSetup(given, terminal.path(""), token)));
  }

  /** Returns a builder set up by the options, but without an app. */
  Simulator.Builder builder() {
    Simulator.Builder builder = refused(setup::builder);
    if (call.has(ContractFiles.SPEC)) {
      builder.contract(ContractFiles.contract(call));
    }
    return builder;
  }

  /**
   * Serves until it is stopped.
   *
   * @param tellKey whether to print the key; a user's own key is not printed
   * @param address prints the user's first step
   */
  int serve(Simulator.Builder builder, boolean tellKey, Consumer<Simulator> address) {
    CountDownLatch stopped = new CountDownLatch(1);
    try (Simulator simulator = refused(() -> setup.start(builder))) {
      Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "simulator-stop"));
      address.accept(simulator);
      announce(simulator, tellKey);
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }

  private void announce(Simulator simulator, boolean tellKey) {
    Terminal terminal = call.terminal();
    SimulatedApp app = simulator.app();
    terminal.note("  export CHATCTL_BASE_URL=" + simulator.baseUrl());
    terminal.note("  export CHATCTL_SDKAPPID=" + app.appId());
    terminal.note("  export CHATCTL_IDENTIFIER=" + app.administrator());
    if (tellKey) {
      terminal.note("  export CHATCTL_SECRET_KEY=" + app.secretKey());
    }
    if (simulator.adminToken() != null && !setup.hasToken()) {
      terminal.note("Calls of /__admin/chat need: Authorization: Bearer " + simulator.adminToken());
    }
    if (!simulator.answeredBySamples().isEmpty()) {
      terminal.warn(
          "samples answer "
              + String.join(", ", simulator.answeredBySamples())
              + ": nothing is remembered, and the header "
              + AnsweredBy.HEADER
              + " says so");
    }
  }

  private static <T> T refused(Supplier<T> task) {
    try {
      return task.get();
    } catch (SimulatorException | UsageException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    }
  }
}
