package dev.chatcontract.conformance.runner;

import java.util.List;
import java.util.regex.Pattern;

/** Filters over case ids: {@code *} stands for anything, {@code /} included. */
final class Globs {
  private Globs() {}

  static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      regex.append(
          switch (glob.charAt(i)) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(glob.substring(i, i + 1));
          });
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** Whether an id fits any of the globs; no globs fit everything. */
  static boolean matches(List<String> globs, String id) {
    return globs.isEmpty() || globs.stream().anyMatch(glob -> pattern(glob).matcher(id).matches());
  }
}
