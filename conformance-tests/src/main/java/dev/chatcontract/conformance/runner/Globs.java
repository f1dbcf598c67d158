package dev.chatcontract.conformance.runner;

import java.util.List;

/**
 * Filters for case ids: {@code *} stands for any characters, including {@code /}, and {@code ?} for
 * one character. The time for a match is bounded by the length of the filter times that of the id.
 */
final class Globs {
  private Globs() {}

  /** Returns whether an id matches any of the globs; without globs, every id matches. */
  static boolean matches(List<String> globs, String id) {
    return globs.isEmpty() || globs.stream().anyMatch(glob -> matches(glob, id));
  }

  /**
   * Returns whether the whole id matches. Only the match of the last asterisk is ever extended:
   * extending an earlier one could not find anything more.
   */
  static boolean matches(String glob, String id) {
    int at = 0;
    int asterisk = -1;
    int resume = 0;
    for (int i = 0; i < id.length(); ) {
      if (at < glob.length() && glob.charAt(at) == '*') {
        asterisk = at++;
        resume = i;
      } else if (at < glob.length()
          && (glob.charAt(at) == '?' || glob.charAt(at) == id.charAt(i))) {
        at++;
        i++;
      } else if (asterisk >= 0) {
        at = asterisk + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (at < glob.length() && glob.charAt(at) == '*') {
      at++;
    }
    return at == glob.length();
  }
}
