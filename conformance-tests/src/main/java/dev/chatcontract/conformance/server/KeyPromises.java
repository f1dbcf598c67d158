package dev.chatcontract.conformance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.server.dialogue.Dialogue;
import dev.chatcontract.conformance.server.dialogue.NotApplicableException;
import dev.chatcontract.conformance.server.dialogue.Reply;
import dev.chatcontract.conformance.server.dialogue.RequestMaker;
import dev.chatcontract.conformance.server.dialogue.SeenKeys;
import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request by key gets an entry for each key: the right one, and no other. */
final class KeyPromises {
  static final String KEY = "server-key";
  static final String BATCH = "server-batch";

  private final Contract contract;
  private final OperationDef operation;

  private KeyPromises(Contract contract, OperationDef operation) {
    this.contract = contract;
    this.operation = operation;
  }

  static List<ServerCase> of(Contract contract, OperationDef operation) {
    SchemaDef schema = operation.request();
    if (schema == null || operation.envelope() == null || !operation.reads()) {
      return List.of();
    }
    KeyPromises promises = new KeyPromises(contract, operation);
    List<ServerCase> cases = new ArrayList<>();
    BatchDef batch = operation.batch();
    SeenKeys kinds = new SeenKeys(contract);
    for (PropertyDef property : schema.properties()) {
      if (batch != null && property.name().equals(batch.field())) {
        String kind = BatchKeys.kind(kinds, contract, operation);
        if (kind != null && batch.hasResults()) {
          cases.addAll(promises.batch(batch, kind));
        }
      } else if (property.required()) {
        String kind = kinds.kind(property.value());
        Set<Integer> codes = PromisedCodes.notFound(operation);
        if (kind != null && !codes.isEmpty()) {
          cases.addAll(promises.key(property, kind, codes));
        }
      }
    }
    return cases;
  }

  private List<ServerCase> key(PropertyDef property, String kind, Set<Integer> codes) {
    return List.of(
        Case.of(operation, KEY, property.name() + "-unknown", "What does not exist is not found")
            .at(property.at())
            .covers(ServerGoals.promise(operation, KEY))
            .holds(
                talk -> {
                  ObjectNode request = withKey(talk, property, SeenKeys.madeUp());
                  Reply reply = talk.ask(operation, request);
                  talk.notRefused(operation, reply);
                  talk.mustFail(operation, reply, codes, property.at(), "a made-up " + kind);
                }),
        Case.of(operation, KEY, property.name() + "-other-case", "The case of a key counts")
            .at(property.at())
            .covers(ServerGoals.promise(operation, KEY))
            .holds(
                talk -> {
                  String other = otherCase(talk.world(), kind);
                  talk.mustFail(
                      operation,
                      talk.ask(operation, withKey(talk, property, other)),
                      codes,
                      property.at(),
                      "a " + kind + " whose letters are of the other case");
                }));
  }

  private ObjectNode withKey(Dialogue talk, PropertyDef property, String key)
      throws NotApplicableException {
    ObjectNode request = RequestMaker.JSON.objectNode();
    RequestMaker maker = new RequestMaker(contract, talk.world());
    for (PropertyDef other : operation.request().properties()) {
      if (other.required() && !other.name().equals(property.name())) {
        JsonNode first =
            operation.pagination() == null ? null : operation.pagination().firstOf(other.name());
        request.set(other.name(), first == null ? maker.value(other.value(), true, 0) : first);
      }
    }
    return request.put(property.name(), key);
  }

  private static String otherCase(SeenKeys world, String kind) throws NotApplicableException {
    world.key(kind);
    Set<String> known = new HashSet<>(world.keys(kind));
    for (String key : known) {
      StringBuilder other = new StringBuilder(key);
      for (int i = key.length() - 1; i >= 0; i--) {
        char c = key.charAt(i);
        char flipped =
            Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
        if (flipped != c && c < 0x7F) {
          other.setCharAt(i, flipped);
          if (!known.contains(other.toString())) {
            return other.toString();
          }
        }
      }
    }
    throw new NotApplicableException("no " + kind + " that was found has a letter");
  }

  private List<ServerCase> batch(BatchDef batch, String kind) {
    List<ServerCase> cases = new ArrayList<>();
    cases.add(
        batchCase(batch, "found", "Each key that exists is answered, and no other")
            .holds(talk -> succeeded(talk, batch, keys(talk, kind, batch.max()), List.of())));
    if (tellsUnknown()) {
      cases.addAll(unknown(batch, kind));
    }
    cases.add(
        batchCase(batch, "own-content", "A key brings its own content, alone or among others")
            .holds(talk -> ownContent(talk, batch, kind)));
    return cases;
  }

  /** Returns whether the contract says what becomes of a key that does not exist. */
  private boolean tellsUnknown() {
    ItemErrorsDef errors = operation.itemErrors();
    return errors != null && !errors.ofAnswer() && !PromisedCodes.notFound(operation).isEmpty();
  }

