package dev.chatcontract.conformance.runner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.ExpectedOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds what a client says against what a case accepts. */
final class OutcomeJudge {
  private OutcomeJudge() {}

  /** Empty if one accepted outcome fits; otherwise how far the closest is off. */
  static List<String> faults(
      List<ExpectedOutcome> accepted, ClientOutcome actual, Set<String> features) {
    List<String> closest = List.of("the case accepts no outcome at all");
    boolean kindMet = false;
    for (ExpectedOutcome expected : accepted) {
      List<String> faults = faults(expected, actual, features);
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

  private static List<String> faults(
      ExpectedOutcome expected, ClientOutcome actual, Set<String> features) {
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
    tree("value", expected.value(), actual.value(), faults);
    tree("items", expected.items(), actual.items(), faults);
    tree("failed", expected.failed(), actual.failed(), faults);
    tree("missing", expected.missing(), actual.missing(), faults);
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

  private static void tree(
      String what, @Nullable JsonNode expected, @Nullable JsonNode actual, List<String> faults) {
    if (expected == null) {
      return;
    }
    if (actual == null) {
      faults.add(what + ": expected " + JsonDiff.shortened(expected) + ", the client gave none");
      return;
    }
    for (String line : JsonDiff.between(expected, actual)) {
      faults.add(what + " " + line);
    }
  }
}
