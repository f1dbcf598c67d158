package dev.chatcontract.conformance.simulator.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.answer.Envelopes;
import dev.chatcontract.conformance.simulator.answer.Outcome;
import dev.chatcontract.conformance.simulator.answer.Samples;
import dev.chatcontract.conformance.simulator.world.Entries;
import dev.chatcontract.conformance.simulator.world.Entry;
import dev.chatcontract.conformance.simulator.world.EntryMaker;
import dev.chatcontract.conformance.simulator.world.World;
import dev.chatcontract.contract.model.CollectionDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EffectDef;
import dev.chatcontract.contract.model.EffectDef.Change;
import dev.chatcontract.contract.model.EffectDef.Create;
import dev.chatcontract.contract.model.EffectDef.Delete;
import dev.chatcontract.contract.model.EffectDef.KeyPath;
import dev.chatcontract.contract.model.EffectDef.Keyed;
import dev.chatcontract.contract.model.EffectDef.ListEntries;
import dev.chatcontract.contract.model.EffectDef.Parent;
import dev.chatcontract.contract.model.EffectDef.Read;
import dev.chatcontract.contract.model.EffectDef.Reason;
import dev.chatcontract.contract.model.EffectDef.Stores;
import dev.chatcontract.contract.model.EffectDef.Target;
import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.GroupTypeDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.schema.PropertyDef;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out the {@code x-effect} of one operation. */
final class DeclaredEffect {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final OperationDef operation;
  private final EffectDef effect;
  private final Target target;
  private final @Nullable Integer absent;
  private final @Nullable Integer exists;
  private final @Nullable Integer malformed;
  private final @Nullable Integer unsupported;
  private final @Nullable KeyPath path;
  private final Map<String, String> rename;
  private final World world;
  private final Envelopes envelopes;
  private final EntryMaker maker;
  private final CollectionDef collection;
  private final @Nullable CollectionDef above;
  private final @Nullable Listing listing;
  private final boolean envelopeLast;

  DeclaredEffect(
      Contract contract,
      OperationDef operation,
      EffectDef effect,
      World world,
      Envelopes envelopes,
      EntryMaker maker) {
    this.operation = operation;
    this.effect = effect;
    this.target = effect.target();
    this.absent = target.codes().get(Reason.ABSENT);
    this.exists = target.codes().get(Reason.EXISTS);
    this.malformed = target.codes().get(Reason.MALFORMED);
    this.unsupported = target.codes().get(Reason.UNSUPPORTED);
    this.path = effect instanceof Keyed keyed ? keyed.key() : null;
    this.rename = effect instanceof Stores stores ? stores.rename() : Map.of();
    this.world = world;
    this.envelopes = envelopes;
    this.maker = maker;
    this.collection = contract.collections().get(target.collection());
    this.above = collection.below() == null ? null : contract.collections().get(collection.below());
    this.listing =
        effect instanceof ListEntries list ? new Listing(operation, list, collection) : null;
    this.envelopeLast = envelopeLast(operation);
  }

  /**
   * Returns whether the envelope comes last, as in the documented answer; the order means nothing,
   * but clients must handle both.
   */
  private static boolean envelopeLast(OperationDef operation) {
    List<SampleDef> samples = Samples.successes(operation);
    if (operation.envelope() == null || samples.isEmpty()) {
      return false;
    }
    Iterator<String> names = samples.get(0).value().fieldNames();
    String first = names.hasNext() ? names.next() : operation.envelope().status();
    return !first.equals(operation.envelope().status())
        && !first.equals(operation.envelope().code())
        && !first.equals(operation.envelope().info());
  }

  Outcome.@Nullable Failure refusal(ObjectNode request) {
    if (unsupported == null || !(effect instanceof Create) || collection.type() == null) {
      return null;
    }
    return isSupported(request.path(collection.type()).asText(""))
        ? null
        : new Outcome.Failure(unsupported, null);
  }

