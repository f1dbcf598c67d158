package dev.chatcontract.contract.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the problems found while reading, without duplicates, so that one run shows all of them.
 */
public final class Problems {
  private final Set<Problem> found = new LinkedHashSet<>();

  public void add(String rule, Place at, String what, String fix) {
    found.add(new Problem(rule, at, what, fix));
  }

  public List<Problem> list() {
    return new ArrayList<>(found);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }
}
