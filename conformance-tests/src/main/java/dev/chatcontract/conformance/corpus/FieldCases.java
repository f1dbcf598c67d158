package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.FieldPath;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every member of every answer: present, absent, null, at its limits, with unknown values. */
final class FieldCases {
  /** Control characters, quotes, a line separator, CJK and a character beyond the BMP. */
  static final String NASTY = "a\"\\/\u0000\u0001\n\u2028\u7fa4\ud83d\ude00\u00e9";

  private static final String UNKNOWN = "ZzNotInTheContract";

  private final Subject subject;
  private final ObjectNode full;
  private final List<ConformanceCase> cases = new ArrayList<>();

  private FieldCases(Subject subject) {
    this.subject = subject;
    this.full = subject.fullSuccess();
  }

  static List<ConformanceCase> of(Subject subject) {
    FieldCases made = new FieldCases(subject);
    made.whole();
    for (FieldPath field : FieldPath.all(subject.bodies, subject.operation.response())) {
      if (!made.envelope(field) && !made.failures(field)) {
        made.field(field);
      }
    }
    made.unknownMembers();
    return made.cases;
  }

  /**
   * Returns whether a member is in a list of failures, which a full success does not contain;
   * {@link ItemErrorCases} covers those.
   */
  private boolean failures(FieldPath field) {
    ItemErrorsDef errors = subject.operation.itemErrors();
    return errors != null
        && errors.successCodes().isEmpty()
        && field.path().get(0).equals(errors.items());
  }

  private boolean envelope(FieldPath field) {
    EnvelopeDef envelope = subject.operation.envelope();
    return envelope != null
        && field.path().size() == 1
        && List.of(envelope.status(), envelope.code(), envelope.info())
            .contains(field.path().get(0));
  }

  private void whole() {
    Subject.Draft draft =
        subject
            .draft("answer", "every-member", "An answer with every member comes back whole")
            .at(subject.operation.response().at())
            .answers(full)
            .outcome(new CallOutcome.Answered(full));
    for (FieldPath field : FieldPath.all(subject.bodies, subject.operation.response())) {
      draft.covers(Tag.field(subject.operation.name(), field.dotted()));
    }
    EnvelopeDef envelope = subject.operation.envelope();
    if (envelope != null) {
      draft.coversStatus(envelope.success());
    }
    cases.add(draft.build());
  }

  private void field(FieldPath field) {
    PropertyDef property = field.property();
    if (property.required() || property.requiredOnSuccess()) {
      cases.add(
          draft(field, "absent", "must not be missing from a success")
              .answers(Bodies.without(full, field.path()))
              .outcome(new CallOutcome.Ended(CallOutcome.Kind.DECODE_ERROR))
              .build());
    } else {
      ok(field, "absent", "may be absent", Bodies.without(full, field.path()));
      ok(field, "null", "may be null and stays so", set(field, Bodies.JSON.nullNode()));
    }
    values(field, field.path(), property.value());
    if (property.type().equals("array")) {
      ok(field, "empty", "may be an empty list", set(field, Bodies.JSON.arrayNode()));
      ValueDef items = property.value().items();
      if (items != null && !items.type().equals("object")) {
        List<String> first = new ArrayList<>(field.path());
        first.add("0");
        values(field, first, items);
      }
      many(field);
    }
    wrongType(field);
  }

