package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.corpus.model.FieldPath;
import dev.chatcontract.conformance.corpus.model.Origin;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.checker.Violation;
import dev.chatcontract.contract.schema.AppliesWhen;
import dev.chatcontract.contract.schema.Condition;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.LimitWhen;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.RejectedValue;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.Severity;
import dev.chatcontract.contract.schema.ValueDef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Every rule of a request at its limit: the last value that is sent and the first that is rejected.
 * Each candidate is first checked with the contract's own validator, so that a case never claims
 * more than the contract says.
 */
final class LimitCases {
  private static final String CJK = "\u7fa4"; // 3 bytes in UTF-8
  private static final String EMOJI = "\ud83d\ude00"; // 4 bytes in UTF-8, 2 chars in Java

  /** Texts chosen so that nearly any pattern accepts one and rejects another. */
  private static final List<String> CANDIDATES =
      List.of(
          "plain",
          "MyGroup1",
          "@TGS#_own",
          "@TGS#_@TGS#own",
          "@TGS#own",
          " leading",
          "a b",
          "a-b",
          CJK,
          "\u0001",
          "");

  private final Subject subject;
  private final SchemaDef schema;
  private final SchemaValidator validator;
  private final FieldRequests requests;
  private final List<ConformanceCase> cases = new ArrayList<>();

  private LimitCases(Subject subject, SchemaDef schema) {
    this.subject = subject;
    this.schema = schema;
    this.validator = new SchemaValidator(subject.contract);
    this.requests = new FieldRequests(subject, schema);
  }

  static List<ConformanceCase> of(Subject subject) {
    SchemaDef schema = subject.operation.request();
    if (schema == null) {
      return List.of();
    }
    LimitCases made = new LimitCases(subject, schema);
    for (FieldPath field : FieldPath.all(subject.bodies, schema)) {
      made.field(field);
    }
    made.unknownMember();
    return made.cases;
  }

  private void field(FieldPath field) {
    PropertyDef property = field.property();
    ObjectNode base = requests.base(field, null);
    if (property.required()) {
      refused(field, "missing", "must be there", Bodies.without(base, field.path()), field.path());
      refused(
          field,
          "null",
          "must not be null",
          Bodies.with(base, field.path(), Bodies.JSON.nullNode()),
          field.path());
    }
    sent(field, "present", "is sent as given", base);
    if (!property.required()) {
      sent(field, "absent", "may be left out", Bodies.without(base, field.path()));
      unchecked(
          field,
          "null",
          "given as null is sent as null when checks are off",
          Bodies.with(base, field.path(), Bodies.JSON.nullNode()));
    }
    ValueDef value = property.value();
    limits(field, field.path(), value, base, value.limits(), "");
    if (value.type().equals("array") && value.items() != null) {
      List<String> first = new ArrayList<>(field.path());
      first.add("0");
      limits(field, first, value.items(), base, value.items().limits(), "item-");
      conditions(field, first, value.items());
    }
    conditions(field, field.path(), value);
    for (KnownValue known : value.knownValues()) {
      ObjectNode body = requests.base(field, known.value());
      if (valid(body)) {
        sent(field, "value-" + known.value().asText(), "takes " + known.value(), body);
      }
    }
    if (value.type().equals("string")) {
      sent(
          field,
          "empty-text",
          "may be empty, and is sent so",
          requests.base(field, Bodies.JSON.textNode("")));
    }
    if (!value.knownValues().isEmpty() && value.type().equals("string")) {
      ObjectNode body = requests.base(field, Bodies.JSON.textNode("ZzNotInTheContract"));
      if (valid(body)) {
        sent(field, "unknown-value", "is open: a word nobody knows is sent", body);
      }
    }
    for (RejectedValue rejected : value.rejectedValues()) {
      refused(
          field,
          "rejected-" + rejected.value().asText(),
          "must not be " + rejected.value(),
          Bodies.with(base, field.path(), rejected.value()),
          field.path());
    }
  }