  Outcome carryOut(ObjectNode request) {
    Parent of = target.of();
    if (of == null || above == null) {
      return carryOut(request, world.collection(collection.name()), null);
    }
    Entries parents = world.collection(above.name());
    String key = request.path(of.key()).asText();
    Entry parent = parents.find(key);
    if (parent == null) {
      Integer code =
          of.malformed() != null && !parents.allows(key) ? of.malformed() : unlessSaid(of.absent());
      if (code != null) {
        return failure(code);
      }
      if (effect instanceof Stores) {
        parent = parents.ensure(key);
      }
    }
    if (parent != null && unsupported != null && !isSupported(parent.type())) {
      return failure(unsupported);
    }
    Entries entries =
        parent == null
            ? null
            : effect instanceof Stores
                ? parent.below(collection.name())
                : parent.findBelow(collection.name());
    return carryOut(request, entries, parent);
  }

  private Outcome carryOut(ObjectNode request, @Nullable Entries entries, @Nullable Entry parent) {
    ObjectNode answer = JSON.objectNode();
    if (listing != null) {
      listing.answer(answer, entries, parent, request);
    } else if (path != null && path.list()) {
      Integer failed = several(answer, entries, path, request);
      if (failed != null) {
        return failure(failed);
      }
    } else {
      JsonNode named = path == null ? JSON.missingNode() : request.path(path.member());
      Done done =
          one(
              entries,
              named.isValueNode() && !named.isNull() ? named.asText() : null,
              said(request, null));
      if (done.code() != 0) {
        return failure(done.code());
      }
      Entry entry = done.entry();
      if (entry != null && effect instanceof Read read) {
        single(answer, read, entry);
      }
      echo(answer, request, entry);
      return new Outcome.Success(told(enveloped(answer), 0));
    }
    echo(answer, request, null);
    return new Outcome.Success(told(enveloped(answer), 0));
  }

  /** Returns the failure of a call, in the envelope or in the code beside it. */
  private Outcome failure(int code) {
    return operation.itemErrors() == null || !operation.itemErrors().ofAnswer()
        ? new Outcome.Failure(code, null)
        : new Outcome.Success(told(enveloped(JSON.objectNode()), code));
  }

  /** Sets the code beside the envelope, if there is one; 0 means success. */
  private ObjectNode told(ObjectNode answer, int code) {
    ItemErrorsDef errors = operation.itemErrors();
    if (errors != null && errors.ofAnswer() && errors.code() != null) {
      answer.put(errors.code(), code == 0 ? errors.successCodes().get(0) : Long.valueOf(code));
      if (errors.info() != null) {
        answer.put(errors.info(), code == 0 ? "" : envelopes.text(operation, code));
      }
    }
    return answer;
  }

  private ObjectNode enveloped(ObjectNode payload) {
    ObjectNode envelope = envelopes.success(operation);
    if (!envelopeLast) {
      envelope.setAll(payload);
      return envelope;
    }
    payload.setAll(envelope);
    return payload;
  }

  /** The result for one key: a code, 0 for success, and the entry if there is one. */
  private record Done(int code, @Nullable Entry entry) {}

  private Done one(@Nullable Entries entries, @Nullable String key, ObjectNode said) {
    if (entries == null) {
      return absent(null, key);
    }
    if (effect instanceof Create) {
      return create(entries, key, said);
    }
    if (effect instanceof Delete) {
      return key != null && entries.remove(key) ? new Done(0, null) : absent(entries, key);
    }
    Entry entry = key == null ? null : entries.find(key);
    if (effect instanceof Change && entry == null && key != null && absent == null) {
      return create(entries, key, said);
    }
    if (entry == null) {
      return absent(entries, key);
    }
    return effect instanceof Change ? changed(entries, entry, said) : supported(entry);
  }

  private Done create(Entries entries, @Nullable String key, ObjectNode said) {
    String type = collection.type();
    if (unsupported != null && type != null && !isSupported(said.path(type).asText(""))) {
      return new Done(unsupported, null);
    }
    if (key != null && malformed != null && !entries.allows(key)) {
      return new Done(malformed, null);
    }
    Entry created = entries.create(key, said, maker);
    if (created != null || key == null) {
      return new Done(0, created);
    }
    if (exists != null) {
      return new Done(exists, null);
    }
    Entry there = entries.find(key);
    return there == null ? new Done(0, null) : changed(entries, there, said);
  }

