package dev.chatcontract.conformance.runner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.ConformanceCase;
import dev.chatcontract.conformance.corpus.ExpectedOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds what a client says against what a case accepts. */
final class OutcomeJudge {
  private final FieldPlaces places;
  private final Set<String> features;

  /**
   * A judge of one client.
   *
   * @param features what the client declares to tell
   */
  OutcomeJudge(FieldPlaces places, Set<String> features) {
    this.places = places;
    this.features = features;
  }

  /** Empty if one accepted outcome fits; otherwise how far the closest is off. */
  List<String> faults(ConformanceCase c, ClientOutcome actual) {
    List<String> closest = List.of("the case accepts no outcome at all");
    boolean kindMet = false;
    for (ExpectedOutcome expected : c.expect().outcomes()) {
      List<String> faults = faults(c.operation(), expected, actual);
      if (faults.isEmpty()) {
        return faults;
      }
      boolean sameKind = expected.kind().equals(actual.kind());
      if (!kindMet || sameKind) {
        closest = faults;
      }
      kindMet |= sameKind;
    }
    return closest;
  }

  private List<String> faults(String operation, ExpectedOutcome expected, ClientOutcome actual) {
    List<String> faults = new ArrayList<>();
    if (!expected.kind().equals(actual.kind())) {
      faults.add(
          "expected outcome "
              + described(expected)
              + ", got "
              + actual.kind()
              + (actual.code() == null ? "" : " " + actual.code())
              + (actual.status() == null ? "" : " " + actual.status())
              + (actual.message() == null ? "" : " (" + actual.message() + ")"));
      return faults;
    }
    same("code", expected.code(), actual.code(), faults);
    same("status", expected.status(), actual.status(), faults);
    same("info", expected.info(), actual.info(), faults);
    for (JsonDiff.Difference difference : tree("value", expected.value(), actual.value(), faults)) {
      faults.add("value " + places.ofAnswer(operation, difference));
    }
    tree("items", expected.items(), actual.items(), faults)
        .forEach(difference -> faults.add("items " + difference));
    tree("failed", expected.failed(), actual.failed(), faults)
        .forEach(difference -> faults.add("failed " + difference));
    tree("missing", expected.missing(), actual.missing(), faults)
        .forEach(difference -> faults.add("missing " + difference));
    if (features.contains("error-class")) {
      same("error class", expected.errorClass(), actual.errorClass(), faults);
    }
    if (expected.faults() != null && features.contains("fault-pointers")) {
      List<String> named = actual.faults() == null ? List.of() : actual.faults();
      for (String pointer : expected.faults()) {
        if (!named.contains(pointer)) {
          faults.add("expected a fault at " + pointer + ", the client named " + named);
        }
      }
    }
    return faults;
  }

  private static String described(ExpectedOutcome expected) {
    return expected.kind()
        + (expected.code() == null ? "" : " " + expected.code())
        + (expected.status() == null ? "" : " " + expected.status());
  }

  private static void same(
      String what, @Nullable Object expected, @Nullable Object actual, List<String> faults) {
    if (expected != null && !Objects.equals(expected, actual)) {
      faults.add(what + ": expected " + expected + ", got " + actual);
    }
  }

  private static List<JsonDiff.Difference> tree(
      String what, @Nullable JsonNode expected, @Nullable JsonNode actual, List<String> faults) {
    if (expected == null) {
      return List.of();
    }
    if (actual == null) {
      faults.add(what + ": expected " + JsonDiff.shortened(expected) + ", the client gave none");
      return List.of();
    }
    return JsonDiff.between(expected, actual);
  }
}