  private void limits(
      FieldPath field,
      List<String> path,
      ValueDef value,
      ObjectNode base,
      Limits limits,
      String prefix) {
    if (limits.maxBytes() != null) {
      bytes(field, path, base, limits.maxBytes(), prefix);
    }
    if (limits.maximum() != null) {
      number(field, path, base, limits.maximum(), 1, prefix + "maximum");
    }
    if (limits.minimum() != null) {
      number(field, path, base, limits.minimum(), -1, prefix + "minimum");
    }
    if (limits.maxItems() != null) {
      items(field, path, base, limits.maxItems(), limits.maxItems() + 1, "most-items");
    }
    if (limits.minItems() != null) {
      items(field, path, base, limits.minItems(), limits.minItems() - 1, "fewest-items");
    }
    if (!limits.patterns().isEmpty()) {
      texts(field, path, base, prefix + "pattern");
    }
    if (value.type().equals("integer") && limits.minimum() == null) {
      sent(
          field,
          prefix + "zero",
          "is sent as 0, not left out",
          Bodies.with(base, path, Bodies.JSON.numberNode(0)));
    }
  }

  private void bytes(FieldPath field, List<String> path, ObjectNode base, int max, String prefix) {
    textAt(field, path, base, prefix + "bytes-" + max + "-ascii", "a".repeat(max));
    textAt(field, path, base, prefix + "bytes-" + (max + 1) + "-ascii", "a".repeat(max + 1));
    textAt(
        field,
        path,
        base,
        prefix + "bytes-" + max + "-cjk",
        CJK.repeat(max / 3) + "a".repeat(max % 3));
    textAt(field, path, base, prefix + "bytes-over-cjk", CJK.repeat(max / 3 + 1));
    textAt(
        field,
        path,
        base,
        prefix + "bytes-" + max + "-emoji",
        EMOJI.repeat(max / 4) + "a".repeat(max % 4));
    textAt(field, path, base, prefix + "bytes-over-emoji", EMOJI.repeat(max / 4 + 1));
  }

  private void textAt(
      FieldPath field, List<String> path, ObjectNode base, String name, String text) {
    ObjectNode body = Bodies.with(base, path, Bodies.JSON.textNode(text));
    if (valid(body)) {
      sent(field, name, "may be that long", body);
    } else if (faultsAt(body, path)) {
      refused(field, name, "must not be like that", body, path);
      unchecked(field, name, "is sent all the same when checks are off", body);
    }
  }

  private void number(
      FieldPath field, List<String> path, ObjectNode base, BigDecimal edge, int step, String name) {
    ObjectNode inside = Bodies.with(base, path, integer(edge));
    if (valid(inside)) {
      sent(field, name + "-" + edge.toPlainString(), "may be " + edge.toPlainString(), inside);
    }
    BigDecimal beyond = edge.add(BigDecimal.valueOf(step));
    ObjectNode outside = Bodies.with(base, path, integer(beyond));
    if (faultsAt(outside, path)) {
      refused(
          field,
          name + "-" + beyond.toPlainString(),
          "must not be " + beyond.toPlainString(),
          outside,
          path);
    }
  }

  private void items(
      FieldPath field, List<String> path, ObjectNode base, int inside, int outside, String name) {
    ObjectNode body = listOf(base, path, inside);
    if (valid(body)) {
      sent(field, name + "-" + inside, "may have " + inside + " items", body);
    }
    ObjectNode wrong = outside < 0 ? base : listOf(base, path, outside);
    if (faultsAt(wrong, path)) {
      refused(field, name + "-" + outside, "must not have " + outside + " items", wrong, path);
    }
  }

  private ObjectNode listOf(ObjectNode base, List<String> path, int size) {
    JsonNode list = Bodies.at(base, path);
    JsonNode one = list == null || list.isEmpty() ? Bodies.JSON.textNode("x") : list.get(0);
    ArrayNode items = Bodies.JSON.arrayNode();
    for (int i = 0; i < size; i++) {
      items.add(one.isTextual() ? Bodies.JSON.textNode("item" + i) : one);
    }
    return Bodies.with(base, path, items);
  }

  /** Adds the first candidate text that is rejected here and the first that is accepted. */
  private void texts(FieldPath field, List<String> path, ObjectNode base, String name) {
    boolean refused = false;
    boolean sent = false;
    for (String text : CANDIDATES) {
      ObjectNode body = Bodies.with(base, path, Bodies.JSON.textNode(text));
      if (!sent && valid(body)) {
        sent(field, name + "-kept", "may be \"" + text + "\"", body);
        sent = true;
      } else if (!refused && faultsAt(body, path)) {
        refused(field, name + "-broken", "must not be \"" + shown(text) + "\"", body, path);
        refused = true;
      }
    }
  }