  private List<ServerCase> unknown(BatchDef batch, String kind) {
    return List.of(
        batchCase(batch, "unknown-among-found", "A key that does not exist fails alone")
            .holds(
                talk -> {
                  List<String> keys = keys(talk, kind, Math.min(3, batch.max() - 1));
                  String unknown = SeenKeys.madeUp();
                  keys.add(keys.size() / 2, unknown);
                  succeeded(talk, batch, keys, List.of(unknown));
                }),
        batchCase(batch, "all-unknown", "Keys that do not exist are answered one by one")
            .holds(
                talk -> {
                  List<String> unknown =
                      List.of(SeenKeys.madeUp(), SeenKeys.madeUp(), SeenKeys.madeUp())
                          .subList(0, Math.min(3, batch.max()));
                  succeeded(talk, batch, unknown, unknown);
                }),
        batchCase(batch, "other-case", "The case of a key counts")
            .holds(
                talk -> {
                  String other = otherCase(talk.world(), kind);
                  String key = talk.world().key(kind);
                  succeeded(
                      talk,
                      batch,
                      batch.max() < 2 ? List.of(other) : List.of(key, other),
                      List.of(other));
                }));
  }

  private Case batchCase(BatchDef batch, String name, String title) {
    return Case.of(operation, BATCH, name, title)
        .at(batch.at())
        .covers(ServerGoals.promise(operation, BATCH));
  }

  private static List<String> keys(Dialogue talk, String kind, int most)
      throws NotApplicableException {
    talk.world().key(kind);
    List<String> all = talk.world().keys(kind);
    return new ArrayList<>(all.subList(0, Math.min(most, all.size())));
  }

  /**
   * Checks that the call succeeds, with an error in each item that was not found and in no other.
   */
  private void succeeded(Dialogue talk, BatchDef batch, List<String> keys, List<String> unknown)
      throws NotApplicableException, InterruptedException {
    ObjectNode answer =
        talk.mustSucceed(
            operation, asking(talk, batch, keys), "a list within its limits is served");
    ItemErrorsDef errors = operation.itemErrors();
    if (errors == null) {
      return;
    }
    Set<Integer> promised = PromisedCodes.notFound(operation);
    Set<String> failedKeys = new HashSet<>();
    for (JsonNode item : errors.in(answer)) {
      String key = errors.keyOf(item).asText();
      JsonNode code = errors.code(item);
      if (!errors.failed(item)) {
        continue;
      }
      failedKeys.add(key);
      if (unknown.contains(key) && errors.code() != null && !promised.contains(code.asInt())) {
        talk.breach(
            errors.at(),
            "the made-up key " + key + " must have one of the codes " + promised + ", not " + code);
      }
      if (!unknown.contains(key) && keys.contains(key)) {
        talk.breach(
            errors.at(),
            "the key "
                + key
                + " was found by listing, but "
                + (errors.code() == null ? "is among the failures" : "has the code " + code));
      }
    }
    // Where failures have a list of their own, a key that is not in it counts as found.
    for (String key : unknown) {
      if (!failedKeys.contains(key)) {
        talk.breach(
            errors.at(),
            "the made-up key "
                + key
                + " must fail"
                + (errors.code() == null ? "" : " with one of the codes " + promised)
                + ", but counts as found");
      }
    }
  }

  private ObjectNode asking(Dialogue talk, BatchDef batch, List<String> keys)
      throws NotApplicableException {
    ObjectNode request = RequestMaker.JSON.objectNode();
    RequestMaker maker = new RequestMaker(contract, talk.world());
    for (PropertyDef other : operation.request().properties()) {
      if (other.required() && !other.name().equals(batch.field())) {
        request.set(other.name(), maker.value(other.value(), true, 0));
      }
    }
    BatchKeys.put(request, contract, operation, keys, talk.world());
    return request;
  }

  /**
   * Checks that an entry has the same content alone and among others; members that changed
   * meanwhile prove nothing.
   */
  private void ownContent(Dialogue talk, BatchDef batch, String kind)
      throws NotApplicableException, InterruptedException {
    List<String> keys = keys(talk, kind, 3);
    List<JsonNode> before = new ArrayList<>();
    for (String key : keys) {
      before.add(alone(talk, batch, key));
    }
    ObjectNode answer =
        talk.mustSucceed(
            operation, asking(talk, batch, keys), "a list within its limits is served");
    for (int i = 0; i < keys.size(); i++) {
      JsonNode together = item(answer, batch, keys.get(i));
      JsonNode after = alone(talk, batch, keys.get(i));
      if (together == null || before.get(i) == null || after == null) {
        continue;
      }
      for (Map.Entry<String, JsonNode> member : after.properties()) {
        JsonNode first = before.get(i).path(member.getKey());
        if (first.equals(member.getValue()) && !first.equals(together.path(member.getKey()))) {
          talk.breach(
              batch.at(),
              member.getKey()
                  + " of "
                  + keys.get(i)
                  + " is "
                  + shortened(first)
                  + " when asked for alone and "
                  + shortened(together.path(member.getKey()))
                  + " among others");
        }
      }
    }
  }

  private static String shortened(JsonNode value) {
    String text = value.isMissingNode() ? "absent" : value.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  private @Nullable JsonNode alone(Dialogue talk, BatchDef batch, String key)
      throws NotApplicableException, InterruptedException {
    return item(
        talk.mustSucceed(
            operation, asking(talk, batch, List.of(key)), "a list within its limits is served"),
        batch,
        key);
  }

  private static @Nullable JsonNode item(JsonNode answer, BatchDef batch, String key) {
    for (JsonNode item : batch.results(answer)) {
      if (batch.keyOfResult(item).asText().equals(key)) {
        return item;
      }
    }
    return null;
  }
}
