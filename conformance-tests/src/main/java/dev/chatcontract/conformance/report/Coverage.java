package dev.chatcontract.conformance.report;

import dev.chatcontract.conformance.corpus.CoverageGoals;
import dev.chatcontract.conformance.corpus.Goal;
import dev.chatcontract.conformance.corpus.model.Tag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which parts of the contract the passed cases of a run covered.
 *
 * @param axes codes, fields, values, regions, samples and so on, each as one axis
 * @param whole whether every case was run; a selection need not cover everything
 */
public record Coverage(List<Axis> axes, boolean whole) {

  /**
   * One axis.
   *
   * @param goals everything that the contract has on this axis
   * @param missed goals that no passed case covered
   */
  public record Axis(String name, List<Goal> goals, List<Goal> missed) {
    /** Returns how many goals were met. */
    public int met() {
      return goals.size() - missed.size();
    }
  }

  /** Copies the list. */
  public Coverage {
    axes = List.copyOf(axes);
  }

  /** Returns which goals these results cover. */
  public static Coverage of(CoverageGoals goals, List<CaseResult> results, boolean whole) {
    Set<Tag> touched = new LinkedHashSet<>();
    for (CaseResult result : results) {
      if (result.status() == CaseResult.Status.PASSED) {
        touched.addAll(result.testCase().covers());
      }
    }
    List<Axis> axes = new ArrayList<>();
    for (Map.Entry<String, List<Goal>> axis : goals.byAxis().entrySet()) {
      List<Goal> wanted = axis.getValue();
      axes.add(
          new Axis(
              axis.getKey(),
              wanted,
              wanted.stream().filter(goal -> !touched.contains(goal.tag())).toList()));
    }
    return new Coverage(axes, whole);
  }

  /** Returns the axis with that name; an empty one if there is none. */
  public Axis axis(String name) {
    return axes.stream()
        .filter(axis -> axis.name().equals(name))
        .findFirst()
        .orElse(new Axis(name, List.of(), List.of()));
  }
}
