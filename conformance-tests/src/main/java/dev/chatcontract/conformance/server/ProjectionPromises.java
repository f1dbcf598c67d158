package dev.chatcontract.conformance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.server.dialogue.AnswerWalk;
import dev.chatcontract.conformance.server.dialogue.Dialogue;
import dev.chatcontract.conformance.server.dialogue.NotApplicableException;
import dev.chatcontract.conformance.server.dialogue.SeenKeys;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
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
 * A request that lists the members it wants gets these and no others. Such a list is recognized by
 * its values, which are names of members of one schema of the answer; a list of keys is recognized
 * by the schema of the keys, which is the same in request and answer.
 */
final class ProjectionPromises {
  static final String KIND = "server-projection";

  private final Contract contract;
  private final OperationDef operation;
  private final List<String> path;
  private final PropertyDef list;

  private ProjectionPromises(
      Contract contract, OperationDef operation, List<String> path, PropertyDef list) {
    this.contract = contract;
    this.operation = operation;
    this.path = path;
    this.list = list;
  }

  static List<ServerCase> of(Contract contract, OperationDef operation) {
    List<ServerCase> cases = new ArrayList<>();
    if (operation.request() == null || !operation.reads()) {
      return cases;
    }
    Map<PropertyDef, List<String>> lists = new LinkedHashMap<>();
    lists(contract, operation.request(), List.of(), lists);
    Map<PropertyDef, List<String>> keyed = new LinkedHashMap<>();
    lists.forEach(
        (list, path) -> {
          ProjectionPromises made = new ProjectionPromises(contract, operation, path, list);
          SchemaDef governed = made.governed();
          if (governed != null) {
            cases.add(made.members(governed));
          } else if (made.keyMember() != null) {
            keyed.put(list, path);
          }
        });
    keyed.forEach(
        (list, path) -> {
          ProjectionPromises made = new ProjectionPromises(contract, operation, path, list);
          cases.add(made.keys(keyed));
        });
    return cases;
  }

  private static void lists(
      Contract contract, SchemaDef schema, List<String> at, Map<PropertyDef, List<String>> found) {
    for (PropertyDef property : schema.properties()) {
      ValueDef items = property.items();
      if (items != null && items.type().equals("string")) {
        found.put(property, at);
      }
      SchemaDef inner =
          property.type().equals("object") && property.ref() != null
              ? contract.schema(property.ref())
              : null;
      if (inner != null && at.size() < 4) {
        List<String> deeper = new ArrayList<>(at);
        deeper.add(property.name());
        lists(contract, inner, deeper, found);
      }
    }
  }

  private Set<String> known() {
    Set<String> names = new LinkedHashSet<>();
    ValueDef items = list.items();
    if (items != null) {
      items.knownValues().forEach(value -> names.add(value.value().asText()));
    }
    return names;
  }

  /**
   * Returns the schema of the answer whose members the list's values name, or at least half of
   * them.
   */
  private @Nullable SchemaDef governed() {
    Set<String> known = known();
    SchemaDef best = null;
    long most = 0;
    for (SchemaDef schema : answered(operation.response(), new LinkedHashSet<>())) {
      long named = schema.properties().stream().filter(p -> known.contains(p.name())).count();
      if (named > most) {
        best = schema;
        most = named;
      }
    }
    return most > 1 && most * 2 >= known.size() ? best : null;
  }

  private Set<SchemaDef> answered(SchemaDef schema, Set<SchemaDef> found) {
    if (found.add(schema)) {
      for (PropertyDef property : schema.properties()) {
        ValueDef inner = property.items() == null ? property.value() : property.items();
        SchemaDef next =
            inner.type().equals("object") && inner.ref() != null
                ? contract.schema(inner.ref())
                : null;
        if (next != null) {
          answered(next, found);
        }
      }
    }
    return found;
  }

  private ServerCase members(SchemaDef governed) {
    return projected("-members", "Only members that were asked for come back")
        .holds(talk -> holdMembers(talk, governed));
  }

  private Case projected(String name, String title) {
    return Case.of(operation, KIND, list.name() + name, title)
        .from(list.source())
        .at(list.at())
        .covers(ServerGoals.filter(operation, list.name()));
  }

