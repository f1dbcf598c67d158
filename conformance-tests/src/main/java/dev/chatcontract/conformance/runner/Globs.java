package dev.chatcontract.conformance.runner;

import java.util.List;

/**
 * Filters over case ids: {@code *} stands for anything, {@code /} included, {@code ?} for one
 * character. No filter takes longer than its length times that of the id.
 */
final class Globs {
  private Globs() {}

  /** Whether an id fits any of the globs; no globs fit everything. */
  static boolean matches(List<String> globs, String id) {
    return globs.isEmpty() || globs.stream().anyMatch(glob -> matches(glob, id));
  }

  /**
   * Whether the whole id fits. Only the last asterisk met is ever given more of the text: an
   * earlier one could win nothing that the last cannot.
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
