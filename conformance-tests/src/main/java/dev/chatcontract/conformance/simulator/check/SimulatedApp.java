package dev.chatcontract.conformance.simulator.check;

import java.util.List;

/**
 * The one app that a simulator serves.
 *
 * @param appId the SDKAppID that requests and signatures must contain
 * @param administrators identifiers that may call; the first is the default
 * @param secretKey the key for checking signatures, as text
 */
public record SimulatedApp(long appId, List<String> administrators, String secretKey) {
  /** Only valid for a simulator: it is in the public source. */
  private static final String SIMULATOR_ONLY_KEY =
      "simulator-only-key-0123456789abcdef0123456789abcdef0123456789abcd";

  /** The default app of a simulator. */
  public static final SimulatedApp DEFAULT =
      new SimulatedApp(1400000001L, List.of("administrator"), SIMULATOR_ONLY_KEY);

  /** Checks that someone can call the app. */
  public SimulatedApp {
    administrators = List.copyOf(administrators);
    if (administrators.isEmpty()) {
      throw new IllegalArgumentException("an app needs at least one administrator");
    }
    if (secretKey.isBlank()) {
      throw new IllegalArgumentException("an app needs a secret key");
    }
  }

  /** Returns the administrator to call as by default. */
  public String administrator() {
    return administrators.get(0);
  }

  /** Returns a description without the key. */
  @Override
  public String toString() {
    return "SimulatedApp[appId=" + appId + ", administrators=" + administrators + "]";
  }
}
