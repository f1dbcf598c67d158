package dev.chatcontract.contract.page;

import org.jspecify.annotations.Nullable;

/**
 * One thing a page or a contract states.
 *
 * @param name what it is about within the subject: a member's path, a code, a host
 * @param expected of a contract's fact: whether the operation's own page should state it
 * @param erratum of a contract's fact: the row that speaks of it
 */
public record Fact(
    Topic subject,
    String name,
    String value,
    String file,
    int line,
    boolean expected,
    @Nullable String erratum) {

  /** What two sources are compared by. */
  public record Key(Topic subject, String name) {}

  public Key key() {
    return new Key(subject, name);
  }
}
