package dev.chatcontract.conformance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.server.dialogue.Dialogue;
import dev.chatcontract.conformance.server.dialogue.NotApplicableException;
import dev.chatcontract.conformance.server.dialogue.Pages;
import dev.chatcontract.conformance.server.dialogue.SeenKeys;
import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.GroupTypeDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A listing filtered by one kind of entry contains that kind and no other. The kind of an entry
 * comes from the operation that reads entries by key, if its items have a member with the same
 * schema as the filter.
 */
final class FilterPromises {
  static final String KIND = "server-filter";

  private final Contract contract;
  private final OperationDef operation;
  private final PaginationDef paging;
  private final PropertyDef filter;
  private final Details details;
  private final String key;

  /** The operation that reads entries by key, and the member that says their kind. */
  private record Details(OperationDef operation, BatchDef batch, PropertyDef says) {}

  private FilterPromises(
      Contract contract,
      OperationDef operation,
      PaginationDef paging,
      PropertyDef filter,
      Details details,
      String key) {
    this.contract = contract;
    this.operation = operation;
    this.paging = paging;
    this.filter = filter;
    this.details = details;
    this.key = key;
  }

  static List<ServerCase> of(Contract contract, OperationDef operation) {
    PaginationDef paging = operation.pagination();
    SchemaDef request = operation.request();
    PropertyDef items = paging == null ? null : operation.response().property(paging.items());
    if (paging == null || request == null || items == null || !operation.reads()) {
      return List.of();
    }
    SchemaDef item = element(contract, items);
    SeenKeys kinds = new SeenKeys(contract);
    List<ServerCase> cases = new ArrayList<>();
    for (PropertyDef named : item == null ? List.<PropertyDef>of() : item.properties()) {
      String kind = named.required() ? kinds.kind(named.value()) : null;
      for (PropertyDef filter : kind == null ? List.<PropertyDef>of() : request.properties()) {
        Details details = details(contract, kinds, kind, filter);
        if (details != null) {
          FilterPromises promises =
              new FilterPromises(contract, operation, paging, filter, details, named.name());
          filter.knownValues().forEach(value -> cases.add(promises.value(value)));
        }
      }
    }
    return cases;
  }

  private static @Nullable SchemaDef element(Contract contract, PropertyDef list) {
    ValueDef inner = list.items();
    return inner == null || inner.ref() == null || !inner.type().equals("object")
        ? null
        : contract.schema(inner.ref());
  }

  private static @Nullable Details details(
      Contract contract, SeenKeys kinds, String kind, PropertyDef filter) {
    if (filter.ref() == null || filter.knownValues().isEmpty()) {
      return null;
    }
    for (OperationDef other : contract.operations()) {
      BatchDef batch = other.batch();
      if (batch == null || batch.items() == null || other.request() == null || !other.reads()) {
        continue;
      }
      PropertyDef results = other.response().property(batch.items());
      SchemaDef result = results == null ? null : element(contract, results);
      if (result == null || !kind.equals(BatchKeys.kind(kinds, contract, other))) {
        continue;
      }
      for (PropertyDef member : result.properties()) {
        if (filter.ref().equals(member.ref())) {
          return new Details(other, batch, member);
        }
      }
    }
    return null;
  }

  private ServerCase value(KnownValue value) {
    String wanted = value.value().asText();
    return Case.of(
            operation,
            KIND,
            filter.name() + "-" + wanted,
            filter.name() + " " + wanted + " lists all of these and nothing else")
        .from(filter.source())
        .at(filter.at())
        .covers(ServerGoals.filter(operation, filter.name()))
        .holds(talk -> hold(talk, wanted));
  }

  private void hold(Dialogue talk, String wanted)
      throws NotApplicableException, InterruptedException {
    Pages.Seen all = list(talk, null);
    if (all.items().isEmpty()) {
      throw new NotApplicableException("the listing is empty");
    }
    Pages.Seen filtered = list(talk, wanted);
    Map<String, String> kinds = kinds(talk, keys(all));
    kinds.putAll(kinds(talk, keys(filtered)));
    if (kinds.isEmpty()) {
      throw new NotApplicableException(
          "no answer of "
              + details.operation().name()
              + " says the "
              + details.says().name()
              + " of what is listed");
    }
    Set<String> listed = new LinkedHashSet<>(keys(filtered));
    kinds.forEach(
        (id, is) -> {
          boolean same = same(is, wanted);
          if (listed.contains(id) && !same) {
            talk.breach(
                filter.at(),
                "the list of "
                    + wanted
                    + " has "
                    + id
                    + ", whose "
                    + details.says().name()
                    + " is "
                    + is);
          }
          if (!listed.contains(id) && same && filtered.ended()) {
            talk.breach(filter.at(), "the list of " + wanted + " lacks " + id + ", which is " + is);
          }
        });
    if (filtered.ended()
        && !filtered.totals().isEmpty()
        && !filtered.totals().equals(Set.of((long) filtered.items().size()))) {
      talk.breach(
          paging.at(),
          paging.total()
              + " of "
              + wanted
              + " is "
              + filtered.totals()
              + ", the list has "
              + filtered.items().size());
    }
  }

  private Pages.Seen list(Dialogue talk, @Nullable String wanted)
      throws NotApplicableException, InterruptedException {
    ObjectNode request = talk.request(operation);
    paging.cursors().forEach(cursor -> request.remove(cursor.name()));
    if (wanted != null) {
      request.put(filter.name(), wanted);
    }
    return new Pages(talk, operation, paging).walk(request, 0);
  }

  private List<String> keys(Pages.Seen seen) {
    return seen.items().stream().map(item -> item.path(key).asText()).toList();
  }

  /** Returns the kind of each of the first keys, from the operation that reads by key. */
  private Map<String, String> kinds(Dialogue talk, List<String> keys)
      throws NotApplicableException, InterruptedException {
    Map<String, String> kinds = new LinkedHashMap<>();
    if (keys.isEmpty()) {
      return kinds;
    }
    BatchDef batch = details.batch();
    ObjectNode request = talk.request(details.operation());
    BatchKeys.put(request, contract, details.operation(), keys, talk.world());
    ObjectNode answer =
        talk.mustSucceed(details.operation(), request, "a list within its limits is served");
    for (JsonNode item : batch.results(answer)) {
      JsonNode is = item.path(details.says().name());
      if (is.isTextual()) {
        kinds.put(batch.keyOfResult(item).asText(), is.textValue());
      }
    }
    return kinds;
  }

  /**
   * Returns whether two names mean the same kind: some kinds have a newer name, and either may be
   * returned.
   */
  private boolean same(String is, String wanted) {
    if (is.equals(wanted)) {
      return true;
    }
    for (OperationDef any : contract.operations()) {
      for (GroupTypeDef type : any.groupTypes()) {
        if (type.alias() != null && Set.of(type.type(), type.alias()).equals(Set.of(is, wanted))) {
          return true;
        }
      }
    }
    return false;
  }
}