  private void conditions(FieldPath field, List<String> path, ValueDef value) {
    AppliesWhen applies = value.appliesWhen();
    if (applies != null && applies.severity() != Severity.WARNING) {
      ObjectNode base = requests.base(field, null);
      for (JsonNode other : FieldRequests.outside(field.owner(), applies.when())) {
        List<String> decider = new ArrayList<>(field.parent());
        decider.add(applies.when().property());
        ObjectNode body = Bodies.with(base, decider, other);
        if (faultsAt(body, path)) {
          refused(
              field,
              "when-" + other.asText(),
              "does not apply when " + applies.when().property() + " is " + other,
              body,
              path);
        }
      }
    }
    for (LimitWhen limit : value.limitsWhen()) {
      ObjectNode base = requests.base(field, null);
      Condition when = limit.when();
      List<JsonNode> deciding =
          when == null ? List.of() : FieldRequests.inside(field.owner(), when);
      if (deciding.isEmpty()) {
        limits(field, path, value, base, limit.limits(), "");
      }
      for (JsonNode decided : deciding) {
        List<String> decider = new ArrayList<>(field.parent());
        decider.add(when.property());
        limits(
            field,
            path,
            value,
            Bodies.with(base, decider, decided),
            limit.limits(),
            "when-" + decided.asText() + "-");
      }
    }
  }

  private void unknownMember() {
    ObjectNode body = subject.request();
    body.put("ZzNotInTheContract", "kept");
    cases.add(
        subject
            .draft("request", "unknown-member", "A member nobody knows is sent as given")
            .at(schema.at())
            .provenance(Origin.TOOLKIT)
            .asks(body)
            .answers(subject.success())
            .outcome(new CallOutcome.Answered(subject.success()))
            .build());
  }

  private void sent(FieldPath field, String name, String what, ObjectNode body) {
    if (!valid(body)) {
      return;
    }
    add(
        draft(field, name, what)
            .asks(body)
            .needs(Feature.VALIDATION)
            .answers(subject.success())
            .outcome(new CallOutcome.Answered(subject.success()))
            .build());
  }

  private void unchecked(FieldPath field, String name, String what, ObjectNode body) {
    add(
        draft(field, name + "-unchecked", what)
            .asks(body)
            .options(CallSettings.UNCHECKED)
            .needs(Feature.VALIDATION_OFF)
            .answers(subject.success())
            .outcome(new CallOutcome.Answered(subject.success()))
            .build());
  }

  private void refused(
      FieldPath field, String name, String what, ObjectNode body, List<String> at) {
    if (!faultsAt(body, at)) {
      return;
    }
    add(
        draft(field, name, what)
            .asks(body)
            .requests(0)
            .needs(Feature.VALIDATION)
            .outcome(new CallOutcome.InvalidRequest(List.of("/" + String.join("/", at))))
            .build());
  }

  /** Adds a case unless it is there: a limit may apply both in general and under a condition. */
  private void add(ConformanceCase made) {
    if (cases.stream().noneMatch(c -> c.id().equals(made.id()))) {
      cases.add(made);
    }
  }

  private Subject.Draft draft(FieldPath field, String name, String what) {
    return subject
        .draft("limit", field.dotted() + "-" + name, field.dotted() + " " + what)
        .from(field.property().source())
        .at(field.property().at())
        .covers(Tag.requestField(subject.operation.name(), field));
  }

  private boolean valid(ObjectNode body) {
    return validator.validate(schema, body).stream().noneMatch(Violation::isError);
  }

  private boolean faultsAt(ObjectNode body, List<String> at) {
    String pointer = "/" + String.join("/", at);
    return validator.validate(schema, body).stream()
        .anyMatch(violation -> violation.isError() && violation.pointer().equals(pointer));
  }

  private static JsonNode integer(BigDecimal number) {
    return Bodies.JSON.numberNode(number.toBigInteger());
  }

  private static String shown(String text) {
    return text.chars().allMatch(ch -> ch >= ' ') ? text : "(control character)";
  }
}