  private Done changed(Entries entries, Entry entry, ObjectNode said) {
    Done supported = supported(entry);
    if (supported.code() == 0) {
      entries.change(entry, said);
    }
    return supported;
  }

  private Done supported(Entry entry) {
    return target.of() == null && unsupported != null && !isSupported(entry.type())
        ? new Done(unsupported, null)
        : new Done(0, entry);
  }

  private Done absent(@Nullable Entries entries, @Nullable String key) {
    Integer code =
        malformed != null && entries != null && (key == null || !entries.allows(key))
            ? malformed
            : failsAlone() ? unlessSaid(absent) : absent;
    return new Done(code == null ? 0 : code, null);
  }

  /** Returns how single keys fail; null if they do not. */
  private @Nullable ItemErrorsDef itemErrors() {
    ItemErrorsDef errors = operation.itemErrors();
    return errors == null || errors.ofAnswer() ? null : errors;
  }

  /** Returns whether a missing key fails individually, without failing those that exist. */
  private boolean failsAlone() {
    return path == null || !path.list() || itemErrors() != null;
  }

  /**
   * Returns the declared code; for a read that declares none, the "not found" code of the
   * operation's page, if there is one.
   */
  private @Nullable Integer unlessSaid(@Nullable Integer absent) {
    if (absent != null || !effect.reads()) {
      return absent;
    }
    int own = Envelopes.ownCode(operation, ErrorClass.NOT_FOUND, 0);
    return own == 0 ? null : Integer.valueOf(own);
  }

  /** Returns whether the type is supported; a type that the operation's page does not name is. */
  private boolean isSupported(@Nullable String type) {
    for (GroupTypeDef groupType : operation.groupTypes()) {
      if (groupType.type().equals(type)) {
        return groupType.supported();
      }
    }
    return true;
  }

  /**
   * Applies the effect to each key; returns the code of the first failure that no item can carry.
   */
  private @Nullable Integer several(
      ObjectNode answer, @Nullable Entries entries, KeyPath path, ObjectNode request) {
    ItemErrorsDef errors = itemErrors();
    SeveralResults results = new SeveralResults(operation);
    for (JsonNode element : request.path(path.member())) {
      JsonNode key = path.inner() == null ? element : element.path(path.inner());
      Done done = one(entries, key.asText(), said(request, element));
      if (done.code() != 0 && errors == null) {
        return done.code();
      }
      ObjectNode shown = JSON.objectNode();
      if (effect instanceof Read read && done.entry() != null) {
        shown = Listing.shown(read, collection, done.entry());
      } else if (effect instanceof Read && errors == null) {
        continue;
      }
      results.add(
          key, done.code(), done.code() == 0 ? "" : envelopes.text(operation, done.code()), shown);
    }
    results.into(answer);
    return null;
  }

  /**
   * Returns what the request says about an entry: the members of its element, or else all members
   * of the request that do not name an entry.
   */
  private ObjectNode said(ObjectNode request, @Nullable JsonNode element) {
    ObjectNode said = JSON.objectNode();
    boolean ofElement = element instanceof ObjectNode;
    JsonNode source = ofElement ? element : request;
    source
        .properties()
        .forEach(
            member -> {
              String name = member.getKey();
              boolean names =
                  !ofElement
                      && ((target.of() != null && name.equals(target.of().key()))
                          || (element != null && path != null && name.equals(path.member())));
              if (!names) {
                said.set(rename.getOrDefault(name, name), member.getValue());
              }
            });
    return said;
  }

  private void single(ObjectNode answer, Read read, Entry entry) {
    ObjectNode shown = Listing.shown(read, collection, entry);
    if (read.into() != null) {
      answer.set(read.into(), shown);
      return;
    }
    for (PropertyDef property : operation.response().properties()) {
      JsonNode value = shown.get(property.name());
      if (value != null) {
        answer.set(property.name(), value);
      }
    }
  }

  private void echo(ObjectNode answer, ObjectNode request, @Nullable Entry entry) {
    for (String name : target.echo()) {
      boolean isKey = name.equals(collection.key()) || (path != null && name.equals(path.member()));
      if (isKey && entry != null) {
        answer.put(name, entry.key());
      } else if (request.has(name)) {
        answer.set(name, request.get(name));
      }
    }
  }
}
