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
 * What of the contract the passed cases of a run have touched.
 *
 * @param axes one for codes, fields, values, regions, samples and so on
 * @param whole whether every case was run; a selection is not expected to cover everything
 */
public record Coverage(List<Axis> axes, boolean whole) {

  /**
   * One axis.
   *
   * @param goals everything the contract has on it
   * @param missed what no passed case touched
   */
  public record Axis(String name, List<Goal> goals, List<Goal> missed) {
    /** Goals that were met. */
    public int met() {
      return goals.size() - missed.size();
    }
  }

  /** Copies the list. */
  public Coverage {
    axes = List.copyOf(axes);
  }

  /** What these results cover of what there is to cover. */
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

  /** The axis of that name; an empty one if there is none. */
  public Axis axis(String name) {
    return axes.stream()
        .filter(axis -> axis.name().equals(name))
        .findFirst()
        .orElse(new Axis(name, List.of(), List.of()));
  }
}
