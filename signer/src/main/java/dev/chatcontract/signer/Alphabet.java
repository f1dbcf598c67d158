package dev.chatcontract.signer;

/** The three characters in which a UserSig's base64 differs from standard base64. */
final class Alphabet {
  private static final byte REFUSED = 0;
  private static final byte[] TO_STANDARD = new byte[128];

  static {
    for (char c = 0; c < TO_STANDARD.length; c++) {
      boolean shared = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      TO_STANDARD[c] = shared ? (byte) c : REFUSED;
    }
    TO_STANDARD['*'] = '+';
    TO_STANDARD['-'] = '/';
    TO_STANDARD['_'] = '=';
  }

  private Alphabet() {}

  /** Converts standard base64 to a UserSig's, in place. */
  static void toUserSig(byte[] base64) {
    for (int i = 0; i < base64.length; i++) {
      switch (base64[i]) {
        case '+' -> base64[i] = '*';
        case '/' -> base64[i] = '-';
        case '=' -> base64[i] = '_';
        default -> {}
      }
    }
  }

  /** Converts a UserSig to standard base64; fails at the first character that it cannot have. */
  static byte[] toStandard(String userSig) throws MalformedUserSig {
    byte[] base64 = new byte[userSig.length()];
    for (int i = 0; i < base64.length; i++) {
      char c = userSig.charAt(i);
      byte standard = c < TO_STANDARD.length ? TO_STANDARD[c] : REFUSED;
      if (standard == REFUSED) {
        throw new MalformedUserSig(
            Malformed.Fault.ALPHABET, "character " + i + " is none of A-Z a-z 0-9 * - _");
      }
      base64[i] = standard;
    }
    return base64;
  }
}
