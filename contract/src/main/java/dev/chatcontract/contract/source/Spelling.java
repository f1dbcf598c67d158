package dev.chatcontract.contract.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant. */
public final class Spelling {
  private Spelling() {}

  /**
   * Returns whether two names differ only by a typing error: in case, or in a number of edits up to
   * a quarter of the shorter length; two edits are always allowed.
   */
  public static boolean close(String one, String other) {
    int allowed = Math.max(2, Math.min(one.length(), other.length()) / 4);
    return distance(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT)) <= allowed;
  }

  /** Returns the most similar candidate if it is close, otherwise null. */
  public static @Nullable String nearest(String name, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> close(name, candidate))
        .min(
            Comparator.comparingInt((String candidate) -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .orElse(null);
  }

  /** Returns advice for a name that is not among the candidates. */
  public static String advice(String name, Collection<String> candidates) {
    if (candidates.isEmpty()) {
      return "there is none yet: add " + name;
    }
    String near = nearest(name, candidates);
    return near != null
        ? "did you mean " + near + "?"
        : "use one of " + String.join(", ", candidates.stream().sorted().toList());
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int above = row[j];
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
