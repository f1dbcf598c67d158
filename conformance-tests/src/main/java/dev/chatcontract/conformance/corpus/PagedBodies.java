package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.ExpectedRequests;
import dev.chatcontract.conformance.corpus.model.Mode;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.RateLimitDef;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests and answers of one way of paging, except for the members that say where a page begins.
 */
final class PagedBodies {
  private final Subject subject;
  private final PaginationDef all;
  private final PaginationDef way;

  PagedBodies(Subject subject, PaginationDef all, PaginationDef way) {
    this.subject = subject;
    this.all = all;
    this.way = way;
  }

  /**
   * Begins a case; if an operation has several ways of paging, its name begins with the name of
   * this one.
   */
  Subject.Draft draft(String name, String title) {
    return subject
        .draft("pages", prefix() + name, title)
        .mode(Mode.PAGES)
        .at(way.at())
        .from(subject.operation.source())
        .covers(Tag.rule("pagination"));
  }

  /** Returns a case that requests each of these pages once and lists all their items. */
  ConformanceCase listed(
      Subject.Draft draft, List<? extends JsonNode> asked, List<ObjectNode> pages) {
    return listed(draft, asked.get(0), asked, pages);
  }

  /**
   * Works as {@link #listed(Subject.Draft, List, List)}, but the call's arguments differ from the
   * first request.
   */
  ConformanceCase listed(
      Subject.Draft draft,
      JsonNode arguments,
      List<? extends JsonNode> asked,
      List<ObjectNode> pages) {
    return listed(draft, arguments, ExpectedRequests.of(List.copyOf(asked)), pages);
  }

  private ConformanceCase listed(
      Subject.Draft draft, JsonNode arguments, ExpectedRequests asked, List<ObjectNode> pages) {
    ArrayNode items = Bodies.JSON.arrayNode();
    for (ObjectNode page : pages) {
      draft.answers(page);
      page.path(way.items()).forEach(items::add);
    }
    return draft.asks(arguments).requests(asked).outcome(new CallOutcome.Listed(items)).build();
  }

  /**
   * Returns the case of paging within the rate limit, if two pages are enough to reach that limit.
   */
  List<ConformanceCase> pacing(List<ObjectNode> asked, List<ObjectNode> pages) {
    RateLimitDef limit = subject.operation.rateLimit();
    if (limit == null || limit.calls() > 1) {
      return List.of(); // with a larger limit, the case would need many pages and much time
    }
    Subject.Draft draft =
        subject
            .draft(
                "rate-limit",
                prefix() + "pages",
                "Each page of a walk is a call within the rate limit")
            .mode(Mode.PAGES)
            .at(limit.at())
            .from(limit.source())
            .options(CallSettings.STRICT.withPacing())
            .covers(Tag.rule("rate-limit"));
    ExpectedRequests requests =
        ExpectedRequests.of(List.copyOf(asked))
            .within(new ExpectedRequests.Pace(limit.calls(), limit.perSeconds()));
    return List.of(listed(draft, asked.get(0), requests, pages));
  }

  /** Returns a case for each error, as the answer to the second request. */
  List<ConformanceCase> failuresOnSecondPage(List<ObjectNode> asked, ObjectNode page) {
    return subject.operation.errors().stream()
        .map(
            error ->
                draft(
                        "second-page-" + error.code(),
                        "A failed second page ends the walk as an error")
                    .at(error.at())
                    .asks(asked.get(0))
                    .answers(page)
                    .answers(subject.failure(error.code(), "second page"))
                    .requests(ExpectedRequests.of(List.copyOf(asked)))
                    .outcome(
                        new CallOutcome.ApiError(
                            (long) error.code(), "second page", error.errorClass().wire()))
                    .coversCode(error.code())
                    .build())
        .toList();
  }

  /**
   * Returns the request without the members that say where to begin; null if one cannot be omitted.
   */
  @Nullable ObjectNode withoutStart(ObjectNode request) {
    ObjectNode arguments = request.deepCopy();
    for (PaginationDef.Cursor cursor : way.cursors()) {
      PropertyDef member = requestMember(cursor.name());
      PaginationDef.When when = way.when();
      if (member == null
          || member.required()
          || (when != null && when.property().equals(cursor.name()))) {
        return null;
      }
      arguments.remove(cursor.name());
    }
    return arguments;
  }

  private String prefix() {
    return all.otherwise() == null ? "" : way.name() + "-";
  }

