package dev.chatcontract.runtime.text;

/**
 * Hides text that looks like a UserSig or a secret key, whether plain, percent-encoded, escaped for
 * JSON or HTML, or broken into lines.
 */
final class SecretShapes {
  /** The second letter of a UserSig: its first two are the base64 of zlib's header. */
  private static final String ZLIB = "AFJN";

  private static final int LEAST_SIGNATURE = 24;

  /** The same for a signature without its beginning; no identifier is that long. */
  private static final int LEAST_REST = 64;

  /** The shortest piece of a signature that was broken into lines. */
  private static final int LEAST_PIECE = 8;

  /** Line break, indentation, quotes. */
  private static final int LONGEST_BREAK = 16;

  /** Backslashes of a JSON string in a JSON string in a JSON string. */
  private static final int MOST_ESCAPES = 8;

  private static final int LONGEST_ENTITY = 8;

  /** A secret key is 64 hexadecimal digits. */
  private static final int KEY = 64;

  /** In base64, one character in 64 is a slash; in a path, many more are. */
  private static final int LEAST_BETWEEN_SLASHES = 24;

  private final String text;
  private final StringBuilder out = new StringBuilder();

  // The run that was read last.
  private int end;
  private int units;
  private int sinceStart;
  private int slashes;
  private boolean upper;
  private boolean lower;
  private boolean other;
  private boolean hex;

  private SecretShapes(String text) {
    this.text = text;
  }

  static String hidden(String text) {
    return text.length() < LEAST_SIGNATURE ? text : new SecretShapes(text).hidden();
  }

  private String hidden() {
    int from = 0;
    int i = 0;
    while (i < text.length()) {
      if (length(i) == 0) {
        i++;
        continue;
      }
      int start = i;
      run(i);
      i = end;
      int chain = chain();
      if (chain > 0) {
        out.append(text, from, start).append(Redaction.MASK);
        from = chain;
        i = chain;
      }
    }
    return from == 0 ? text : out.append(text, from, text.length()).toString();
  }

  /** Returns where the secret that begins with the run just read ends; 0 if it is not a secret. */
  private int chain() {
    boolean begins = sinceStart >= LEAST_PIECE && upper && lower;
    int length = begins ? sinceStart : 0;
    boolean secret = isKey() || isSignature();
    int last = end;
    if (!secret && !begins) {
      return 0;
    }
    if (!begins && units < LEAST_REST) {
      return last;
    }
    for (int next = joined(last); next > 0; next = joined(last)) {
      run(next);
      if (!isPiece()) {
        break;
      }
      last = end;
      length += units;
    }
    return secret || length >= LEAST_SIGNATURE ? last : 0;
  }

  /** Returns whether the run just read may be the next piece of a signature rather than a word. */
  private boolean isPiece() {
    return upper && (units < LEAST_PIECE ? other : lower && (other || units >= LEAST_SIGNATURE));
  }

  private boolean isKey() {
    return units == KEY && hex && other;
  }

  private boolean isSignature() {
    return upper
        && lower
        && (sinceStart >= LEAST_SIGNATURE
            || (units >= LEAST_REST && other && units / (slashes + 1) >= LEAST_BETWEEN_SLASHES));
  }

  /** Reads the run of signature characters at this position. */
  private void run(int start) {
    units = 0;
    sinceStart = 0;
    slashes = 0;
    upper = false;
    lower = false;
    other = false;
    hex = true;
    char before = '=';
    char twoBefore = '=';
    int i = start;
    for (int length = length(i); length > 0; length = length(i)) {
      char c = decoded(i, length);
      if (c == '=' && isFollowedByMore(i + length)) {
        // Not padding but the end of a name.
        i += units == 0 ? length : 0;
        break;
      }
      units++;
      upper |= c >= 'A' && c <= 'Z';
      lower |= c >= 'a' && c <= 'z';
      other |= !Character.isLetter(c) && c != '/';
      hex &= Character.digit(c, 16) >= 0;
      slashes += c == '/' ? 1 : 0;
      if (sinceStart > 0) {
        sinceStart++;
      } else if (before == 'e' && ZLIB.indexOf(c) >= 0 && !Character.isLetterOrDigit(twoBefore)) {
        sinceStart = 2;
      }
      twoBefore = before;
      before = c;
      i += length;
    }
    end = i;
  }

  private boolean isFollowedByMore(int at) {
    int length = length(at);
    return length > 0 && decoded(at, length) != '=';
  }

  /** Returns where a run continues after a break; 0 if it does not. */
  private int joined(int at) {
    int i = at;
    while (i < text.length() && i - at <= LONGEST_BREAK) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (c == '+' && !isSignature(next)) {
        i++;
      } else if (length(i) > 0) {
        break;
      } else if (c == '\\' && "nrt".indexOf(next) >= 0) {
        i += 2;
      } else if (Character.isWhitespace(c) || "\"',|\\".indexOf(c) >= 0) {
        i++;
      } else {
        return 0;
      }
    }
    return i == at || i >= text.length() || length(i) == 0 ? 0 : i;
  }

  /**
   * Returns how many characters the signature character at this position takes; 0 if there is none.
   */
  private int length(int at) {
    if (at >= text.length()) {
      return 0;
    }
    char c = text.charAt(at);
    if (isSignature(c)) {
      return 1;
    }
    int length =
        switch (c) {
          case '%' -> percent(at);
          case '\\' -> escape(at);
          case '&' -> entity(at);
          default -> 0;
        };
    return length > 0 && isSignature(decoded(at, length)) ? length : 0;
  }

  private static boolean isSignature(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "*-_+/=".indexOf(c) >= 0;
  }

  private int percent(int at) {
    int i = at + 1;
    while (text.startsWith("25", i)) {
      i += 2;
    }
    return isHex(i, 2) ? i + 2 - at : 0;
  }

  private int escape(int at) {
    int i = at;
    while (i < text.length() && i - at < MOST_ESCAPES && text.charAt(i) == '\\') {
      i++;
    }
    if (text.startsWith("/", i)) {
      return i + 1 - at;
    }
    return text.startsWith("u", i) && isHex(i + 1, 4) ? i + 5 - at : 0;
  }

  private int entity(int at) {
    if (!text.startsWith("&#", at)) {
      return 0;
    }
    int semicolon = text.substring(at, Math.min(at + LONGEST_ENTITY, text.length())).indexOf(';');
    return semicolon > 2 ? semicolon + 1 : 0;
  }

  private boolean isHex(int at, int digits) {
    if (at + digits > text.length()) {
      return false;
    }
    for (int i = at; i < at + digits; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Decodes an encoded character; 0 if it is not one. */
  private char decoded(int at, int length) {
    if (length == 1) {
      return text.charAt(at);
    }
    String form = text.substring(at, at + length);
    try {
      return (char)
          switch (form.charAt(0)) {
            case '%' -> Integer.parseInt(form.substring(length - 2), 16);
            case '\\' ->
                form.endsWith("/") ? '/' : Integer.parseInt(form.substring(length - 4), 16);
            default -> {
              String digits = form.substring(2, length - 1);
              yield digits.startsWith("x") || digits.startsWith("X")
                  ? Integer.parseInt(digits.substring(1), 16)
                  : Integer.parseInt(digits);
            }
          };
    } catch (NumberFormatException noNumber) {
      return 0;
    }
  }
}
