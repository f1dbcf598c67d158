package dev.chatcontract.contract.diff;

import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import java.util.List;

/**
 * Compares two versions of a contract. Every difference results in at least one change; a
 * difference without a rule is reported as breaking if it could be.
 */
public final class ContractDiff {
  private ContractDiff() {}

  /** Compares two documents; returns the worst changes first. */
  public static List<Change> compare(ContractDocument before, ContractDocument after) {
    Comparison comparison = new Comparison(before.root(), after.root());
    order(comparison);
    RootRules.MEMBERS.compare("", before.root(), after.root(), Direction.BOTH, comparison);
    return comparison.changes();
  }

  private static void order(Comparison comparison) {
    Tree.members(comparison.before().find("/components/schemas"))
        .forEach(
            (name, was) -> {
              String pointer = "/components/schemas/" + Place.escape(name);
              Node is = comparison.after().find(pointer);
              if (is != null) {
                MemberRules.order(name, pointer, was, is, comparison);
              }
            });
  }
}
