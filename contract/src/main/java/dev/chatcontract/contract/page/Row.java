package dev.chatcontract.contract.page;

import org.jspecify.annotations.Nullable;

/**
 * A row of a comparison.
 *
 * @param name the name within the subject; may be empty
 * @param before the value in an earlier version of the page; null without one
 * @param page the value on the page, or null
 * @param contract the value in the contract, or null
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

  /** The relation between page and contract. */
  public enum Kind {
    ONLY_IN_PAGE("only-in-page"),
    ONLY_IN_CONTRACT("only-in-contract"),
    DIFFERENT("different"),
    EXPLAINED("explained"),
    /** The contract already has the change between two versions of a page. */
    SAME("same");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Returns the spelling in reports. */
    public String label() {
      return label;
    }
  }
}
