package dev.chatcontract.conformance.simulator.check;

import java.util.List;

/**
 * The one app that a simulator serves.
 *
 * @param appId the SDKAppID that requests and signatures must carry
 * @param administrators identifiers that may call; the first is the one to use by default
 * @param secretKey the key that signatures are checked with, as text
 */
public record SimulatedApp(long appId, List<String> administrators, String secretKey) {
  /** Opens nothing but a simulator: it is in the public source. */
  private static final String SIMULATOR_ONLY_KEY =
      "simulator-only-key-0123456789abcdef0123456789abcdef0123456789abcd";

  /** The app of a simulator that was not told another. */
  public static final SimulatedApp DEFAULT =
      new SimulatedApp(1400000001L, List.of("administrator"), SIMULATOR_ONLY_KEY);

  /** RequestChecks that somebody can call the app. */
  public SimulatedApp {
    administrators = List.copyOf(administrators);
    if (administrators.isEmpty()) {
      throw new IllegalArgumentException("an app needs at least one administrator");
    }
    if (secretKey.isBlank()) {
      throw new IllegalArgumentException("an app needs a secret key");
    }
  }

  /** The administrator to call as when nobody says otherwise. */
  public String administrator() {
    return administrators.get(0);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "SimulatedApp[appId=" + appId + ", administrators=" + administrators + "]";
  }
}