  private void holdMembers(Dialogue talk, SchemaDef governed)
      throws NotApplicableException, InterruptedException {
    Set<String> known = known();
    Set<String> present = new LinkedHashSet<>();
    ObjectNode plain = request(talk);
    see(
        talk.mustSucceed(operation, plain, "a request that breaks no rule succeeds"),
        governed,
        object -> object.fieldNames().forEachRemaining(present::add));
    List<PropertyDef> free =
        governed.properties().stream()
            .filter(p -> known.contains(p.name()) && !p.required() && present.contains(p.name()))
            .toList();
    if (free.size() < 2) {
      throw new NotApplicableException(
          "no answer has two members of "
              + governed.name()
              + " that "
              + list.name()
              + " could choose from");
    }
    for (PropertyDef wanted : List.of(free.get(0), free.get(free.size() - 1))) {
      ObjectNode request = plain.deepCopy();
      holder(request).putArray(list.name()).add(wanted.name());
      Set<String> came = new LinkedHashSet<>();
      see(
          talk.mustSucceed(operation, request, "a filter of documented names is served"),
          governed,
          object -> object.fieldNames().forEachRemaining(came::add));
      if (!came.contains(wanted.name())) {
        talk.breach(
            list.at(), list.name() + " asks for " + wanted.name() + ", which does not come back");
      }
      for (PropertyDef other : governed.properties()) {
        if (known.contains(other.name())
            && !other.required()
            && !other.name().equals(wanted.name())
            && came.contains(other.name())) {
          talk.breach(
              list.at(),
              list.name()
                  + " asks for "
                  + wanted.name()
                  + " alone, but "
                  + other.name()
                  + " comes too");
        }
      }
    }
  }

  /** Returns the member of an answer that has the same schema as the list's elements. */
  private @Nullable String keyMember() {
    ValueDef items = list.items();
    if (items == null || items.ref() == null || !items.knownValues().isEmpty()) {
      return null;
    }
    for (SchemaDef schema : answered(operation.response(), new LinkedHashSet<>())) {
      for (PropertyDef property : schema.properties()) {
        if (property.required()
            && items.ref().equals(property.ref())
            && (operation.batch() == null || !list.name().equals(operation.batch().field()))) {
          return property.name();
        }
      }
    }
    return null;
  }

  /**
   * Sets lists with the same kind of key together: the contract does not say which list governs
   * which part.
   */
  private ServerCase keys(Map<PropertyDef, List<String>> all) {
    String ref = list.items() == null ? null : list.items().ref();
    return projected("-keys", "Only entries whose keys were asked for come back")
        .holds(
            talk -> {
              Set<String> before = new LinkedHashSet<>();
              ObjectNode plain = request(talk);
              entries(
                  talk.mustSucceed(operation, plain, "a request that breaks no rule succeeds"),
                  ref,
                  before);
              if (before.isEmpty()) {
                throw new NotApplicableException("no answer has entries with a " + ref);
              }
              String kept = before.iterator().next();
              for (String wanted : List.of(SeenKeys.madeUp(), kept)) {
                ObjectNode request = plain.deepCopy();
                all.forEach(
                    (other, path) -> {
                      ObjectNode holder = request;
                      for (String step : path) {
                        holder = holder.withObjectProperty(step);
                      }
                      if (other.items() != null
                          && String.valueOf(ref).equals(other.items().ref())) {
                        holder.putArray(other.name()).add(wanted);
                      }
                    });
                Set<String> came = new LinkedHashSet<>();
                entries(
                    talk.mustSucceed(operation, request, "a filter of keys is served"), ref, came);
                if (wanted.equals(kept) && !came.contains(kept)) {
                  talk.breach(
                      list.at(), "the entry " + kept + " was asked for and does not come back");
                }
                came.remove(wanted);
                if (!came.isEmpty()) {
                  talk.breach(
                      list.at(),
                      "only the entry " + wanted + " was asked for, but " + came + " come back");
                }
              }
            });
  }

  private void entries(ObjectNode answer, @Nullable String ref, Set<String> keys) {
    AnswerWalk.over(
        contract,
        operation.response(),
        answer,
        (schema, object, pointer, element) -> {
          for (PropertyDef property : schema.properties()) {
            JsonNode key = object.path(property.name());
            if (element
                && property.ref() != null
                && property.ref().equals(ref)
                && key.isTextual()) {
              keys.add(key.textValue());
            }
          }
        });
  }

  /**
   * Returns a request with as many keys as one request may have, so that the answer is not empty.
   */
  private ObjectNode request(Dialogue talk) throws NotApplicableException {
    ObjectNode request = talk.request(operation);
    BatchKeys.fill(request, contract, operation, talk.world());
    return request;
  }

  private ObjectNode holder(ObjectNode request) {
    ObjectNode holder = request;
    for (String step : path) {
      holder = holder.withObjectProperty(step);
    }
    return holder;
  }

  private void see(
      ObjectNode answer, SchemaDef governed, java.util.function.Consumer<ObjectNode> each) {
    AnswerWalk.over(
        contract,
        operation.response(),
        answer,
        (schema, object, pointer, element) -> {
          if (schema.name().equals(governed.name())) {
            each.accept(object);
          }
        });
  }
}
