package dev.chatcontract.conformance.simulator.door;

import dev.chatcontract.conformance.simulator.input.SimulatorException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The token of the admin interface. */
public final class AdminToken {
  private static final int RANDOM_BYTES = 16;

  /** Tokens that a header can contain and that nobody can guess. */
  private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._~+/=-]{16,256}");

  private AdminToken() {}

  public static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  public static void check(String token) {
    if (!USABLE.matcher(token).matches()) {
      throw new SimulatorException("an admin token has 16 to 256 letters, digits or . _ ~ + / = -");
    }
  }
}
