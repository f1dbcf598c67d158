package dev.chatcontract.conformance.simulator.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.world.Entries;
import dev.chatcontract.conformance.simulator.world.Entry;
import dev.chatcontract.conformance.simulator.world.Filter;
import dev.chatcontract.contract.model.CollectionDef;
import dev.chatcontract.contract.model.EffectDef.Cursor;
import dev.chatcontract.contract.model.EffectDef.ListEntries;
import dev.chatcontract.contract.model.EffectDef.Shows;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.PaginationDef.StopRule;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.PropertyDef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists a collection, in pages if the contract has them. */
final class Listing {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final long LONGEST_PAGE = 10_000;

  private final OperationDef operation;
  private final ListEntries effect;
  private final CollectionDef collection;

  Listing(OperationDef operation, ListEntries effect, CollectionDef collection) {
    this.operation = operation;
    this.effect = effect;
    this.collection = collection;
  }

  void answer(
      ObjectNode answer, @Nullable Entries entries, @Nullable Entry parent, ObjectNode request) {
    PaginationDef ways = operation.pagination();
    Filter filter = filter(request);
    if (ways == null) {
      list(
          answer.putArray(String.valueOf(effect.into())),
          entries == null ? List.of() : entries.from(filter, 0, Long.MAX_VALUE).entries());
      also(answer, parent);
      return;
    }
    PaginationDef paging = ways.on(request);
    boolean byIndex = paging.byOffset() || effect.cursor() == Cursor.INDEX;
    long cursor = position(paging, request);
    // A position before the first page counts as the first page: no vendor page names a lower
    // limit.
    long start = Math.max(0, cursor - Math.max(0, cursor(paging.cursors().get(0).first())));
    long limit = limit(paging, request);
    Entries.Page page =
        entries == null
            ? new Entries.Page(List.of(), false)
            : byIndex ? entries.from(filter, start, limit) : entries.after(filter, cursor, limit);
    if (paging.total() != null) {
      answer.put(paging.total(), entries == null ? 0 : entries.count(filter));
    }
    list(answer.putArray(effect.into() == null ? paging.items() : effect.into()), page.entries());
    also(answer, parent);
    List<Entry> shown = page.entries();
    mark(answer, paging.stop(), !page.more());
    for (PaginationDef.Cursor each : paging.cursors()) {
      if (each.next() == null) {
        continue;
      }
      if (page.more()) {
        long next =
            byIndex
                ? cursor(each.first()) + start + shown.size()
                : shown.get(shown.size() - 1).number();
        answer.set(each.next(), cursor(each.first(), next));
      } else if (paging.stop().byField() && !each.next().equals(paging.stop().field())) {
        answer.set(each.next(), each.first());
      }
    }
  }

  /** Returns the members of an entry that the answer contains. */
  static ObjectNode shown(Shows effect, CollectionDef collection, Entry entry) {
    if (effect.members().isEmpty()) {
      return entry.members();
    }
    ObjectNode shown = JSON.objectNode();
    ObjectNode members = null;
    for (String name : effect.members()) {
      if (name.equals(collection.key())) {
        shown.put(name, entry.key());
        continue;
      }
      members = members == null ? entry.members() : members;
      JsonNode value = members.get(name);
      if (value != null) {
        shown.set(name, value);
      }
    }
    return shown;
  }

  private void list(ArrayNode list, List<Entry> entries) {
    for (Entry entry : entries) {
      list.add(shown(effect, collection, entry));
    }
  }

  private void also(ObjectNode answer, @Nullable Entry parent) {
    effect
        .also()
        .forEach(
            (name, other) -> {
              ArrayNode list = answer.putArray(name);
              Entries entries = parent == null ? null : parent.findBelow(other);
              if (entries != null) {
                entries
                    .from(Filter.NONE, 0, Long.MAX_VALUE)
                    .entries()
                    .forEach(entry -> list.add(entry.members()));
              }
            });
  }

  private Filter filter(ObjectNode request) {
    String type = null;
    Map<String, JsonNode> others = null;
    for (Map.Entry<String, String> pair : effect.where().entrySet()) {
      if (!request.hasNonNull(pair.getKey())) {
        continue;
      }
      JsonNode value = request.get(pair.getKey());
      if (pair.getValue().equals(collection.type())) {
        type = value.asText();
      } else {
        others = others == null ? new HashMap<>() : others;
        others.put(pair.getValue(), value);
      }
    }
    return type == null && others == null
        ? Filter.NONE
        : new Filter(type, others == null ? Map.of() : others);
  }

  private long limit(PaginationDef paging, ObjectNode request) {
    long otherwise = effect.pageSize() == null ? LONGEST_PAGE : effect.pageSize();
    return paging.pageSize() != null && request.hasNonNull(paging.pageSize())
        ? Math.max(1, request.get(paging.pageSize()).asLong(otherwise))
        : otherwise;
  }

  /**
   * Returns where the page begins; if members that belong together disagree, the earliest position
   * counts.
   */
  private static long position(PaginationDef paging, ObjectNode request) {
    PaginationDef.Cursor reference = paging.cursors().get(0);
    long position = Long.MAX_VALUE;
    for (PaginationDef.Cursor cursor : paging.cursors()) {
      JsonNode sent = request.get(cursor.name());
      long moved = sent == null ? 0 : cursor(sent) - cursor(cursor.first());
      position = Math.min(position, moved);
    }
    return cursor(reference.first()) + position;
  }

  private static long cursor(JsonNode sent) {
    if (!sent.isTextual()) {
      return sent.asLong(0);
    }
    try {
      return Long.parseLong(sent.textValue());
    } catch (NumberFormatException e) {
      // The first page of a listing with text cursors is requested with an empty cursor.
      return 0;
    }
  }

  private static JsonNode cursor(JsonNode first, long next) {
    return first.isTextual() ? JSON.textNode(Long.toString(next)) : JSON.numberNode(next);
  }

  private void mark(ObjectNode answer, PaginationDef.Stop stop, boolean last) {
    JsonNode value = stop.value();
    if (stop.field() == null || value == null) {
      return;
    }
    if (stop.byField()) {
      boolean same = last == (stop.when() == StopRule.FIELD_EQUALS);
      answer.set(stop.field(), same ? value : other(stop.field(), value));
    } else if (last) {
      answer.set(stop.field(), value);
    }
  }

  /** Returns a value of the member that does not end the walk through the pages. */
  private JsonNode other(String member, JsonNode stop) {
    PropertyDef property = operation.response().property(member);
    if (property != null) {
      for (KnownValue known : property.knownValues()) {
        if (!known.value().asText().equals(stop.asText())) {
          return known.value();
        }
      }
    }
    if (stop.isBoolean()) {
      return JSON.booleanNode(!stop.booleanValue());
    }
    return stop.isTextual() ? JSON.textNode("") : JSON.numberNode(stop.asLong() == 0 ? 1 : 0);
  }
}
