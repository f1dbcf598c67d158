package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.Documented;
import dev.chatcontract.conformance.corpus.model.Expectation;
import dev.chatcontract.conformance.corpus.model.ExpectedRequests;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.corpus.model.Invocation;
import dev.chatcontract.conformance.corpus.model.Mode;
import dev.chatcontract.conformance.corpus.model.Origin;
import dev.chatcontract.conformance.corpus.model.ScriptedAnswer;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.IdempotencyDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.source.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation with what every kind of case needs to know about it, and the builder of its cases.
 */
final class Subject {
  final Contract contract;
  final OperationDef operation;
  final Bodies bodies;

  Subject(Contract contract, OperationDef operation) {
    this.contract = contract;
    this.operation = operation;
    this.bodies = new Bodies(contract);
  }

  /** Returns the smallest documented request that breaks no rule. */
  ObjectNode request() {
    for (SampleDef sample : operation.requestSamples()) {
      if (sample.violates().isEmpty() && sample.value() instanceof ObjectNode object) {
        return object.deepCopy();
      }
    }
    SchemaDef schema = operation.request();
    return schema == null ? Bodies.JSON.objectNode() : bodies.minimal(schema);
  }

  /** Returns a request that may be sent twice; null if there is none. */
  @Nullable ObjectNode idempotentRequest() {
    IdempotencyDef rule = operation.idempotency();
    if (rule == null) {
      return null;
    }
    ObjectNode request = request();
    if (rule.always() || hasAll(request, rule.present())) {
      return request;
    }
    ObjectNode full = operation.request() == null ? request : bodies.full(operation.request());
    for (SampleDef sample : operation.requestSamples()) {
      if (sample.violates().isEmpty() && hasAll(sample.value(), rule.present())) {
        return (ObjectNode) sample.value().deepCopy();
      }
    }
    for (String member : rule.present()) {
      JsonNode value = full.get(member);
      if (value != null) {
        request.set(member, value);
      }
    }
    return request;
  }

  /** Returns a request that must not be sent twice; null if there is none. */
  @Nullable ObjectNode oneShotRequest() {
    return mayRepeat(request()) ? null : request();
  }

  boolean mayRepeat(JsonNode request) {
    IdempotencyDef rule = operation.idempotency();
    return rule != null && (rule.always() || hasAll(request, rule.present()));
  }

  private static boolean hasAll(JsonNode request, List<String> members) {
    return !members.isEmpty() && members.stream().allMatch(request::hasNonNull);
  }

  /** Returns a documented successful answer. */
  ObjectNode success() {
    for (SampleDef sample : operation.responseSamples()) {
      if (sample.violates().isEmpty() && isSuccess(sample.value())) {
        return (ObjectNode) sample.value().deepCopy();
      }
    }
    return fullSuccess();
  }

  /** Returns a successful answer with every member in the contract. */
  ObjectNode fullSuccess() {
    ObjectNode answer = bodies.full(operation.response());
    EnvelopeDef envelope = operation.envelope();
    if (envelope != null) {
      answer.put(envelope.status(), envelope.success());
      answer.put(envelope.code(), envelope.successCode());
      answer.put(envelope.info(), "");
    }
    ItemErrorsDef errors = operation.itemErrors();
    if (errors != null && errors.successCodes().isEmpty()) {
      answer.remove(errors.items());
    } else if (errors != null && errors.code() != null) {
      for (JsonNode item : errors.in(answer)) {
        ((ObjectNode) item).put(errors.code(), errors.successCodes().get(0));
      }
    }
    return answer;
  }

  /** Returns a successful answer with only the envelope. */
  ObjectNode bareSuccess() {
    ObjectNode answer = Bodies.JSON.objectNode();
    EnvelopeDef envelope = operation.envelope();
    if (envelope != null) {
      answer.put(envelope.status(), envelope.success());
      answer.put(envelope.info(), "");
      answer.put(envelope.code(), envelope.successCode());
    }
    return answer;
  }

  /** Returns a failed answer. */
  ObjectNode failure(long code, String info) {
    ObjectNode answer = Bodies.JSON.objectNode();
    EnvelopeDef envelope = operation.envelope();
    if (envelope == null) {
      throw new IllegalStateException(operation.name() + " has no envelope to fail with");
    }
    answer.put(envelope.status(), "FAIL");
    answer.put(envelope.info(), info);
    answer.put(envelope.code(), code);
    return answer;
  }

