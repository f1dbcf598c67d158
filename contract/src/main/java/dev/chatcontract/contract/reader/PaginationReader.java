package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import org.jspecify.annotations.Nullable;

/** Reads {@code x-pagination}. */
final class PaginationReader {
  private final MemberNames members;
  private final Fields fields;
  private final Problems problems;

  PaginationReader(MemberNames members, Fields fields, Problems problems) {
    this.members = members;
    this.fields = fields;
    this.problems = problems;
  }

  @Nullable PaginationDef pagination(
      Node operation, @Nullable SchemaDef request, SchemaDef response) {
    Node node = fields.object(operation, "x-pagination");
    if (node == null) {
      return null;
    }
    fields.text(node, "cursor");
    fields.text(node, "next-cursor");
    fields.text(node, "items");
    PropertyDef cursor = members.member(node, "cursor", request, "request", null);
    PropertyDef next = members.member(node, "next-cursor", response, "response", null);
    members.member(node, "items", response, "response", "array");
    members.member(node, "page-size", request, "request", "integer");
    members.member(node, "total", response, "response", "integer");
    refuseTwice(node, "cursor", "page-size");
    refuseTwice(node, "next-cursor", "total");
    refuseTwice(node, "next-cursor", "items");
    Node first = node.get("first");
    if (first == null) {
      problems.add("missing", node.at(), "the member first is missing", "add first: 0");
    }
    checkValue(first, cursor);
    PaginationDef.Stop stop =
        new PaginationDef.Stop(PaginationDef.StopRule.NEXT_ABSENT, null, null);
    Node stopNode = fields.object(node, "stop");
    if (stopNode != null) {
      PaginationDef.StopRule rule =
          fields.constant(
              stopNode,
              "when",
              PaginationDef.StopRule.values(),
              PaginationDef.StopRule::wire,
              PaginationDef.StopRule.NEXT_ABSENT);
      String field =
          switch (rule) {
            case NEXT_ABSENT -> null;
            case NEXT_EQUALS -> fields.text(node, "next-cursor");
            case FIELD_EQUALS -> fields.text(stopNode, "field");
          };
      PropertyDef asked =
          rule == PaginationDef.StopRule.FIELD_EQUALS
              ? members.member(stopNode, "field", response, "response", null)
              : next;
      Node value = stopNode.get("value");
      checkValue(value, asked);
      if (rule != PaginationDef.StopRule.NEXT_ABSENT && value == null) {
        problems.add(
            "missing", stopNode.at(), "the stop rule has no value", "add value: <the last one's>");
      }
      stop = new PaginationDef.Stop(rule, field, value == null ? null : value.toJson());
    }
    return new PaginationDef(
        fields.text(node, "cursor"),
        fields.text(node, "next-cursor"),
        SampleReader.nullIfMissing(first),
        fields.text(node, "items"),
        fields.optionalText(node, "page-size"),
        fields.optionalText(node, "total"),
        stop,
        node.at());
  }

  private void refuseTwice(Node node, String one, String other) {
    String name = node.text(one);
    Node second = node.get(other);
    if (second != null && name != null && name.equals(second.text())) {
      problems.add(
          "pagination",
          second.at(),
          one + " and " + other + " are both " + name,
          "name two members");
    }
  }

  /** Notes a value that the member can never have. */
  private void checkValue(@Nullable Node value, @Nullable PropertyDef member) {
    if (value != null && member != null && !member.value().holds(value.toJson())) {
      problems.add(
          "wrong-type",
          value.at(),
          "the value " + value.toJson() + " is not of the type of " + member.name(),
          "write a value of type " + member.type());
    }
  }
}
