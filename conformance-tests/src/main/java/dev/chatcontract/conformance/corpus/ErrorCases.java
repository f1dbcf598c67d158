package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Break;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.corpus.model.ScriptedAnswer;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.IdempotencyDef;
import dev.chatcontract.contract.model.Retry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every code that an operation may return: how the client reports it and reacts to it. */
final class ErrorCases {
  /** Enough attempts to notice a needless retry. */
  private static final int RETRIES = 2;

  private ErrorCases() {}

  static List<ConformanceCase> of(Subject subject) {
    List<ConformanceCase> cases = new ArrayList<>();
    if (subject.operation.envelope() == null) {
      return cases;
    }
    Set<Integer> own = new HashSet<>();
    for (ErrorDef error : subject.operation.errors()) {
      own.add(error.code());
      typed(subject, error, "documented-error", cases);
    }
    for (ErrorDef error : subject.contract.commonErrors()) {
      if (!own.contains(error.code())) {
        typed(subject, error, "common-error", cases);
      }
    }
    alreadyDone(subject, cases);
    return cases;
  }

  /** Adds a case for each code that a repeated request gets if only the first answer was lost. */
  private static void alreadyDone(Subject subject, List<ConformanceCase> cases) {
    IdempotencyDef rule = subject.operation.idempotency();
    ObjectNode request = subject.idempotentRequest();
    if (rule == null || request == null) {
      return;
    }
    rule.alreadyDone().forEach(code -> alreadyDone(subject, rule, request, code, cases));
  }

  private static void alreadyDone(
      Subject subject,
      IdempotencyDef rule,
      ObjectNode request,
      int code,
      List<ConformanceCase> cases) {
    ErrorDef error = subject.contract.error(subject.operation, code);
    String errorClass = error == null ? null : error.errorClass().wire();
    cases.add(
        subject
            .draft(
                "retry",
                code + "-after-lost-answer",
                code + " after a lost answer comes back as what it is, never as success")
            .at(rule.at())
            .asks(request)
            .options(CallSettings.STRICT.withRetries(RETRIES))
            .answers(ScriptedAnswer.broken(Break.RESET_BEFORE_ANSWER))
            .answers(subject.failure(code, "there already"))
            .answers(subject.success())
            .requests(2)
            .outcome(new CallOutcome.ApiError((long) code, "there already", errorClass))
            .coversCode(code)
            .build());
  }

  private static void typed(
      Subject subject, ErrorDef error, String kind, List<ConformanceCase> cases) {
    ObjectNode failure = subject.failure(error.code(), "info " + error.code());
    CallOutcome outcome =
        new CallOutcome.ApiError(
            (long) error.code(), "info " + error.code(), error.errorClass().wire());
    String code = Integer.toString(error.code());
    if (error.retry() != Retry.RESIGN) {
      cases.add(
          draft(subject, kind, code, "comes back as an error of its class", error)
              .answers(failure)
              .outcome(outcome)
              .build());
    }
    ObjectNode repeatable = subject.idempotentRequest();
    ObjectNode oneShot = subject.oneShotRequest();
    if (repeatable != null) {
      cases.add(retried(subject, error, repeatable, code, failure, outcome));
    }
    if (oneShot != null) {
      cases.add(retried(subject, error, oneShot, code + "-one-shot", failure, outcome));
    }
    if (error.retry() == Retry.RESIGN) {
      cases.add(
          draft(subject, kind, code, "is answered with one new signature, not more", error)
              .options(CallSettings.STRICT.withRetries(RETRIES))
              .answers(failure)
              .answers(failure)
              .answers(subject.success())
              .requests(2)
              .outcome(outcome)
              .needs(Feature.RESIGN)
              .build());
    }
  }

  private static ConformanceCase retried(
      Subject subject,
      ErrorDef error,
      ObjectNode request,
      String name,
      ObjectNode failure,
      CallOutcome outcome) {
    boolean again =
        switch (error.retry()) {
          case NEVER -> false;
          case SAFE, RESIGN -> true;
          case IF_IDEMPOTENT -> subject.mayRepeat(request);
        };
    Subject.Draft draft =
        draft(
                subject,
                "retry",
                name,
                again ? "is followed by one more attempt" : "ends the call",
                error)
            .asks(request)
            .options(settings(error))
            .answers(failure)
            .answers(subject.success())
            .requests(again ? 2 : 1)
            .outcome(again ? new CallOutcome.Answered(subject.success()) : outcome);
    if (error.retry() == Retry.RESIGN) {
      draft.needs(Feature.RESIGN);
    }
    return draft.build();
  }

  /** Returns settings that leave enough time for the pause that a code calls for. */
  private static CallSettings settings(ErrorDef error) {
    CallSettings settings = CallSettings.STRICT.withRetries(RETRIES);
    return error.retryAfterSeconds() == null
        ? settings
        : settings.withDeadlineMs(error.retryAfterSeconds() * 2000L);
  }

  private static Subject.Draft draft(
      Subject subject, String kind, String name, String what, ErrorDef error) {
    return subject
        .draft(kind, name, error.code() + " " + error.name() + " " + what)
        .from(error.source())
        .at(error.at())
        .coversCode(error.code())
        .coversStatus("FAIL");
  }
}
