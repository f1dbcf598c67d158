package dev.chatcontract.cli.output;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The known words that a misspelt one most likely means. */
public final class Suggestions {
  private Suggestions() {}

  /**
   * Returns at most three known words: those that begin with the word, then the most similar ones.
   * Empty if none is similar enough.
   */
  static List<String> nearest(String word, Collection<String> known) {
    record Scored(String word, int distance, boolean prefix) {}
    String asked = word.toLowerCase(Locale.ROOT);
    List<Scored> close = new ArrayList<>();
    for (String candidate : known) {
      String lower = candidate.toLowerCase(Locale.ROOT);
      int distance = distance(asked, lower);
      // The first words of a long name are easily omitted.
      for (int dash = lower.indexOf('-', 2); dash > 0; dash = lower.indexOf('-', dash + 1)) {
        distance = Math.min(distance, 1 + distance(asked, lower.substring(dash + 1)));
      }
      // A third of the letters may differ; the beginning of a word counts as similar.
      int allowed = Math.max(1, Math.max(asked.length(), lower.length()) / 3);
      boolean prefix = asked.replace("-", "").length() >= 3 && lower.startsWith(asked);
      if (distance <= allowed || prefix) {
        close.add(new Scored(candidate, distance, prefix));
      }
    }
    // If one name differs by a single letter, names that differ by many are not what was meant.
    int nearest = close.stream().mapToInt(Scored::distance).min().orElse(0);
    return close.stream()
        .filter(scored -> scored.prefix() || scored.distance() <= nearest + 2)
        .sorted(
            Comparator.comparing(Scored::prefix, Comparator.reverseOrder())
                .thenComparing(Scored::distance)
                .thenComparing(Scored::word))
        .limit(3)
        .map(Scored::word)
        .toList();
  }

  /** Returns {@code " - did you mean x?"}, or nothing. */
  public static String hint(String word, Collection<String> known) {
    List<String> near = nearest(word, known);
    return near.isEmpty() ? "" : " - did you mean " + String.join(" or ", near) + "?";
  }

  /** Returns the hint, and all known words. */
  public static String choice(String word, Collection<String> known) {
    return hint(word, known) + " (known: " + String.join(", ", known) + ")";
  }

  /**
   * Returns the number of edits between two words: insertions, deletions, replacements, and swaps
   * of two neighbours.
   */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        d[i][j] =
            Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
