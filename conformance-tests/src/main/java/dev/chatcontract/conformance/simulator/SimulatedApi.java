package dev.chatcontract.conformance.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.chatcontract.conformance.simulator.answer.Answer;
import dev.chatcontract.conformance.simulator.answer.AnsweredBy;
import dev.chatcontract.conformance.simulator.answer.Envelopes;
import dev.chatcontract.conformance.simulator.answer.Outcome;
import dev.chatcontract.conformance.simulator.answer.PublicCodes;
import dev.chatcontract.conformance.simulator.answer.Samples;
import dev.chatcontract.conformance.simulator.check.CheckedRequest;
import dev.chatcontract.conformance.simulator.check.RateLimits;
import dev.chatcontract.conformance.simulator.check.RequestChecks;
import dev.chatcontract.conformance.simulator.door.ApiRequest;
import dev.chatcontract.conformance.simulator.door.Rendering;
import dev.chatcontract.conformance.simulator.effect.Effects;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.FaultRules;
import dev.chatcontract.conformance.simulator.fault.InjectedFault;
import dev.chatcontract.conformance.simulator.log.RecordedRequest;
import dev.chatcontract.conformance.simulator.log.RequestLog;
import dev.chatcontract.conformance.simulator.log.Watchers;
import dev.chatcontract.conformance.wire.Pauses;
import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.OperationDef;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers every request except those to the admin interface: checks it, records it, looks for a
 * fault to show, carries it out, answers. WireMock's own stub matching is never reached.
 */
public final class SimulatedApi implements StubRequestFilterV2 {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** The documented size limit of an answer. */
  private static final int LARGEST_ANSWER_BYTES = 1 << 20;

  private final RequestChecks checks;
  private final Envelopes envelopes;
  private final Effects effects;
  private final RateLimits rateLimits;
  private final FaultRules faults;
  private final RequestLog requests;
  private final Pauses pauses;
  private final Watchers watchers;
  private final Clock clock;
  private final boolean documentedAnswers;

  SimulatedApi(
      RequestChecks checks,
      Envelopes envelopes,
      Effects effects,
      RateLimits rateLimits,
      FaultRules faults,
      RequestLog requests,
      Pauses pauses,
      Watchers watchers,
      Clock clock,
      boolean documentedAnswers) {
    this.checks = checks;
    this.envelopes = envelopes;
    this.effects = effects;
    this.rateLimits = rateLimits;
    this.faults = faults;
    this.requests = requests;
    this.pauses = pauses;
    this.watchers = watchers;
    this.clock = clock;
    this.documentedAnswers = documentedAnswers;
  }

  @Override
  public String getName() {
    return "chat-contract-api";
  }

  @Override
  public RequestFilterAction filter(Request request, ServeEvent event) {
    return RequestFilterAction.stopWith(answer((ApiRequest) request).sent());
  }

  private Answer answer(ApiRequest request) {
    CheckedRequest checked = checks.check(request.method(), request.target(), request.getBody());
    OperationDef operation = checked.operation();
    RequestLog.Entry entry = record(request, checked);
    FaultRule rule = faults.take(operation == null ? null : operation.name());
    Answer answer;
    if (rule == null) {
      Real real = carryOut(checked);
      answer =
          new Answer(
              Rendering.json(real.body(), real.by()), real.by(), 200, real.code(), real.info());
    } else {
      Real real = rule.takesEffect() ? carryOut(checked) : Real.NONE;
      if (!rule.delay().isZero()) {
        pauses.pause(rule.delay());
      }
      answer = show(rule.fault(), operation, real);
    }
    if (entry != null) {
      entry.answered(answer);
    }
    watchers.api(request.method(), request.target(), checked, answer);
    return answer;
  }

  private Answer show(InjectedFault fault, @Nullable OperationDef operation, Real real) {
    return new Answer(
        rendered(fault, operation, real.body()),
        AnsweredBy.FAULT,
        status(fault),
        code(fault, real),
        "fault " + fault.kind());
  }

  /** Returns the code in the envelope that reaches the client; 0 if none does. */
  private static int code(InjectedFault fault, Real real) {
    if (fault instanceof InjectedFault.Code shown) {
      return shown.code();
    }
    boolean readable =
        fault.needsRealAnswer()
            && !(fault instanceof InjectedFault.Truncated)
            && !(fault instanceof InjectedFault.FalseGzip);
    return readable ? real.code() : 0;
  }