  boolean isSuccess(JsonNode answer) {
    EnvelopeDef envelope = operation.envelope();
    return envelope == null
        || (answer.path(envelope.status()).asText().equals(envelope.success())
            && answer.path(envelope.code()).asLong(-1) == envelope.successCode());
  }

  /** Begins a case. */
  Draft draft(String kind, String name, String title) {
    return new Draft(this, kind, name, title);
  }

  /** A case under construction; its parts have defaults. */
  static final class Draft {
    private final Subject subject;
    private final String kind;
    private final String name;
    private final String title;
    private Invocation call;
    private final List<ScriptedAnswer> answers = new ArrayList<>();
    private @Nullable ExpectedRequests requests;
    private final List<CallOutcome> outcomes = new ArrayList<>();
    private final List<Feature> requires = new ArrayList<>();
    private final List<Tag> covers = new ArrayList<>();
    private Origin provenance = Origin.INFERRED;
    private @Nullable String page;
    private String contract;
    private @Nullable Long withinMs;

    Draft(Subject subject, String kind, String name, String title) {
      this.subject = subject;
      this.kind = kind;
      this.name = name;
      this.title = title;
      this.call = Invocation.call(subject.request(), CallSettings.STRICT);
      this.contract = spec(subject.operation.at());
    }

    Draft asks(JsonNode arguments) {
      call = call.withArguments(arguments);
      return this;
    }

    Draft call(Invocation whole) {
      call = whole;
      return this;
    }

    Draft mode(Mode mode) {
      call = call.withMode(mode);
      return needs(mode.feature());
    }

    Draft options(CallSettings options) {
      call = call.withOptions(options);
      if (options.retries() > 0) {
        needs(Feature.RETRY);
      }
      if (options.deadlineMs() != null) {
        needs(Feature.DEADLINE);
      }
      if (options.locale() != null) {
        needs(Feature.LOCALE);
      }
      if (options.paced() != null) {
        needs(Feature.RATE_LIMIT);
      }
      if (options.maxResponseBytes() != null) {
        needs(Feature.MAX_RESPONSE_BYTES);
      }
      return this;
    }

    Draft answers(JsonNode body) {
      answers.add(ScriptedAnswer.json(body));
      return this;
    }

    Draft answers(ScriptedAnswer answer) {
      answers.add(answer);
      return this;
    }

    /** Expects exactly this many requests, each with the call's own arguments as body. */
    Draft requests(int count) {
      requests =
          count == 0 ? ExpectedRequests.none() : ExpectedRequests.repeated(count, call.arguments());
      return this;
    }

    Draft requests(ExpectedRequests expected) {
      requests = expected;
      return this;
    }

    Draft outcome(CallOutcome outcome) {
      outcomes.add(outcome);
      return this;
    }

    Draft needs(Feature feature) {
      if (!requires.contains(feature) && feature != Feature.CALL) {
        requires.add(feature);
      }
      return this;
    }

    Draft covers(Tag what) {
      if (!covers.contains(what)) {
        covers.add(what);
      }
      return this;
    }

    /** Counts the operation's answer with this code as covered. */
    Draft coversCode(long code) {
      return covers(Tag.code(subject.operation.name(), code));
    }

    /** Counts the envelope's status word as covered. */
    Draft coversStatus(String word) {
      EnvelopeDef envelope = subject.operation.envelope();
      return envelope == null
          ? this
          : covers(Tag.value(subject.operation.name(), envelope.status(), word));
    }

    Draft within(@Nullable Long millis) {
      withinMs = millis;
      return this;
    }

    Draft provenance(Origin of) {
      provenance = of;
      return this;
    }

    Draft at(Place place) {
      contract = spec(place);
      return this;
    }

    Draft at(String place) {
      contract = place;
      return this;
    }

    Draft page(@Nullable String where) {
      page = where;
      return this;
    }

    Draft from(@Nullable SourceDef source) {
      if (source != null) {
        provenance = Origin.of(source);
        page = source.page();
      }
      return this;
    }

    ConformanceCase build() {
      String id = subject.operation.name() + "/" + kind + "/" + name;
      if (outcomes.isEmpty()) {
        throw new IllegalStateException(id + " expects no outcome");
      }
      return new ConformanceCase(
          id,
          subject.operation.name(),
          kind,
          title,
          call,
          answers,
          new Expectation(
              requests == null ? ExpectedRequests.repeated(1, call.arguments()) : requests,
              outcomes,
              withinMs),
          requires,
          provenance,
          new Documented(page, contract),
          covers);
    }

    private static String spec(Place place) {
      return "spec/" + place;
    }
  }
}
