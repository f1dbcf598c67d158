package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.calls.Connection;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.Program;
import dev.chatcontract.cli.settings.Settings;
import dev.chatcontract.conformance.simulator.SimulatorOption;
import dev.chatcontract.console.Console;
import dev.chatcontract.console.Target;
import dev.chatcontract.signer.SigningKey;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Command that runs a simulator with its console until it is stopped. */
final class ConsoleCommand implements Command {
  private static final String CLIENT = "--client";
  private static final String ALLOW_LIVE = "--allow-live";
  private static final List<SimulatorOption> SHARED =
      List.of(
          SimulatorOption.PORT,
          SimulatorOption.RATE_LIMITS,
          SimulatorOption.EMPTY,
          SimulatorOption.ADD,
          SimulatorOption.SPEC);

  @Override
  public void describe(CommandSpec spec) {
    ServedSimulator.describe(spec, SHARED);
    spec.addOption(
        Options.values(
                CLIENT, "CMD", "a conformance driver that the page may run, as for conformance run")
            .build());
    spec.addOption(
        Options.flag(
                ALLOW_LIVE,
                "let the page call a live app too; this program signs, the page never gets the key")
            .build());
    Options.group(spec, "The live app, with " + ALLOW_LIVE + ":", Options.connection());
    spec.usageMessage()
        .footer(
            "%nOpen the printed address. Anybody who has it can do everything that the page can: calls, traffic, faults,"
                + " world, clock and conformance. docs/console.md describes the API behind it.");
  }

  @Override
  public int run(Call call) {
    Terminal terminal = call.terminal();
    ServedSimulator served = ServedSimulator.of(call, SHARED);
    try (Console console = new Console()) {
      call.texts(CLIENT).forEach(console::driver);
      console.program(program(terminal));
      if (call.has(ALLOW_LIVE)) {
        live(call, console);
      } else {
        for (String option :
            List.of(Options.REGION, Options.BASE_URL, Options.SDKAPPID, Options.SECRET_KEY_FILE)) {
          if (call.has(option)) {
            throw CommandFailure.usage(option + " goes with " + ALLOW_LIVE);
          }
        }
      }
      return served.serve(
          console.on(served.builder()),
          true,
          simulator -> {
            terminal.out().println(console.url(simulator));
            terminal.out().flush();
            terminal.note("Open that address in a browser; Ctrl-C stops. For other programs:");
          });
    }
  }

  /** Returns chatctl's name if it is on the PATH, otherwise the launcher of this checkout. */
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