  private static int status(InjectedFault fault) {
    if (fault instanceof InjectedFault.Http http) {
      return http.status();
    }
    return fault instanceof InjectedFault.Wire ? 0 : 200;
  }

  private ResponseDefinition rendered(
      InjectedFault fault, @Nullable OperationDef operation, byte[] real) {
    if (fault instanceof InjectedFault.Code code) {
      return Rendering.json(
          bytes(envelopes.failure(operation, code.code(), code.info())), AnsweredBy.FAULT);
    } else if (fault instanceof InjectedFault.Http http) {
      return Rendering.http(http);
    } else if (fault instanceof InjectedFault.Wire wire) {
      return Rendering.wire(wire.script());
    } else if (fault instanceof InjectedFault.Truncated truncated) {
      return Rendering.truncated(real, truncated.sentBytes());
    } else if (fault instanceof InjectedFault.Gzip) {
      return Rendering.gzip(real);
    } else if (fault instanceof InjectedFault.FalseGzip) {
      return Rendering.saidToBeGzip(real);
    } else if (fault instanceof InjectedFault.Chunked chunked) {
      return Rendering.chunked(real, chunked.chunkBytes());
    } else if (fault instanceof InjectedFault.Slow slow) {
      return Rendering.slow(real, slow);
    }
    return Rendering.json(real, AnsweredBy.FAULT);
  }

  /** The answer when there is no fault to show. */
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  private record Real(byte[] body, AnsweredBy by, int code, String info) {
    static final Real NONE = new Real(new byte[0], AnsweredBy.FAULT, 0, "");
  }

  private Real failure(
      @Nullable OperationDef operation, AnsweredBy by, int code, @Nullable String info) {
    String told = info == null ? envelopes.text(operation, code) : info;
    return new Real(bytes(envelopes.failure(operation, code, told)), by, code, told);
  }

  private Real carryOut(CheckedRequest checked) {
    OperationDef operation = checked.operation();
    if (operation == null || !checked.isFine()) {
      Real refused = failure(operation, AnsweredBy.CHECKS, checked.code(), checked.info());
      String detail = checked.detail();
      return detail == null
          ? refused
          : new Real(refused.body(), refused.by(), refused.code(), detail);
    }
    if (!rateLimits.admit(operation, checked.body())) {
      int code = Envelopes.ownCode(operation, ErrorClass.THROTTLE, PublicCodes.TOO_FREQUENT);
      return failure(operation, AnsweredBy.CHECKS, code, null);
    }
    JsonNode documented =
        documentedAnswers ? Samples.documentedAnswer(operation, checked.body()) : null;
    if (documented != null) {
      return success(operation, documented, AnsweredBy.DOCUMENTED);
    }
    Outcome outcome = effects.serve(operation, checked.body());
    if (outcome instanceof Outcome.Failure failure) {
      return failure(operation, AnsweredBy.WORLD, failure.code(), failure.info());
    } else if (outcome instanceof Outcome.Success success) {
      return success(operation, success.body(), AnsweredBy.WORLD);
    }
    JsonNode sample = Samples.anyAnswer(operation, checked.body());
    return success(
        operation, sample == null ? envelopes.success(operation) : sample, AnsweredBy.SAMPLE);
  }

  private Real success(OperationDef operation, JsonNode body, AnsweredBy by) {
    byte[] answer = bytes(body);
    if (answer.length > LARGEST_ANSWER_BYTES) {
      int code = Envelopes.ownCode(operation, ErrorClass.TOO_LARGE, 0);
      if (code != 0) {
        return failure(operation, by, code, null);
      }
    }
    return new Real(answer, by, 0, by == AnsweredBy.SAMPLE ? "a sample: nothing was done" : "");
  }

  private RequestLog.@Nullable Entry record(ApiRequest request, CheckedRequest checked) {
    long number = requests.next();
    if (!requests.keeps()) {
      return null;
    }
    OperationDef operation = checked.operation();
    String info = checked.detail() == null ? checked.info() : checked.detail();
    return requests.keep(
        new RecordedRequest(
            number,
            request.method(),
            request.target(),
            operation == null ? null : operation.name(),
            List.copyOf(request.headers()),
            request.getBody(),
            checked.code(),
            info == null ? envelopes.meaning(operation, checked.code()) : info),
        clock.instant());
  }

  private static byte[] bytes(JsonNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree that cannot be written", e);
    }
  }
}