  /** Returns a request for the first page of this way of paging. */
  ObjectNode first() {
    ObjectNode body = subject.request();
    for (PaginationDef before : all.ways()) {
      PaginationDef.When when = before.when();
      if (before.equals(way)) {
        if (when != null && !when.holds(body)) {
          meet(body, when);
        }
        break;
      }
      if (when != null && when.holds(body)) {
        avoid(body, when);
      }
    }
    for (PaginationDef.Cursor cursor : way.cursors()) {
      body.set(cursor.name(), cursor.first());
    }
    return body;
  }

  /** Returns the same with a value for every other member that does not select another way. */
  ObjectNode full() {
    ObjectNode body = first();
    SchemaDef request = subject.operation.request();
    if (request != null) {
      for (PropertyDef property : request.properties()) {
        if (!way.hasCursor(property.name()) && !body.has(property.name())) {
          ObjectNode more = body.deepCopy();
          more.set(property.name(), subject.bodies.value(property.value()));
          if (all.on(more).equals(way)) {
            body = more;
          }
        }
      }
    }
    return body;
  }

  /** Returns the wanted page size, or the largest that the request allows. */
  long pageSize(long wanted) {
    PropertyDef size = requestMember(way.pageSize());
    return size == null || size.limits().maximum() == null
        ? wanted
        : Math.min(wanted, size.limits().maximum().longValue());
  }

  @Nullable PropertyDef requestMember(@Nullable String name) {
    SchemaDef request = subject.operation.request();
    return name == null || request == null ? null : request.property(name);
  }

  private void meet(ObjectNode body, PaginationDef.When when) {
    PropertyDef property = requestMember(when.property());
    if (!when.in().isEmpty()) {
      body.set(when.property(), when.in().get(0));
    } else if (when.startsWith() != null) {
      body.put(when.property(), when.startsWith() + body.path(when.property()).asText("1"));
    } else if (property != null) {
      body.set(when.property(), subject.bodies.value(property.value()));
    }
  }

  private void avoid(ObjectNode body, PaginationDef.When when) {
    PropertyDef property = requestMember(when.property());
    if (property == null || !property.required()) {
      body.remove(when.property());
      return;
    }
    JsonNode other =
        property.knownValues().stream()
            .map(KnownValue::value)
            .filter(value -> !when.in().contains(value))
            .findFirst()
            .orElse(
                property.type().equals("integer")
                    ? Bodies.JSON.numberNode(when.in().size() + 1_000)
                    : Bodies.JSON.textNode("other"));
    body.set(when.property(), other);
  }

  ArrayNode items(int page, int count) {
    ArrayNode list = Bodies.JSON.arrayNode();
    PropertyDef items = subject.operation.response().property(way.items());
    SchemaDef schema = items == null ? null : subject.bodies.objectBehind(items.value());
    for (int i = 0; i < count; i++) {
      if (schema == null) {
        list.add(
            items != null && items.items() != null && items.items().type().equals("integer")
                ? Bodies.JSON.numberNode(page * 1_000 + i)
                : Bodies.JSON.textNode("item-" + page + "-" + i));
      } else {
        ObjectNode item = subject.bodies.full(schema);
        for (PropertyDef property : schema.properties()) {
          boolean free =
              property.type().equals("string")
                  && property.knownValues().isEmpty()
                  && property.limits().patterns().isEmpty();
          if (free) {
            item.put(property.name(), property.name() + "-" + page + "-" + i);
          }
        }
        list.add(item);
      }
    }
    return list;
  }

  /** Returns a page with the items, the total count, and whatever marks the last page. */
  ObjectNode page(ArrayNode items, long total, boolean last) {
    ObjectNode page = subject.bareSuccess();
    for (PropertyDef property : subject.operation.response().properties()) {
      if (property.requiredOnSuccess()) {
        page.set(property.name(), subject.bodies.value(property.value()));
      }
    }
    if (way.total() != null) {
      page.put(way.total(), total);
    }
    page.set(way.items(), items);
    PaginationDef.Stop stop = way.stop();
    JsonNode value = stop.value();
    if (stop.byField() && value != null) {
      boolean same = last == (stop.when() == PaginationDef.StopRule.FIELD_EQUALS);
      page.set(stop.field(), same ? value : unlike(value));
    }
    return page;
  }

  private static JsonNode unlike(JsonNode value) {
    if (value.isBoolean()) {
      return Bodies.JSON.booleanNode(!value.booleanValue());
    }
    if (value.isTextual()) {
      return Bodies.JSON.textNode(value.textValue() + "-not");
    }
    return Bodies.JSON.numberNode(value.asLong() == 0 ? 1 : 0);
  }
}
