package dev.chatcontract.cli.doctor;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The result of one check.
 *
 * @param check its name, as in the documentation
 * @param advice what to do; empty if there is nothing to do
 */
public record Finding(String check, Verdict verdict, String seen, String advice) {
  /** The outcome of a check. */
  public enum Verdict {
    OK,
    /** Calls may still work. */
    LOOK,
    /** Calls cannot work. */
    WRONG,
    /** There was nothing to check, because an earlier check failed or nothing was given. */
    SKIPPED;

    /** Returns the name in lower case, as printed. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Finding ok(String check, String seen) {
    return new Finding(check, Verdict.OK, seen, "");
  }

  /** Creates a finding that also shows the elapsed time. */
  static Finding ok(String check, String seen, long begunNanos) {
    return ok(
        check, seen + ", " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos) + " ms");
  }

  static Finding look(String check, String seen, String advice) {
    return new Finding(check, Verdict.LOOK, seen, advice);
  }

  public static Finding wrong(String check, String seen, String advice) {
    return new Finding(check, Verdict.WRONG, seen, advice);
  }

  public static Finding skipped(String check, String why) {
    return new Finding(check, Verdict.SKIPPED, why, "");
  }
}
