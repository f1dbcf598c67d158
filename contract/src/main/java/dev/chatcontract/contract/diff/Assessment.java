package dev.chatcontract.contract.diff;

import java.util.Set;

/**
 * What a kind of difference means, and for whom.
 *
 * @param rule the rule's stable, short name
 * @param consequence ends the sentence that says what is different; may be empty
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

  /** What is stricter than before hurts those who send, what is looser those who receive. */
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

  /** The whole sentence on a difference. */
  String reason(String difference) {
    return consequence.isEmpty() ? difference : difference + "; " + consequence;
  }
}
