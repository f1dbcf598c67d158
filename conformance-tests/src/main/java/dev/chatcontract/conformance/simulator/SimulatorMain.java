package dev.chatcontract.conformance.simulator;

import dev.chatcontract.conformance.arguments.GivenOptions;
import dev.chatcontract.conformance.arguments.UsageException;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.source.ContractException;
import dev.chatcontract.runtime.text.InertText;
import dev.chatcontract.signer.SecretSource;
import dev.chatcontract.signer.SecretUnavailableException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a simulator until the process is ended. The first line on standard output is its base URL,
 * printed as soon as it answers requests.
 *
 * <p>Exit codes: 0 ended or help shown, 2 wrong option, 5 could not start.
 */
public final class SimulatorMain {
  /**
   * Name of the environment variable that may hold a key other than the public one of {@link
   * SimulatedApp#DEFAULT}.
   */
  static final String KEY_VARIABLE = "CHAT_SECRET_KEY";

  static final String USAGE =
      "usage: simulator [OPTIONS]\n"
          + SimulatorOption.help()
          + """

          Without --secret-key-file the key is read from CHAT_SECRET_KEY; without that it is a public test key.
          Faults are set at run time: POST JSON to /__admin/chat/faults.
          The header Chat-Simulator-Answer says what an answer is based on: world, or sample for an operation that is
          not simulated, of which nothing is remembered. Web pages of other sites are not answered.
          """;

  private static final int WRONG_OPTION = 2;
  private static final int NOT_STARTED = 5;
  private static final long MAX_APP_ID = 0xFFFF_FFFFL;

  private SimulatorMain() {}

  /** Runs until the process is ended. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(args), System.getenv(), out, err, new CountDownLatch(1)));
  }

  /**
   * Runs a simulator until the latch opens or the thread is interrupted.
   *
   * @return the exit code
   */
  public static int run(
      List<String> args,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err,
      CountDownLatch ended) {
    if (args.contains("--help")) {
      out.print(USAGE);
      return 0;
    }
    try {
      GivenOptions<SimulatorOption> given = GivenOptions.read(SimulatorOption.class, args);
      String token = environment.get(SimulatorSetup.TOKEN_VARIABLE);
      SimulatorSetup setup = new SimulatorSetup(given, Path.of(""), token);
      Simulator.Builder builder = setup.builder().app(app(given, environment));
      String spec = given.last(SimulatorOption.SPEC);
      if (spec != null) {
        builder.contract(ContractReader.load(Path.of(spec)));
      }
      try (Simulator simulator = setup.start(builder)) {
        announce(simulator, setup, out);
        ended.await();
      }
      return 0;
    } catch (UsageException e) {
      err.println("simulator: " + InertText.lines(String.valueOf(e.getMessage())));
      err.print(USAGE);
      return WRONG_OPTION;
    } catch (SimulatorException | ContractException e) {
      err.println("simulator: " + InertText.lines(String.valueOf(e.getMessage())));
      return NOT_STARTED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static SimulatedApp app(
      GivenOptions<SimulatorOption> given, Map<String, String> environment) {
    SimulatedApp usual = SimulatedApp.DEFAULT;
    List<String> identifiers = given.all(SimulatorOption.IDENTIFIER);
    String file = given.last(SimulatorOption.SECRET_KEY_FILE);
    try {
      return new SimulatedApp(
          given.number(SimulatorOption.SDKAPPID, usual.appId(), 1, MAX_APP_ID),
          identifiers.isEmpty() ? usual.administrators() : identifiers,
          file == null
              ? environment.getOrDefault(KEY_VARIABLE, usual.secretKey())
              : new String(SecretSource.file(Path.of(file)).read(), StandardCharsets.UTF_8));
    } catch (SecretUnavailableException | IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void announce(Simulator simulator, SimulatorSetup setup, PrintStream out) {
    SimulatedApp app = simulator.app();
    out.println(simulator.baseUrl());
    out.println("app " + app.appId() + ", administrator " + app.administrator());
    if (simulator.adminToken() != null && !setup.hasToken()) {
      out.println("admin token " + simulator.adminToken());
    }
    if (!simulator.answeredBySamples().isEmpty()) {
      out.println("samples answer " + String.join(", ", simulator.answeredBySamples()));
    }
    out.flush();
  }
}
