package dev.chatcontract.cli.bulk.files;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One line of a journal: the letter of a state, the key of an input line, and in some cases an
 * answer.
 */
final class JournalRecord {
  /** The letter and the space before the key. */
  private static final int PREFIX = 2;

  private final byte[] bytes;
  private final long end;

  JournalRecord(byte[] bytes, long end) {
    this.bytes = bytes;
    this.end = end;
  }

  /** Returns where the next record begins. */
  long end() {
    return end;
  }

  /** Returns the state, or null if this is not a record. */
  Journal.@Nullable State state() {
    if (bytes.length < PREFIX + LineKey.LETTERS || bytes[1] != ' ' || !hex()) {
      return null;
    }
    int length = PREFIX + LineKey.LETTERS;
    Journal.State state = Journal.State.of(bytes[0]);
    boolean fits =
        state == Journal.State.ANSWERED
            ? bytes.length > length && bytes[length] == ' '
            : bytes.length == length;
    return fits ? state : null;
  }

  private boolean hex() {
    for (int i = PREFIX; i < PREFIX + LineKey.LETTERS; i++) {
      if (Character.digit(bytes[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  LineKey key() {
    return new LineKey(number(PREFIX), number(PREFIX + LineKey.LETTERS / 2));
  }

  private long number(int from) {
    long value = 0;
    for (int i = from; i < from + LineKey.LETTERS / 2; i++) {
      value = value << 4 | Character.digit(bytes[i], 16);
    }
    return value;
  }

  String rest() {
    int from = PREFIX + LineKey.LETTERS + 1;
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }
}
