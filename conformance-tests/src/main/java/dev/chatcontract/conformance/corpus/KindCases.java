package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.contract.schema.KindsDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects whose members depend on a neighbouring member: known kinds are checked, others are kept.
 */
final class KindCases {
  private static final int DEEPEST = 4;

  private final Subject subject;
  private final List<ConformanceCase> cases = new ArrayList<>();

  private KindCases(Subject subject) {
    this.subject = subject;
  }

  static List<ConformanceCase> of(Subject subject) {
    KindCases made = new KindCases(subject);
    SchemaDef request = subject.operation.request();
    if (request != null) {
      Found sent = made.find(request, List.of());
      if (sent != null) {
        made.sent(sent);
      }
    }
    Found got = made.find(subject.operation.response(), List.of());
    if (got != null) {
      made.got(got);
    }
    return made.cases;
  }

  /**
   * A place in a body that has such an object.
   *
   * @param path the members that lead to the object that holds it
   */
  private record Found(
      List<PropertyDef> path, SchemaDef owner, PropertyDef member, KindsDef kinds) {}

  private @Nullable Found find(SchemaDef schema, List<PropertyDef> path) {
    for (PropertyDef member : schema.properties()) {
      KindsDef kinds = member.value().kinds();
      if (kinds != null) {
        return new Found(path, schema, member, kinds);
      }
    }
    for (PropertyDef member : schema.properties()) {
      SchemaDef inner = subject.bodies.objectBehind(member.value());
      if (inner != null && path.size() < DEEPEST) {
        List<PropertyDef> longer = new ArrayList<>(path);
        longer.add(member);
        Found found = find(inner, longer);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private void sent(Found found) {
    ObjectNode unknown = with(subject.request(), found, "ConformanceKind", anything());
    cases.add(
        draft("sent-unknown", "An object of a kind that nobody has documented is sent as it is")
            .at(found.kinds().at())
            .asks(unknown)
            .answers(subject.success())
            .outcome(new CallOutcome.Answered(subject.success()))
            .build());
    for (KindsDef.Kind kind : found.kinds().kinds()) {
      SchemaDef schema = subject.contract.schema(kind.ref());
      if (schema == null) {
        continue;
      }
      cases.add(
          draft("sent-" + kind.value(), "An object of this kind is sent as it is")
              .at(kind.at())
              .asks(with(subject.request(), found, kind.value(), subject.bodies.full(schema)))
              .answers(subject.success())
              .outcome(new CallOutcome.Answered(subject.success()))
              .build());
      for (PropertyDef member : schema.properties()) {
        if (member.requiredInRequest()) {
          ObjectNode without = subject.bodies.full(schema);
          without.remove(member.name());
          cases.add(
              draft(
                      "refused-" + kind.value() + "-without-" + member.name(),
                      "An object of this kind lacks a member")
                  .at(member.at())
                  .asks(with(subject.request(), found, kind.value(), without))
                  .needs(Feature.VALIDATION)
                  .requests(0)
                  .outcome(
                      new CallOutcome.InvalidRequest(List.of(pointer(found) + "/" + member.name())))
                  .build());
        }
      }
    }
  }

  private void got(Found found) {
    ObjectNode unknown = with(subject.fullSuccess(), found, "ConformanceKind", anything());
    cases.add(
        draft("got-unknown", "An object of a kind that nobody has documented is kept")
            .at(found.kinds().at())
            .answers(unknown)
            .outcome(new CallOutcome.Answered(unknown))
            .build());
    for (KindsDef.Kind kind : found.kinds().kinds()) {
      SchemaDef schema = subject.contract.schema(kind.ref());
      if (schema != null) {
        ObjectNode known =
            with(subject.fullSuccess(), found, kind.value(), subject.bodies.full(schema));
        cases.add(
            draft("got-" + kind.value(), "An object of this kind is kept")
                .at(kind.at())
                .answers(known)
                .outcome(new CallOutcome.Answered(known))
                .build());
      }
    }
  }

  private Subject.Draft draft(String name, String title) {
    return subject.draft("kind", name, title).from(subject.operation.source());
  }

  private static ObjectNode anything() {
    ObjectNode object = Bodies.JSON.objectNode();
    object.put("Text", "new").putArray("Numbers").add(9_007_199_254_740_993L).add(0.5);
    object.putObject("Inner").put("Flag", true).putNull("Nothing");
    return object;
  }

  /** Returns the body with one holder of the kind, whatever the body had there before. */
  private ObjectNode with(ObjectNode body, Found found, String kind, JsonNode content) {
    ObjectNode holder = body;
    for (PropertyDef step : found.path()) {
      SchemaDef schema = subject.bodies.objectBehind(step.value());
      JsonNode there = holder.path(step.name());
      JsonNode first = there.isArray() ? there.path(0) : there;
      ObjectNode next;
      if (first instanceof ObjectNode object) {
        next = object;
      } else {
        next = schema == null ? Bodies.JSON.objectNode() : subject.bodies.minimal(schema);
      }
      if (step.type().equals("array")) {
        holder.putArray(step.name()).add(next);
      } else {
        holder.set(step.name(), next);
      }
      holder = next;
    }
    holder.put(found.kinds().by(), kind);
    holder.set(found.member().name(), content);
    return body;
  }

  private static String pointer(Found found) {
    StringBuilder pointer = new StringBuilder();
    for (PropertyDef step : found.path()) {
      pointer.append('/').append(step.name());
      if (step.type().equals("array")) {
        pointer.append("/0");
      }
    }
    return pointer.append('/').append(found.member().name()).toString();
  }
}
