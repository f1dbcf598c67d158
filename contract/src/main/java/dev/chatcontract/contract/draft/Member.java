package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.chatcontract.contract.page.Fact;
import dev.chatcontract.contract.page.Page;
import dev.chatcontract.contract.page.Topic;
import dev.chatcontract.contract.page.layout.LimitKind;
import dev.chatcontract.contract.page.layout.Statement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A member of a body, with the facts about it from the tables and samples of a page. */
final class Member {
  final String name;
  final Map<String, Member> members = new LinkedHashMap<>();

  /** JSON types of its values in samples; below, those of their elements. */
  final TreeSet<String> kinds = new TreeSet<>();

  final TreeSet<String> elementKinds = new TreeSet<>();
  final List<String> values = new ArrayList<>();
  final List<JsonNode> samples = new ArrayList<>();
  final Map<LimitKind, Long> limits = new EnumMap<>(LimitKind.class);
  JsonNode example = MissingNode.getInstance();
  boolean nullable;
  boolean unplaced;

  /** Whether the page gives several values for a limit; the largest is used. */
  boolean severalLimits;

  @Nullable String stated;
  boolean required;
  String text = "";
  int line;

  /** The largest value, size or length in bytes in the samples, by kind of limit. */
  final Map<LimitKind, Long> shown = new EnumMap<>(LimitKind.class);

  private int objects;
  private int present;

  private Member(String name) {
    this.name = name;
  }

  /** Returns the body as a member without a name. */
  static Member body(Page page, boolean request) {
    Member body = new Member("");
    Topic subject = request ? Topic.REQUEST_MEMBER : Topic.RESPONSE_MEMBER;
    for (Fact fact : page.facts().values()) {
      if (fact.subject() == subject && page.texts().containsKey(fact.key())) {
        Member member = body.at(fact.name());
        member.line = fact.line();
        member.text = page.texts().getOrDefault(fact.key(), "");
        member.unplaced = page.unplaced().contains(fact.key());
      }
    }
    for (Fact fact : page.facts().values()) {
      // Facts that only samples show are read from the samples below.
      if (fact.key().side() == subject && page.texts().containsKey(fact.key().owner())) {
        body.at(fact.key().of()).fact(fact);
      }
    }
    for (Page.Sample sample : page.samples()) {
      if (sample.request() == request) {
        body.sampled(sample.value());
      }
    }
    return body;
  }

  private Member at(String path) {
    Member at = this;
    for (String step : path.split("\\.", -1)) {
      at = at.members.computeIfAbsent(step, Member::new);
    }
    return at;
  }

  private void fact(Fact fact) {
    switch (fact.subject()) {
      case TYPE -> stated = fact.value();
      case REQUIRED -> required = fact.statement() instanceof Statement.Choice c && c.yes();
      case KNOWN_VALUE -> values.add(fact.value());
      case LIMIT -> {
        if (fact.statement() instanceof Statement.Numbers numbers) {
          severalLimits |= numbers.values().size() > 1;
          numbers.values().forEach(n -> limits.put(numbers.kind(), n));
        }
      }
      default -> {}
    }
  }

  private void sampled(JsonNode value) {
    if (!isSampled() || (example.isContainerNode() && example.isEmpty() && !value.isEmpty())) {
      example = value;
    }
    samples.add(value);
    String kind = kind(value);
    if (kind.equals("null")) {
      nullable = true;
    } else {
      kinds.add(kind);
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      shown.merge(LimitKind.MAXIMUM, value.longValue(), Math::max);
    } else if (value.isTextual()) {
      long bytes = value.textValue().getBytes(StandardCharsets.UTF_8).length;
      shown.merge(LimitKind.MAX_BYTES, bytes, Math::max);
    } else if (value.isArray()) {
      shown.merge(LimitKind.MAX_ITEMS, (long) value.size(), Math::max);
    }
    if (value.isObject()) {
      object(value);
    }
    for (JsonNode element : value.isArray() ? value : List.<JsonNode>of()) {
      elementKinds.add(kind(element));
      if (element.isTextual()) {
        long bytes = element.textValue().getBytes(StandardCharsets.UTF_8).length;
        shown.merge(LimitKind.MAX_BYTES, bytes, Math::max);
      }
      if (element.isObject()) {
        object(element);
      }
    }
  }

  private void object(JsonNode value) {
    objects++;
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      Member member = members.computeIfAbsent(entry.getKey(), Member::new);
      member.present++;
      member.sampled(entry.getValue());
    }
  }

  /** Returns whether every object of the parent in the samples has this member. */
  boolean isAlwaysIn(Member parent) {
    return present == parent.objects;
  }

  boolean isSampled() {
    return !example.isMissingNode();
  }

  /** Returns an object that the samples show here or as an element; null if there is none. */
  @Nullable JsonNode exampleObject() {
    if (example.isObject()) {
      return example;
    }
    for (JsonNode element : example) {
      if (element.isObject()) {
        return element;
      }
    }
    return null;
  }

  /**
   * Returns the values of member {@code of} by the text of member {@code by} next to it; empty
   * unless every object in the samples that has the first also has the second.
   */
  Map<String, Member> kinds(String by, String of) {
    Map<String, Member> kinds = new LinkedHashMap<>();
    for (JsonNode sample : samples) {
      for (JsonNode object : sample.isArray() ? sample : List.of(sample)) {
        JsonNode kind = object.path(by);
        if (object.has(of) && (!kind.isTextual() || !object.get(of).isObject())) {
          return Map.of();
        }
        if (object.has(of)) {
          kinds.computeIfAbsent(kind.textValue(), Member::new).sampled(object.get(of));
        }
      }
    }
    return kinds;
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      case OBJECT -> "object";
      default -> "null";
    };
  }
}
