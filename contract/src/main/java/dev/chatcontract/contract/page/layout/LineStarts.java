package dev.chatcontract.contract.page.layout;

import java.util.Arrays;

/** Maps an offset in a text to its line; both count from one. */
final class LineStarts {
  private final int[] starts;

  LineStarts(String text) {
    starts = new int[1 + (int) text.chars().filter(c -> c == '\n').count()];
    int line = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts[line++] = i + 1;
    }
  }

  int line(int number) {
    int found = Arrays.binarySearch(starts, number - 1);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
