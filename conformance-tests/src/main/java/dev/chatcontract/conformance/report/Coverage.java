package dev.chatcontract.conformance.report;

import dev.chatcontract.conformance.corpus.ConformanceCase;
import dev.chatcontract.conformance.corpus.CoverageGoals;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of the contract the passed cases of a run have touched.
 *
 * @param axes one for codes, fields, values, regions, samples and so on
 */
public record Coverage(List<Axis> axes) {

  /**
   * One axis.
   *
   * @param goals everything the contract has on it
   * @param missed what no passed case touched
   */
  public record Axis(String name, List<String> goals, List<String> missed) {
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
  public static Coverage of(CoverageGoals goals, List<CaseResult> results) {
    Set<String> touched = new LinkedHashSet<>();
    for (CaseResult result : results) {
      if (result.status() == CaseResult.Status.PASSED) {
        ConformanceCase c = result.testCase();
        touched.addAll(c.covers());
        for (String tag : c.covers()) {
          if (tag.startsWith("code:")) {
            touched.add("operation-code:" + c.operation() + ":" + tag.substring(5));
          }
          if (tag.startsWith("region:")) {
            touched.add("operation-region:" + c.operation() + ":" + tag.substring(7));
          }
        }
      }
    }
    List<Axis> axes = new ArrayList<>();
    for (Map.Entry<String, List<String>> axis : goals.byAxis().entrySet()) {
      List<String> wanted = axis.getValue();
      axes.add(
          new Axis(
              axis.getKey(),
              wanted,
              wanted.stream().filter(goal -> !touched.contains(goal)).toList()));
    }
    return new Coverage(axes);
  }

  /** The axis of that name; an empty one if there is none. */
  public Axis axis(String name) {
    return axes.stream()
        .filter(axis -> axis.name().equals(name))
        .findFirst()
        .orElse(new Axis(name, List.of(), List.of()));
  }
}
