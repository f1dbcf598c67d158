package dev.chatcontract.contract.observe;

import dev.chatcontract.contract.page.Fact;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that was seen and is not in the contract, or is in the contract and was never seen.
 *
 * @param operation its name; empty of a path that the contract does not have
 * @param name what it is about within the subject
 * @param count how often
 * @param example one value, without secrets; empty if there is none to show
 * @param file the capture it was first seen in; empty if never
 * @param number the exchange in that file
 * @param contract what the contract says, or null
 */
public record Surprise(
    String operation,
    Subject subject,
    String name,
    Kind kind,
    int count,
    String example,
    String file,
    int number,
    @Nullable Fact contract) {

  /** What was seen or missed. */
  public enum Subject {
    OPERATION,
    STATUS,
    REQUEST_MEMBER,
    RESPONSE_MEMBER,
    TYPE,
    REQUIRED,
    LIMIT,
    KNOWN_VALUE,
    CODE;

    /** The spelling in reports. */
    public String label() {
      return spelt(this);
    }
  }

  /** How it differs from the contract. */
  public enum Kind {
    UNKNOWN,
    DIFFERENT,
    ABOVE_LIMIT,
    MISSING,
    NEVER_SEEN;

    /** The spelling in reports. */
    public String label() {
      return spelt(this);
    }
  }

  private static String spelt(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Surprise again() {
    return new Surprise(operation, subject, name, kind, count + 1, example, file, number, contract);
  }
}
