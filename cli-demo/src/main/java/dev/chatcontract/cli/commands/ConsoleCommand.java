package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.calls.Connection;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.Program;
import dev.chatcontract.cli.settings.Settings;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.console.Console;
import dev.chatcontract.console.Target;
import dev.chatcontract.signer.SigningKey;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Serves a simulator with its console until it is stopped. */
final class ConsoleCommand implements Command {
  static final String OPTION = "--console";
  private static final String PORT = "--port";
  private static final String CLIENT = "--client";
  private static final String ALLOW_LIVE = "--allow-live";
  private static final String RATE_LIMITS = "--rate-limits";
  private static final String EMPTY = "--empty";

  @Override
  public void describe(CommandSpec spec) {
    spec.addOption(
        Options.value(PORT, "N", "port to listen on, 0 for any free one (default: 0)").build());
    spec.addOption(Options.flag(RATE_LIMITS, "enforce the documented call budgets").build());
    spec.addOption(Options.flag(EMPTY, "begin with an empty world").build());
    spec.addOption(Options.value(ContractFiles.SPEC, "FILE", "simulate another contract").build());
    spec.addOption(
        Options.values(
                CLIENT, "CMD", "a conformance driver that the page may run, as for conformance run")
            .build());
    spec.addOption(
        Options.flag(
                ALLOW_LIVE,
                "let the page call a live app too; this program signs, the page never has the key")
            .build());
    Options.group(spec, "The live app, with " + ALLOW_LIVE + ":", Options.connection());
    spec.usageMessage()
        .footer(
            "%nOpen the address that is printed. Who has it may do all that the page can: calls, traffic, faults,"
                + " world, clock and conformance. docs/console.md describes the API behind it.");
  }

  @Override
  public int run(Call call) {
    Terminal terminal = call.terminal();
    Simulator.Builder builder =
        Simulator.builder()
            .port((int) call.number(PORT, 0, 0, 65_535))
            .rateLimits(call.flag(RATE_LIMITS));
    if (call.flag(EMPTY)) {
      builder.emptyWorld();
    }
    if (call.has(ContractFiles.SPEC)) {
      builder.contract(ContractFiles.contract(call));
    }
    try (Console console = new Console()) {
      call.texts(CLIENT).forEach(console::driver);
      console.program(program(terminal));
      if (call.flag(ALLOW_LIVE)) {
        live(call, console);
      } else {
        for (String option :
            List.of(Options.REGION, Options.BASE_URL, Options.SDKAPPID, Options.SECRET_KEY_FILE)) {
          if (call.has(option)) {
            throw CommandFailure.usage(option + " goes with " + ALLOW_LIVE);
          }
        }
      }
      CountDownLatch stopped = new CountDownLatch(1);
      try (Simulator simulator = SimulatorCommand.start(console.on(builder))) {
        Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "console-stop"));
        terminal.out().println(console.url(simulator));
        terminal.out().flush();
        SimulatedApp app = simulator.app();
        terminal.note("Open that address in a browser; Ctrl-C stops. For other programs:");
        terminal.note("  export CHATCTL_BASE_URL=" + simulator.baseUrl());
        terminal.note("  export CHATCTL_SDKAPPID=" + app.appId());
        terminal.note("  export CHATCTL_IDENTIFIER=" + app.administrator());
        terminal.note("  export CHATCTL_SECRET_KEY=" + app.secretKey());
        stopped.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return ExitCode.OK;
  }

  /** Its name where the PATH has it, otherwise the launcher of this checkout. */
  static String program(Terminal terminal) {
    String home = System.getProperty("chatctl.home");
    String path = Objects.requireNonNullElse(terminal.environment("PATH"), "");
    boolean known =
        Stream.of(path.split(File.pathSeparator, -1))
            .anyMatch(folder -> new File(folder, Program.NAME).canExecute());
    return known || home == null ? Program.NAME : home + "/" + Program.NAME;
  }

  private static void live(Call call, Console console) {
    Settings settings = Settings.of(call);
    String url = Connection.signedUrl(settings);
    long app = settings.sdkAppId();
    String identifier = settings.identifier();
    byte[] key = settings.secretKey();
    try {
      console.live(
          Target.live(url, app, identifier, SigningKey.of(key)),
          new String(key, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
    call.terminal()
        .warn("the page may call app " + app + " at " + url + "; a change asks for a confirmation");
  }
}
