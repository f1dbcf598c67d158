package dev.chatcontract.conformance.runner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CallOutcome.Answered;
import dev.chatcontract.conformance.corpus.model.CallOutcome.ApiError;
import dev.chatcontract.conformance.corpus.model.CallOutcome.Batched;
import dev.chatcontract.conformance.corpus.model.CallOutcome.HttpError;
import dev.chatcontract.conformance.corpus.model.CallOutcome.InvalidRequest;
import dev.chatcontract.conformance.corpus.model.CallOutcome.Listed;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.runner.client.ClientOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what a client reports with what a case accepts. */
final class OutcomeJudge {
  private final FieldPlaces places;
  private final Set<Feature> features;

  /**
   * Creates a judge of one client.
   *
   * @param features the features that the client declares
   */
  OutcomeJudge(FieldPlaces places, Set<Feature> features) {
    this.places = places;
    this.features = features;
  }

  /** Returns no faults if an accepted outcome matches; otherwise how the closest one differs. */
  List<String> faults(ConformanceCase c, ClientOutcome actual) {
    List<String> closest = List.of("the case accepts no outcome at all");
    boolean kindMet = false;
    for (CallOutcome expected : c.expect().outcomes()) {
      List<String> faults = faults(c.operation(), expected, actual);
      if (faults.isEmpty()) {
        return faults;
      }
      boolean sameKind = expected.kind() == actual.kind();
      if (!kindMet || sameKind) {
        closest = faults;
      }
      kindMet |= sameKind;
    }
    return closest;
  }

  private List<String> faults(String operation, CallOutcome expected, ClientOutcome client) {
    CallOutcome actual = client.end();
    List<String> faults = new ArrayList<>();
    if (expected.kind() != actual.kind()) {
      faults.add(
          "expected outcome "
              + described(expected)
              + ", got "
              + described(actual)
              + (client.message() == null ? "" : " (" + client.message() + ")"));
    } else if (expected instanceof Answered answer) {
      JsonNode value = actual instanceof Answered given ? given.value() : null;
      for (JsonDiff.Difference difference : tree("value", answer.value(), value, faults)) {
        faults.add("value " + places.ofAnswer(operation, difference));
      }
    } else if (expected instanceof Listed list) {
      list("items", list.items(), items(client), faults);
    } else if (expected instanceof Batched batch) {
      Batched given = actual instanceof Batched b ? b : new Batched(items(client), null, null);
      list("items", batch.items(), given.items(), faults);
      list("failed", batch.failed(), given.failed(), faults);
      list("missing", batch.missing(), given.missing(), faults);
    } else if (expected instanceof ApiError error && actual instanceof ApiError given) {
      same("code", error.code(), given.code(), faults);
      same("info", error.info(), given.info(), faults);
      if (features.contains(Feature.ERROR_CLASS)) {
        same("error class", error.errorClass(), given.errorClass(), faults);
      }
    } else if (expected instanceof HttpError error && actual instanceof HttpError given) {
      same("status", error.status(), given.status(), faults);
    } else if (expected instanceof InvalidRequest refused
        && actual instanceof InvalidRequest given) {
      pointers(refused.faults(), given.faults(), faults);
    }
    return faults;
  }

  private void pointers(
      @Nullable List<String> expected, @Nullable List<String> given, List<String> faults) {
    if (expected == null || !features.contains(Feature.FAULT_POINTERS)) {
      return;
    }
    List<String> named = given == null ? List.of() : given;
    for (String pointer : expected) {
      if (!named.contains(pointer)) {
        faults.add("expected a fault at " + pointer + ", the client named " + named);
      }
    }
  }

  private static @Nullable JsonNode items(ClientOutcome client) {
    if (client.end() instanceof Listed list) {
      return list.items();
    }
    return client.end() instanceof Batched batch ? batch.items() : client.items();
  }

  private static String described(CallOutcome outcome) {
    Object more =
        outcome instanceof ApiError api
            ? api.code()
            : outcome instanceof HttpError http ? http.status() : null;
    return outcome.kind().word() + (more == null ? "" : " " + more);
  }

  private static void same(
      String what, @Nullable Object expected, @Nullable Object actual, List<String> faults) {
    if (expected != null && !expected.equals(actual)) {
      faults.add(what + ": expected " + expected + ", got " + actual);
    }
  }

  private static void list(
      String what, @Nullable JsonNode expected, @Nullable JsonNode actual, List<String> faults) {
    for (JsonDiff.Difference difference : tree(what, expected, actual, faults)) {
      faults.add(what + " " + difference);
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
