package dev.chatcontract.conformance.simulator;

import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.conformance.simulator.world.Entries;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.source.ContractException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a simulator until the process is ended. The first line on standard output is its base URL,
 * printed when it answers.
 *
 * <p>Exit codes: 0 ended or help, 2 wrong option, 5 could not start.
 */
public final class SimulatorMain {
  /**
   * Names the variable that may hold another key than the public one of {@link
   * SimulatedApp#DEFAULT}.
   */
  static final String KEY_VARIABLE = "CHAT_SECRET_KEY";

  static final String USAGE =
      """
      usage: simulator [--port N] [--app-id N] [--identifier NAME]... [--add NAME=N]...
                       [--rate-limits] [--empty] [--documented] [--contract FILE]

        --port N           listen on this port of 127.0.0.1; 0, the default, takes a free one
        --app-id N         SDKAppID to accept; default 1400000001
        --identifier NAME  an administrator to accept; default administrator
        --add NAME=N       add this many entries to a collection of the contract, for paging
        --rate-limits      enforce the contract's rate limits
        --empty            start without the groups and accounts of the documented samples
        --documented       answer documented requests with the documented answers
        --contract FILE    simulate this openapi.yaml instead of the contract that is built in

      The secret key is read from CHAT_SECRET_KEY; without it a public key is used that opens nothing else.
      Faults are set at run time: POST JSON to /__admin/chat/faults.
      The header Chat-Simulator-Answer says what an answer rests on: world, or sample for an operation that is
      not simulated, of which nothing is remembered. Web pages of other sites are not answered.
      """;

  private static final int WRONG_OPTION = 2;
  private static final int NOT_STARTED = 5;

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
    Settings settings;
    try {
      settings = Settings.read(args, environment);
    } catch (SimulatorException | IllegalArgumentException e) {
      err.println("simulator: " + e.getMessage());
      err.print(USAGE);
      return WRONG_OPTION;
    } catch (ContractException e) {
      err.println("simulator: " + e.getMessage());
      return NOT_STARTED;
    }
    try (Simulator simulator = settings.builder.start()) {
      settings.added.forEach(
          (name, count) -> {
            Entries entries = simulator.world().collection(name);
            entries.addMany(count, entries.usualType());
          });
      out.println(simulator.baseUrl());
      out.println(
          "app " + simulator.app().appId() + ", administrator " + simulator.app().administrator());
      if (!simulator.answeredBySamples().isEmpty()) {
        out.println("samples answer " + String.join(", ", simulator.answeredBySamples()));
      }
      out.flush();
      ended.await();
      return 0;
    } catch (IllegalArgumentException e) {
      err.println("simulator: --add: " + e.getMessage());
      return WRONG_OPTION;
    } catch (SimulatorException e) {
      err.println("simulator: " + e.getMessage());
      return NOT_STARTED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** The command line, read. */
  private static final class Settings {
    final Simulator.Builder builder = Simulator.builder();
    final Map<String, Integer> added = new LinkedHashMap<>();

    static Settings read(List<String> args, Map<String, String> environment) {
      Settings settings = new Settings();
      Deque<String> left = new ArrayDeque<>(args);
      long appId = SimulatedApp.DEFAULT.appId();
      List<String> identifiers = new ArrayList<>();
      while (!left.isEmpty()) {
        String option = left.removeFirst();
        switch (option) {
          case "--port" -> settings.builder.port((int) number(option, left, 0, 65_535));
          case "--app-id" -> appId = number(option, left, 1, Long.MAX_VALUE);
          case "--identifier" -> identifiers.add(value(option, left));
          case "--add" -> settings.add(option, value(option, left));
          case "--rate-limits" -> settings.builder.rateLimits(true);
          case "--empty" -> settings.builder.emptyWorld();
          case "--documented" -> settings.builder.documentedAnswers(true);
          case "--contract" ->
              settings.builder.contract(ContractReader.load(Path.of(value(option, left))));
          default -> throw new SimulatorException("unknown option " + option);
        }
      }
      settings.builder.app(
          new SimulatedApp(
              appId,
              identifiers.isEmpty() ? SimulatedApp.DEFAULT.administrators() : identifiers,
              environment.getOrDefault(KEY_VARIABLE, SimulatedApp.DEFAULT.secretKey())));
      return settings;
    }

    private static String value(String option, Deque<String> left) {
      if (left.isEmpty()) {
        throw new SimulatorException(option + " needs a value");
      }
      return left.removeFirst();
    }

    private void add(String option, String text) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new SimulatorException(option + " needs NAME=N, not " + Excerpt.of(text));
      }
      int count = (int) number(option, text.substring(equals + 1), 0, 10_000_000);
      added.merge(text.substring(0, equals), count, Integer::sum);
    }

    private static long number(String option, Deque<String> left, long least, long most) {
      return number(option, value(option, left), least, most);
    }

    private static long number(String option, String text, long least, long most) {
      try {
        long number = Long.parseLong(text);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        throw new SimulatorException(option + " needs a number, not " + text, e);
      }
      throw new SimulatorException(
          option + " needs a number from " + least + " to " + most + ", not " + text);
    }
  }
}
