package dev.chatcontract.cli.calls;

import java.util.Locale;

/** Converts wire names to names for the command line. */
public final class KebabCase {
  private KebabCase() {}

  /**
   * Converts {@code OwnerIdList}, {@code owner_id_list} and {@code Owner_IdList} to {@code
   * owner-id-list}.
   */
  public static String of(String wire) {
    StringBuilder out = new StringBuilder(wire.length() + 8);
    for (int i = 0; i < wire.length(); i++) {
      char c = wire.charAt(i);
      if (!Character.isLetterOrDigit(c)) {
        dash(out);
        continue;
      }
      boolean upper = Character.isUpperCase(c);
      boolean afterLower = i > 0 && !Character.isUpperCase(wire.charAt(i - 1));
      boolean beforeLower = i + 1 < wire.length() && Character.isLowerCase(wire.charAt(i + 1));
      if (upper && i > 0 && (afterLower || beforeLower)) {
        dash(out);
      }
      out.append(c);
    }
    while (out.length() > 0 && out.charAt(out.length() - 1) == '-') {
      out.setLength(out.length() - 1);
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }

  private static void dash(StringBuilder out) {
    if (out.length() > 0 && out.charAt(out.length() - 1) != '-') {
      out.append('-');
    }
  }
}
