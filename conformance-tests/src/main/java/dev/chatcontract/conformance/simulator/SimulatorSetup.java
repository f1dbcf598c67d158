package dev.chatcontract.conformance.simulator;

import dev.chatcontract.conformance.arguments.GivenOptions;
import dev.chatcontract.conformance.arguments.UsageException;
import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.conformance.simulator.world.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A simulator configured by command line options, except for contract and app, which the program
 * provides.
 */
public final class SimulatorSetup {
  /** Name of the environment variable that may hold the token of the admin interface. */
  public static final String TOKEN_VARIABLE = "CHATCTL_ADMIN_TOKEN";

  private static final int MAX_ENTRIES = 10_000_000;

  private final GivenOptions<SimulatorOption> given;
  private final Map<String, Integer> added = new LinkedHashMap<>();
  private final @Nullable String token;

  /**
   * Checks the values.
   *
   * @param directory the directory that file names are relative to
   * @param tokenVariable the value of {@link #TOKEN_VARIABLE}; null if it is not set
   */
  public SimulatorSetup(
      GivenOptions<SimulatorOption> given, Path directory, @Nullable String tokenVariable) {
    this.given = given;
    given.all(SimulatorOption.ADD).forEach(this::add);
    String file = given.last(SimulatorOption.ADMIN_TOKEN_FILE);
    this.token = file == null ? tokenVariable : token(directory.resolve(file));
  }

  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UsageException(
          SimulatorOption.ADMIN_TOKEN_FILE.word() + " " + file + " cannot be read as text", e);
    }
  }

  private void add(String text) {
    String option = SimulatorOption.ADD.word();
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new UsageException(option + " needs NAME=N, not " + Excerpt.of(text));
    }
    long count = GivenOptions.number(option, text.substring(equals + 1), 0, MAX_ENTRIES);
    added.merge(text.substring(0, equals), (int) count, Integer::sum);
  }

  /** Returns whether the token of the admin interface was given, so that it need not be printed. */
  public boolean hasToken() {
    return token != null;
  }

  /** Returns a builder with all settings except contract and app. */
  public Simulator.Builder builder() {
    Simulator.Builder builder =
        Simulator.builder()
            .port((int) given.number(SimulatorOption.PORT, 0, 0, 65_535))
            .rateLimits(given.has(SimulatorOption.RATE_LIMITS))
            .documentedAnswers(given.has(SimulatorOption.DOCUMENTED_ANSWERS));
    if (given.has(SimulatorOption.EMPTY)) {
      builder.emptyWorld();
    }
    String host = given.last(SimulatorOption.HOST);
    if (host != null) {
      builder.bindAddress(host);
    }
    if (given.has(SimulatorOption.ALLOW_REMOTE)) {
      builder.allowRemote();
    }
    given.all(SimulatorOption.HOST_NAME).forEach(builder::hostName);
    if (token != null) {
      builder.adminToken(token);
    }
    return builder;
  }

  /** Starts the simulator and adds the entries that the options request. */
  public Simulator start(Simulator.Builder builder) {
    Simulator simulator = builder.start();
    try {
      added.forEach(
          (name, count) -> {
            Entries entries = simulator.world().collection(name);
            entries.addMany(count, entries.usualType());
          });
      return simulator;
    } catch (IllegalArgumentException e) {
      simulator.close();
      throw new UsageException(SimulatorOption.ADD.word() + ": " + e.getMessage(), e);
    }
  }
}
