package dev.chatcontract.contract.page;

import org.jspecify.annotations.Nullable;

/**
 * One line of a comparison.
 *
 * @param name what it is about within the subject; may be empty
 * @param before what an earlier version of the page states; null without one
 * @param page what the page states, or null
 * @param contract what the contract states, or null
 * @param erratum the row that explains the difference, or that is no longer needed
 */
public record Row(
    String operation,
    Topic subject,
    String name,
    Kind kind,
    @Nullable Fact before,
    @Nullable Fact page,
    @Nullable Fact contract,
    @Nullable String erratum) {

  /** How page and contract relate. */
  public enum Kind {
    ONLY_IN_PAGE("only-in-page"),
    ONLY_IN_CONTRACT("only-in-contract"),
    DIFFERENT("different"),
    EXPLAINED("explained"),
    /** Of a change between two versions of a page: the contract has it. */
    SAME("same");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The spelling in reports. */
    public String label() {
      return label;
    }
  }
}
