package dev.chatcontract.conformance.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.chatcontract.contract.ErrorClass;
import dev.chatcontract.contract.OperationDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers every request that is not for WireMock's admin interface: check, record, find the fault
 * that is due, carry out, answer. WireMock's own stub matching is never reached.
 */
final class SimulatedApi implements StubRequestFilterV2 {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** The documented bound on an answer. */
  private static final int LARGEST_ANSWER_BYTES = 1 << 20;

  private final Checks checks;
  private final Envelopes envelopes;
  private final World world;
  private final @Nullable RateLimits rateLimits;
  private final FaultRules faults;
  private final RequestLog requests;
  private final Pauses pauses;
  private final boolean documentedAnswers;

  SimulatedApi(
      Checks checks,
      Envelopes envelopes,
      World world,
      @Nullable RateLimits rateLimits,
      FaultRules faults,
      RequestLog requests,
      Pauses pauses,
      boolean documentedAnswers) {
    this.checks = checks;
    this.envelopes = envelopes;
    this.world = world;
    this.rateLimits = rateLimits;
    this.faults = faults;
    this.requests = requests;
    this.pauses = pauses;
    this.documentedAnswers = documentedAnswers;
  }

  @Override
  public String getName() {
    return "chat-contract-api";
  }

  @Override
  public RequestFilterAction filter(Request request, ServeEvent event) {
    return RequestFilterAction.stopWith(answer(request));
  }

  private ResponseDefinition answer(Request request) {
    byte[] body = request.getBody();
    String method = request.getMethod().getName();
    Verdict verdict = checks.check(method, request.getUrl(), body);
    OperationDef operation = verdict.operation();
    record(method, request.getUrl(), headers(request), verdict, body);
    FaultRule rule = faults.take(operation == null ? null : operation.name());
    if (rule == null) {
      return Rendering.json(carryOut(verdict));
    }
    byte[] real = rule.takesEffect() ? carryOut(verdict) : new byte[0];
    if (!rule.delay().isZero()) {
      pauses.pause(rule.delay());
    }
    return show(rule.fault(), operation, real);
  }

  /**
   * Answers what no WireMock extension gets to see; the checks are bound to find the query at
   * fault, or something before it.
   */
  byte[] answerUndecodable(String method, String target, byte[] body) {
    Verdict verdict = checks.check(method, target, body);
    record(method, target, List.of(), verdict, body);
    return carryOut(verdict);
  }

  private ResponseDefinition show(Fault fault, @Nullable OperationDef operation, byte[] real) {
    if (fault instanceof Fault.Code code) {
      return Rendering.json(bytes(envelopes.failure(operation, code.code(), code.info())));
    } else if (fault instanceof Fault.Http http) {
      return Rendering.http(http);
    } else if (fault instanceof Fault.Wire wire) {
      return Rendering.wire(wire.script());
    } else if (fault instanceof Fault.Truncated truncated) {
      return Rendering.truncated(real, truncated.sentBytes());
    } else if (fault instanceof Fault.Gzip) {
      return Rendering.gzip(real);
    } else if (fault instanceof Fault.FalseGzip) {
      return Rendering.saidToBeGzip(real);
    } else if (fault instanceof Fault.Chunked chunked) {
      return Rendering.chunked(real, chunked.chunkBytes());
    } else if (fault instanceof Fault.Slow slow) {
      return Rendering.slow(real, slow);
    }
    return Rendering.json(real);
  }

  private byte[] carryOut(Verdict verdict) {
    OperationDef operation = verdict.operation();
    if (operation == null || !verdict.isFine()) {
      return bytes(envelopes.failure(operation, verdict.code(), verdict.info()));
    }
    if (rateLimits != null && !rateLimits.admit(operation.name())) {
      int code = Envelopes.ownCode(operation, ErrorClass.THROTTLE, PublicCodes.TOO_FREQUENT);
      return bytes(envelopes.failure(operation, code, null));
    }
    Outcome outcome = outcome(operation, verdict.body());
    if (outcome instanceof Outcome.Failure failure) {
      return bytes(envelopes.failure(operation, failure.code(), failure.info()));
    }
    byte[] answer = bytes(((Outcome.Success) outcome).body());
    if (answer.length > LARGEST_ANSWER_BYTES) {
      int code = Envelopes.ownCode(operation, ErrorClass.TOO_LARGE, 0);
      if (code != 0) {
        return bytes(envelopes.failure(operation, code, null));
      }
    }
    return answer;
  }

  private Outcome outcome(OperationDef operation, ObjectNode request) {
    if (documentedAnswers) {
      JsonNode documented = Samples.documentedAnswer(operation, request);
      if (documented != null) {
        return new Outcome.Success(documented);
      }
    }
    Outcome known = world.serve(operation, request);
    if (known != null) {
      return known;
    }
    JsonNode sample = Samples.anyAnswer(operation, request);
    return new Outcome.Success(sample == null ? envelopes.success(operation) : sample);
  }

  private void record(
      String method,
      String target,
      List<Map.Entry<String, String>> headers,
      Verdict verdict,
      byte[] body) {
    long number = requests.next();
    if (!requests.keeps()) {
      return;
    }
    OperationDef operation = verdict.operation();
    String info = verdict.info();
    requests.keep(
        new RecordedRequest(
            number,
            method,
            target,
            operation == null ? null : operation.name(),
            headers,
            body,
            verdict.code(),
            info == null ? envelopes.meaning(operation, verdict.code()) : info));
  }

  private List<Map.Entry<String, String>> headers(Request request) {
    if (!requests.keeps()) {
      return List.of();
    }
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (HttpHeader header : request.getHeaders().all()) {
      for (String value : header.values()) {
        headers.add(Map.entry(header.key(), value));
      }
    }
    return List.copyOf(headers);
  }

  private static byte[] bytes(JsonNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree that cannot be written", e);
    }
  }
}
