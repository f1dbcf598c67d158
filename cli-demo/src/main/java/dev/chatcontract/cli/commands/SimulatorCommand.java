package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.Settings;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.answer.AnsweredBy;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.console.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Serves the contract's simulator until it is stopped. */
final class SimulatorCommand implements Command {
  private static final String PORT = "--port";
  private static final String RATE_LIMITS = "--rate-limits";
  private static final String DOCUMENTED = "--documented-answers";
  private static final String EMPTY = "--empty";
  private static final String HOST = "--host";
  private static final String HOST_NAME = "--host-name";
  private static final String ALLOW_REMOTE = "--allow-remote";
  private static final String TOKEN_FILE = "--admin-token-file";
  private static final String TOKEN_VARIABLE = "CHATCTL_ADMIN_TOKEN";

  @Override
  public void describe(CommandSpec spec) {
    spec.addOption(
        Options.value(PORT, "N", "port to listen on, 0 for any free one (default: 0)").build());
    spec.addOption(Options.flag(RATE_LIMITS, "enforce the documented call budgets").build());
    spec.addOption(
        Options.flag(DOCUMENTED, "answer documented requests with the documented answers").build());
    spec.addOption(Options.flag(EMPTY, "begin with an empty world").build());
    spec.addOption(
        Options.flag(ConsoleCommand.OPTION, "serve the console too, see `chatctl console --help`")
            .build());
    spec.addOption(Options.value(ContractFiles.SPEC, "FILE", "simulate another contract").build());
    Options.group(
        spec,
        "Who may reach it (default: this machine, and no web page of another site):",
        List.of(
            Options.value(HOST, "ADDRESS", "listen on this address, 0.0.0.0 for all").build(),
            Options.flag(
                    ALLOW_REMOTE,
                    "yes, other machines may reach it; their admin calls need a token")
                .build(),
            Options.values(
                    HOST_NAME, "NAME", "also answer requests to this name, such as a container's")
                .build(),
            Options.value(
                    TOKEN_FILE,
                    "FILE",
                    "file that holds the token of the admin interface, also "
                        + TOKEN_VARIABLE
                        + " (default beyond loopback: a random one, printed)")
                .build()));
    Options.group(
        spec,
        "The app to serve (default: a public test app, its key is printed):",
        List.of(
            Options.value(Options.SDKAPPID, "N", "the app").build(),
            Options.value(Options.IDENTIFIER, "ID", "its administrator").build(),
            Options.value(Options.SECRET_KEY_FILE, "FILE", "file that holds its key").build()));
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
    boolean ownToken = reach(call, builder);
    if (call.flag(Options.VERBOSE)) {
      builder.onRequest(request -> terminal.err().println(request.line()));
    }
    if (call.flag(ConsoleCommand.OPTION)) {
      try (Console console = new Console().program(ConsoleCommand.program(terminal))) {
        return serve(call, console.on(builder), own, ownToken, console);
      }
    }
    return serve(call, builder, own, ownToken, null);
  }

  private static int serve(
      Call call,
      Simulator.Builder builder,
      boolean own,
      boolean ownToken,
      @Nullable Console console) {
    Terminal terminal = call.terminal();
    CountDownLatch stopped = new CountDownLatch(1);
    try (Simulator simulator = start(builder)) {
      Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "simulator-stop"));
      terminal.out().println(simulator.baseUrl());
      terminal.out().flush();
      if (console != null) {
        terminal.note("The console: " + console.url(simulator));
      }
      SimulatedApp app = simulator.app();
      terminal.note("The simulator is ready; Ctrl-C stops it. In another terminal:");
      terminal.note("  export CHATCTL_BASE_URL=" + simulator.baseUrl());
      terminal.note("  export CHATCTL_SDKAPPID=" + app.appId());
      terminal.note("  export CHATCTL_IDENTIFIER=" + app.administrator());
      if (!own) {
        terminal.note("  export CHATCTL_SECRET_KEY=" + app.secretKey());
      }
      if (simulator.adminToken() != null && !ownToken) {
        terminal.note(
            "Calls of /__admin/chat need: Authorization: Bearer " + simulator.adminToken());
      }
      if (!simulator.answeredBySamples().isEmpty()) {
        terminal.warn(
            "samples answer "
                + String.join(", ", simulator.answeredBySamples())
                + ": nothing is remembered, and the header "
                + AnsweredBy.HEADER
                + " says so");
      }
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }

  /**
   * Returns whether the token of the admin interface is the caller's own, so that it is not told.
   */
  private static boolean reach(Call call, Simulator.Builder builder) {
    Terminal terminal = call.terminal();
    String host = call.text(HOST);
    if (host != null) {
      builder.bindAddress(host);
    }
    if (call.flag(ALLOW_REMOTE)) {
      builder.allowRemote();
    }
    call.texts(HOST_NAME).forEach(builder::hostName);
    String file = call.text(TOKEN_FILE);
    String token = file == null ? terminal.environment(TOKEN_VARIABLE) : token(terminal.path(file));
    if (token != null) {
      try {
        builder.adminToken(token);
      } catch (SimulatorException e) {
        throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
      }
    }
    return token != null;
  }

  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw CommandFailure.usage(TOKEN_FILE + " " + file + " cannot be read as text", e);
    }
  }

  static Simulator start(Simulator.Builder builder) {
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
