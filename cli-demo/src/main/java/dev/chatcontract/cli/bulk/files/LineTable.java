package dev.chatcontract.cli.bulk.files;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * The states of many lines, in arrays of primitives: a million lines take about 60 MB, a map of
 * objects would take several hundred.
 */
final class LineTable {
  private static final int FIRST_SIZE = 1 << 10;

  /** If a larger share of the slots is used, searches become long. */
  private static final double FULL = 0.75;

  private long[] high = new long[FIRST_SIZE];
  private long[] low = new long[FIRST_SIZE];
  private long[] places = new long[FIRST_SIZE];
  private int[] counts = new int[FIRST_SIZE];
  private byte[] marks = new byte[FIRST_SIZE];
  private boolean[] used = new boolean[FIRST_SIZE];
  private int size;

  int size() {
    return size;
  }

  /** Returns the slot of a line, valid until the next {@link #add}, or -1. */
  int find(LineKey key) {
    int slot = search(key);
    return used[slot] ? slot : -1;
  }

  /** Like {@link #find}, but adds a line that is missing. */
  int add(LineKey key) {
    int slot = search(key);
    if (used[slot]) {
      return slot;
    }
    if (size + 1 > used.length * FULL) {
      grow();
      slot = search(key);
    }
    used[slot] = true;
    high[slot] = key.high();
    low[slot] = key.low();
    size++;
    return slot;
  }

  byte mark(int slot) {
    return marks[slot];
  }

  void mark(int slot, byte mark) {
    marks[slot] = mark;
  }

  long place(int slot) {
    return places[slot];
  }

  void place(int slot, long place) {
    places[slot] = place;
  }

  int count(int slot) {
    return counts[slot];
  }

  /** Changes the count of a line and returns the new one. */
  int count(int slot, int change) {
    counts[slot] += change;
    return counts[slot];
  }

  void forgetCounts() {
    Arrays.fill(counts, 0);
  }

  /** Returns whether every unmarked line satisfies the predicate. */
  boolean unmarked(Predicate<LineKey> known) {
    for (int i = 0; i < used.length; i++) {
      if (used[i] && marks[i] == 0 && !known.test(new LineKey(high[i], low[i]))) {
        return false;
      }
    }
    return true;
  }

  /** Finds a key's slot. Keys are digests, so their bits serve as a hash. */
  private int search(LineKey key) {
    int mask = used.length - 1;
    int slot = (int) key.low() & mask;
    while (used[slot] && (low[slot] != key.low() || high[slot] != key.high())) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    long[] oldPlaces = places;
    int[] oldCounts = counts;
    byte[] oldMarks = marks;
    boolean[] oldUsed = used;
    int length = oldUsed.length * 2;
    high = new long[length];
    low = new long[length];
    places = new long[length];
    counts = new int[length];
    marks = new byte[length];
    used = new boolean[length];
    for (int i = 0; i < oldUsed.length; i++) {
      if (oldUsed[i]) {
        int slot = search(new LineKey(oldHigh[i], oldLow[i]));
        used[slot] = true;
        high[slot] = oldHigh[i];
        low[slot] = oldLow[i];
        places[slot] = oldPlaces[i];
        counts[slot] = oldCounts[i];
        marks[slot] = oldMarks[i];
      }
    }
  }
}
