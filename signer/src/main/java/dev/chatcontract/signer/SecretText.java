package dev.chatcontract.signer;

import java.util.Arrays;

/**
 * The text that contains a secret key, wherever it comes from: editors and shells put a byte order
 * mark before the key and white space around it.
 */
final class SecretText {
  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private SecretText() {}

  /**
   * Returns the key in the first {@code length} bytes, in a new array.
   *
   * @param place name of the text in messages
   */
  static byte[] key(byte[] text, int length, String place) {
    if (length >= 2 && (isUtf16(text[0], text[1]) || isUtf16(text[1], text[0]))) {
      throw new SecretUnavailableException(place + " is UTF-16; save it as UTF-8");
    }
    int start =
        length >= UTF_8_MARK.length
                && Arrays.equals(text, 0, UTF_8_MARK.length, UTF_8_MARK, 0, UTF_8_MARK.length)
            ? UTF_8_MARK.length
            : 0;
    int end = length;
    while (start < end && isSpace(text[start])) {
      start++;
    }
    while (end > start && isSpace(text[end - 1])) {
      end--;
    }
    if (start == end) {
      throw new SecretUnavailableException(place + " is empty");
    }
    return Arrays.copyOfRange(text, start, end);
  }

  private static boolean isUtf16(byte first, byte second) {
    return first == (byte) 0xFE && second == (byte) 0xFF;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }
}
