package dev.chatcontract.conformance.server.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EffectDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the server was seen to have, by the name of their schema. A key counts if it names
 * an element of a list in an answer.
 */
public final class SeenKeys {
  /** Further keys are not kept. */
  private static final int MOST_KEYS = 1000;

  private final Contract contract;
  private final Set<String> kinds;
  private final Map<String, Set<String>> found = new LinkedHashMap<>();

  public SeenKeys(Contract contract) {
    this.contract = contract;
    this.kinds = kinds(contract);
  }

  /** Returns the kind of key that a value is; null if it is not a key. */
  public @Nullable String kind(@Nullable ValueDef value) {
    return value != null && value.ref() != null && kinds.contains(value.ref()) ? value.ref() : null;
  }

  public List<String> keys(String kind) {
    return List.copyOf(found.getOrDefault(kind, Set.of()));
  }

  /** Returns some key of that kind. */
  public String key(String kind) throws NotApplicableException {
    List<String> keys = keys(kind);
    if (keys.isEmpty()) {
      throw new NotApplicableException(
          "no "
              + kind
              + " was found on the server by listing"
              + "; a server that has some, or --allow-writes, makes it applicable");
    }
    return keys.get(0);
  }

  /**
   * Returns a key that does not exist; it is short and has only letters and digits, so that it is
   * allowed anywhere.
   */
  public static String madeUp() {
    long number = ThreadLocalRandom.current().nextLong(1L << 40);
    return "conf" + Long.toString(number + (1L << 40), 36);
  }

  /** Remembers the keys in a successful answer. */
  public void harvest(OperationDef operation, JsonNode answer) {
    ItemErrorsDef errors = operation.itemErrors();
    AnswerWalk.over(
        contract,
        operation.response(),
        answer,
        (schema, object, pointer, element) -> {
          boolean failed =
              errors != null
                  && !errors.ofAnswer()
                  && pointer.startsWith("/" + errors.items() + "/")
                  && errors.failed(object);
          if (!element || failed) {
            return;
          }
          for (PropertyDef property : schema.properties()) {
            String kind = property.required() ? kind(property.value()) : null;
            JsonNode key = object.path(property.name());
            if (kind != null && key.isTextual() && !key.textValue().isEmpty()) {
              Set<String> keys = found.computeIfAbsent(kind, name -> new LinkedHashSet<>());
              if (keys.size() < MOST_KEYS) {
                keys.add(key.textValue());
              }
            }
          }
        });
  }

  /** Remembers the keys that a request named individually and that turned out to exist. */
  public void harvestRequest(OperationDef operation, JsonNode request) {
    if (operation.request() == null) {
      return;
    }
    for (PropertyDef property : operation.request().properties()) {
      String kind = property.required() ? kind(property.value()) : null;
      JsonNode key = request.path(property.name());
      if (kind != null && key.isTextual()) {
        found.computeIfAbsent(kind, name -> new LinkedHashSet<>()).add(key.textValue());
      }
    }
  }

  /** Returns why the entries that a request names need not exist; null if they must. */
  @Nullable String mayBeAbsent(OperationDef operation, JsonNode request) {
    if (!operation.reads() && !(operation.effect() instanceof EffectDef.Create)) {
      return "what "
          + operation.name()
          + " changes has to be there, and what is there is left alone";
    }
    long named =
        operation.request() == null
            ? 0
            : operation.request().properties().stream()
                .filter(property -> request.has(property.name()) && names(property.value()))
                .count();
    return named < 2 ? null : "of the keys that were found no two are known to belong together";
  }

  private boolean names(ValueDef value) {
    ValueDef one = value.items() == null ? value : value.items();
    SchemaDef schema = one.ref() == null ? null : contract.schema(one.ref());
    return kind(one) != null
        || (schema != null
            && schema.properties().stream().anyMatch(inner -> kind(inner.value()) != null));
  }

  /**
   * Returns the schemas of keys: free texts that name elements of answers and that requests
   * contain.
   */
  private static Set<String> kinds(Contract contract) {
    Set<String> answered = new HashSet<>();
    Set<String> asked = new HashSet<>();
    for (OperationDef operation : contract.operations()) {
      elements(contract, operation.response(), new ArrayList<>(), false, answered);
      if (operation.request() != null) {
        all(contract, operation.request(), new ArrayList<>(), asked);
      }
    }
    answered.retainAll(asked);
    return answered;
  }

  private static void elements(
      Contract contract, SchemaDef schema, List<String> on, boolean element, Set<String> kinds) {
    if (on.contains(schema.name())) {
      return;
    }
    on.add(schema.name());
    for (PropertyDef property : schema.properties()) {
      ValueDef value = property.value();
      if (element && property.required() && isOpenText(value)) {
        kinds.add(value.ref());
      }
      ValueDef items = value.items();
      ValueDef inner = items == null ? value : items;
      SchemaDef next =
          inner.type().equals("object") && inner.ref() != null
              ? contract.schema(inner.ref())
              : null;
      if (next != null) {
        elements(contract, next, on, items != null, kinds);
      }
    }
    on.remove(schema.name());
  }

  private static void all(Contract contract, SchemaDef schema, List<String> on, Set<String> kinds) {
    if (on.contains(schema.name())) {
      return;
    }
    on.add(schema.name());
    for (PropertyDef property : schema.properties()) {
      ValueDef value =
          property.value().items() == null ? property.value() : property.value().items();
      if (isOpenText(value)) {
        kinds.add(value.ref());
      }
      SchemaDef next =
          value.type().equals("object") && value.ref() != null
              ? contract.schema(value.ref())
              : null;
      if (next != null) {
        all(contract, next, on, kinds);
      }
    }
    on.remove(schema.name());
  }

  private static boolean isOpenText(ValueDef value) {
    return value.type().equals("string")
        && value.ref() != null
        && value.knownValues().isEmpty()
        && value.enumeration().isEmpty();
  }
}
