package dev.chatcontract.contract.diff;

import java.util.Set;

/**
 * The meaning of a kind of difference, and whom it affects.
 *
 * @param rule the rule's stable, short name
 * @param consequence the end of the sentence about the difference; may be empty
 */
record Assessment(Verdict verdict, String rule, Set<Audience> affects, String consequence) {

  static Assessment breaking(String rule, Set<Audience> affects, String consequence) {
    return new Assessment(Verdict.BREAKING, rule, affects, consequence);
  }

  static Assessment breaking(String rule, Set<Audience> affects) {
    return breaking(rule, affects, "");
  }

  static Assessment compatible(String rule, Set<Audience> affects, String consequence) {
    return new Assessment(Verdict.COMPATIBLE, rule, affects, consequence);
  }

  static Assessment compatible(String rule, Set<Audience> affects) {
    return compatible(rule, affects, "");
  }

  static Assessment info(String rule) {
    return info(rule, "");
  }

  static Assessment info(String rule, String consequence) {
    return new Assessment(Verdict.INFO, rule, Set.of(), consequence);
  }

  /** Assesses a limit: a stricter one breaks senders, a looser one breaks receivers. */
  static Assessment limit(String rule, boolean stricter, Direction direction) {
    if (stricter) {
      return direction.sent()
          ? breaking(rule, Audience.ALL, "requests that were right are refused")
          : compatible(rule, Audience.ALL, "answers keep within the old limit");
    }
    return direction.received()
        ? breaking(rule, Audience.ALL, "answers may go beyond what readers expect")
        : compatible(rule, Audience.ALL, "requests may do more");
  }

  /** Returns the whole sentence about a difference. */
  String reason(String difference) {
    return consequence.isEmpty() ? difference : difference + "; " + consequence;
  }
}
