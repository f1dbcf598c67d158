package dev.chatcontract.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.PaginationDef.Cursor;
import dev.chatcontract.contract.model.PaginationDef.Stop;
import dev.chatcontract.contract.model.PaginationDef.StopRule;
import dev.chatcontract.contract.model.PaginationDef.When;
import dev.chatcontract.contract.reader.MemberNames.Side;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code x-pagination}. */
final class PaginationReader {
  private static final Set<StopRule> OF_OFFSETS =
      EnumSet.of(
          StopRule.TOTAL,
          StopRule.SHORT_PAGE,
          StopRule.EMPTY_PAGE,
          StopRule.FIELD_EQUALS,
          StopRule.FIELD_DIFFERS);
  private static final Set<StopRule> OF_CURSORS =
      EnumSet.of(
          StopRule.NEXT_ABSENT,
          StopRule.NEXT_EQUALS,
          StopRule.FIELD_EQUALS,
          StopRule.FIELD_DIFFERS);

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
    if (node.get("ways") == null) {
      return way(node, request, response, null, null);
    }
    List<Node> ways = fields.objects(node, "ways");
    PaginationDef later = null;
    for (int i = ways.size() - 1; i >= 0; i--) {
      Node way = ways.get(i);
      boolean last = i == ways.size() - 1;
      if ((way.get("when") == null) != last) {
        problems.add(
            "pagination",
            way.at(),
            last ? "the last way has a condition" : "only the last way may omit when",
            last
                ? "end with the way of all other requests, without when"
                : "add when: {property: <member of the request>, in: [...]}");
      }
      PaginationDef read = way(way, request, response, when(way, request), later);
      if (later != null && !later.items().equals(read.items())) {
        problems.add(
            "pagination",
            way.at(),
            "the ways have items in " + read.items() + " and in " + later.items(),
            "name the same array in each way");
      }
      later = read;
    }
    if (ways.size() < 2) {
      problems.add(
          "pagination", node.at(), "ways has fewer than two ways", "write the one without ways");
    }
    return later;
  }

  private @Nullable When when(Node way, @Nullable SchemaDef request) {
    Node when = fields.object(way, "when");
    if (when == null) {
      return null;
    }
    PropertyDef property = members.member(when, "property", request, Side.REQUEST, null);
    List<JsonNode> in = new ArrayList<>();
    for (Node value : fields.list(when, "in")) {
      checkValue(value, property);
      in.add(value.toJson());
    }
    String startsWith = fields.optionalText(when, "starts-with");
    if (startsWith != null && property != null && !property.type().equals("string")) {
      problems.add(
          "wrong-type",
          when.at(),
          property.name() + " is of type " + property.type() + " and begins with nothing",
          "write in: [...]");
    }
    long questions =
        Stream.of("in", "starts-with", "present").filter(q -> when.get(q) != null).count();
    if (questions != 1 || (when.get("present") != null && !fields.flag(when, "present"))) {
      problems.add(
          "condition",
          when.at(),
          "the condition needs one of in, starts-with and present: true",
          "write property and one of them");
    }
    return new When(fields.text(when, "property"), List.copyOf(in), startsWith);
  }

  private PaginationDef way(
      Node node,
      @Nullable SchemaDef request,
      SchemaDef response,
      @Nullable When when,
      @Nullable PaginationDef otherwise) {
    long kinds = Stream.of("cursor", "cursors", "offset").filter(k -> node.get(k) != null).count();
    if (kinds > 1 || (kinds == 0 && node.get("next-cursor") == null)) {
      problems.add(
          kinds == 0 ? "missing" : "pagination",
          node.at(),
          kinds == 0
              ? "nothing says where a page begins"
              : "more than one of cursor, cursors and offset",
          "write cursor and next-cursor, cursors: [...] or offset: <member of the request>");
    }
    List<Cursor> cursors = cursors(node, request, response);
    fields.text(node, "items");
    members.member(node, "items", response, Side.RESPONSE, "array");
    members.member(node, "page-size", request, Side.REQUEST, "integer");
    members.member(node, "total", response, Side.RESPONSE, "integer");
    return new PaginationDef(
        cursors,
        fields.text(node, "items"),
        fields.optionalText(node, "page-size"),
        fields.optionalText(node, "total"),
        stop(node, cursors, response),
        when,
        otherwise,
        node.at());
  }

  private List<Cursor> cursors(Node node, @Nullable SchemaDef request, SchemaDef response) {
    if (node.get("offset") != null) {
      members.member(node, "offset", request, Side.REQUEST, "integer");
      refuseTwice(node, "offset", node, "page-size");
      PropertyDef offset = request == null ? null : request.property(fields.text(node, "offset"));
      Node first = node.get("first");
      checkValue(first, offset);
      return List.of(
          new Cursor(
              fields.text(node, "offset"),
              null,
              first == null ? IntNode.valueOf(0) : first.toJson()));
    }
    if (node.get("cursors") == null) {
      return List.of(cursor(node, node, request, response));
    }
    List<Cursor> cursors = new ArrayList<>();
    for (Node entry : fields.objects(node, "cursors")) {
      Cursor cursor = cursor(entry, node, request, response);
      for (Cursor before : cursors) {
        if (before.name().equals(cursor.name())
            || String.valueOf(before.next()).equals(cursor.next())) {
          problems.add(
              "pagination",
              entry.at(),
              "two cursors have the member "
                  + (before.name().equals(cursor.name()) ? cursor.name() : cursor.next()),
              "give each its own member of the request and of the answer");
        }
      }
      cursors.add(cursor);
    }
    if (cursors.isEmpty()) {
      problems.add(
          "missing", node.at(), "cursors is empty", "list the members that belong together");
      cursors.add(new Cursor("", "", IntNode.valueOf(0)));
    }
    return List.copyOf(cursors);
  }

  private Cursor cursor(Node node, Node paging, @Nullable SchemaDef request, SchemaDef response) {
    PropertyDef cursor = members.member(node, "cursor", request, Side.REQUEST, null);
    members.member(node, "next-cursor", response, Side.RESPONSE, null);
    refuseTwice(node, "cursor", paging, "page-size");
    refuseTwice(node, "next-cursor", paging, "total");
    refuseTwice(node, "next-cursor", paging, "items");
    Node first = node.get("first");
    if (first == null) {
      problems.add("missing", node.at(), "the member first is missing", "add first: 0");
    }
    checkValue(first, cursor);
    return new Cursor(
        fields.text(node, "cursor"),
        fields.text(node, "next-cursor"),
        SampleReader.nullIfMissing(first));
  }

  private Stop stop(Node node, List<Cursor> cursors, SchemaDef response) {
    boolean byOffset = cursors.get(0).next() == null;
    StopRule otherwise = byOffset ? StopRule.EMPTY_PAGE : StopRule.NEXT_ABSENT;
    Node stop = fields.object(node, "stop");
    if (stop == null) {
      return new Stop(otherwise, null, null);
    }
    StopRule rule = fields.constant(stop, "when", StopRule.values(), StopRule::wire, otherwise);
    Set<StopRule> allowed = byOffset ? OF_OFFSETS : OF_CURSORS;
    if (!allowed.contains(rule) || (rule == StopRule.NEXT_EQUALS && cursors.size() > 1)) {
      problems.add(
          "pagination",
          stop.at(),
          rule.wire()
              + (byOffset
                  ? " ends no walk by an offset"
                  : cursors.size() > 1
                      ? " does not say which of the cursors is meant"
                      : " ends a walk by an offset only"),
          byOffset
              ? "write total, short-page, empty-page, field-equals or field-differs"
              : "write field-equals with the member that marks the last page");
      return new Stop(otherwise, null, null);
    }
    needs(stop, node, rule, StopRule.TOTAL, "total");
    needs(stop, node, rule, StopRule.SHORT_PAGE, "page-size");
    boolean byField = rule == StopRule.FIELD_EQUALS || rule == StopRule.FIELD_DIFFERS;
    if (!byField && rule != StopRule.NEXT_EQUALS) {
      return new Stop(rule, null, null);
    }
    String field = byField ? fields.text(stop, "field") : cursors.get(0).next();
    PropertyDef asked =
        byField
            ? members.member(stop, "field", response, Side.RESPONSE, null)
            : response.property(String.valueOf(field));
    Node value = stop.get("value");
    checkValue(value, asked);
    if (value == null) {
      problems.add(
          "missing", stop.at(), "the stop rule has no value", "add value: <the last one's>");
    }
    return new Stop(rule, field, value == null ? null : value.toJson());
  }

  private void needs(Node stop, Node paging, StopRule rule, StopRule only, String member) {
    if (rule == only && paging.get(member) == null) {
      problems.add(
          "missing",
          stop.at(),
          "the stop rule " + rule.wire() + " needs " + member,
          "add " + member + ": <member> to x-pagination");
    }
  }

  private void refuseTwice(Node node, String one, Node otherNode, String other) {
    String name = node.text(one);
    Node second = otherNode.get(other);
    if (second != null && name != null && name.equals(second.text())) {
      problems.add(
          "pagination",
          second.at(),
          one + " and " + other + " are both " + name,
          "name two members");
    }
  }

  /** Reports a value that the member can never have. */
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