  private void values(FieldPath field, List<String> path, ValueDef value) {
    for (KnownValue known : value.knownValues()) {
      cases.add(
          draft(field, "value-" + known.value().asText(), "takes " + known.value())
              .at(known.at())
              .answers(Bodies.with(full, path, known.value()))
              .outcome(new CallOutcome.Answered(Bodies.with(full, path, known.value())))
              .covers(Tag.value(subject.operation.name(), field.dotted(), known.value().asText()))
              .build());
    }
    if (value.type().equals("integer")) {
      Map<String, JsonNode> edges = new LinkedHashMap<>();
      edges.put("zero", Bodies.JSON.numberNode(0));
      if (!"int32".equals(value.format())) {
        edges.put("over-32-bits", Bodies.JSON.numberNode(4454685361L));
        edges.put("over-53-bits", Bodies.JSON.numberNode(9007199254740993L));
        edges.put("largest", Bodies.JSON.numberNode(Long.MAX_VALUE));
        edges.put("smallest", Bodies.JSON.numberNode(Long.MIN_VALUE));
      } else {
        edges.put("largest", Bodies.JSON.numberNode(Integer.MAX_VALUE));
      }
      edges.forEach(
          (name, edge) ->
              ok(field, name, "keeps the number " + edge, Bodies.with(full, path, edge)));
      if (!value.knownValues().isEmpty()) {
        ok(
            field,
            "unknown-value",
            "keeps a number the contract does not list",
            Bodies.with(full, path, Bodies.JSON.numberNode(977)));
      }
    } else if (value.type().equals("string")) {
      ok(
          field,
          "nasty-text",
          "keeps control characters, quotes and emoji",
          Bodies.with(full, path, Bodies.JSON.textNode(NASTY)));
      ok(
          field,
          "empty-text",
          "keeps an empty text apart from no text",
          Bodies.with(full, path, Bodies.JSON.textNode("")));
      if (!value.knownValues().isEmpty()) {
        ok(
            field,
            "unknown-value",
            "keeps a word the contract does not list",
            Bodies.with(full, path, Bodies.JSON.textNode(UNKNOWN)));
      }
    }
  }

  private void many(FieldPath field) {
    JsonNode one = Bodies.at(full, field.path());
    if (one == null || one.isEmpty()) {
      return;
    }
    ArrayNode list = Bodies.JSON.arrayNode();
    for (int i = 0; i < 50; i++) {
      list.add(one.get(0));
    }
    ok(field, "fifty", "keeps a list of fifty", set(field, list));
  }

  private void wrongType(FieldPath field) {
    JsonNode wrong =
        switch (field.property().type()) {
          case "string" -> Bodies.JSON.objectNode().put("a", 1);
          case "array" -> Bodies.JSON.textNode("no list");
          case "object" -> Bodies.JSON.textNode("no object");
          case "integer" -> Bodies.JSON.arrayNode().add(1);
          default -> null;
        };
    if (wrong == null) {
      return;
    }
    cases.add(
        draft(field, "wrong-type", "of another JSON type is a decoding error, not a guess")
            .answers(set(field, wrong))
            .outcome(new CallOutcome.Ended(CallOutcome.Kind.DECODE_ERROR))
            .build());
    if (field.property().type().equals("integer")) {
      BigInteger tooBig = BigInteger.TWO.pow(63);
      cases.add(
          draft(field, "too-big", "beyond 64 bits is a decoding error, not a wrapped number")
              .answers(set(field, Bodies.JSON.numberNode(tooBig)))
              .outcome(new CallOutcome.Ended(CallOutcome.Kind.DECODE_ERROR))
              .build());
    }
  }

  private void unknownMembers() {
    List<List<String>> objects = new ArrayList<>();
    objects.add(List.of());
    for (FieldPath field : FieldPath.all(subject.bodies, subject.operation.response())) {
      if (!objects.contains(field.parent())) {
        objects.add(field.parent());
      }
    }
    for (List<String> at : objects) {
      List<String> path = new ArrayList<>(at);
      path.add(UNKNOWN);
      ObjectNode odd = Bodies.JSON.objectNode();
      odd.putArray("a").add(1).addNull().add("x").add(new java.math.BigDecimal("1.50"));
      ObjectNode answer = Bodies.with(full, path, odd);
      String where = String.join(".", at.stream().filter(s -> !s.equals("0")).toList());
      cases.add(
          subject
              .draft(
                  "unknown-member",
                  where.isEmpty() ? "root" : where,
                  "A member nobody knows is kept and written back")
              .at(subject.operation.response().at())
              .answers(answer)
              .outcome(new CallOutcome.Answered(answer))
              .build());
    }
  }

  private ObjectNode set(FieldPath field, JsonNode value) {
    return Bodies.with(full, field.path(), value);
  }

  private void ok(FieldPath field, String name, String what, ObjectNode answer) {
    cases.add(
        draft(field, name, what).answers(answer).outcome(new CallOutcome.Answered(answer)).build());
  }

  private Subject.Draft draft(FieldPath field, String name, String what) {
    return subject
        .draft("field", field.dotted() + "-" + name, field.dotted() + " " + what)
        .from(field.property().source())
        .at(field.property().at())
        .covers(Tag.field(subject.operation.name(), field.dotted()));
  }
}
