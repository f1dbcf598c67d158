package dev.chatcontract.cli.doctor;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What one check saw.
 *
 * @param check its name, as the documentation has it
 * @param advice what to do; empty if nothing is to be done
 */
public record Finding(String check, Verdict verdict, String seen, String advice) {
  /** How it went. */
  public enum Verdict {
    OK,
    /** Calls may work all the same. */
    LOOK,
    /** Calls cannot work. */
    WRONG,
    /** Something that was wrong before left nothing to look at, or nothing was given. */
    SKIPPED;

    /** In lower case, as it is printed. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String check, String seen) {
    return new Finding(check, Verdict.OK, seen, "");
  }

  /** With the time that it took. */
  static Finding ok(String check, String seen, long begunNanos) {
    return ok(
        check, seen + ", " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos) + " ms");
  }

  static Finding look(String check, String seen, String advice) {
    return new Finding(check, Verdict.LOOK, seen, advice);
  }

  static Finding wrong(String check, String seen, String advice) {
    return new Finding(check, Verdict.WRONG, seen, advice);
  }

  static Finding skipped(String check, String why) {
    return new Finding(check, Verdict.SKIPPED, why, "");
  }
}
