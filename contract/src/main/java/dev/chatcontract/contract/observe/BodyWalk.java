package dev.chatcontract.contract.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.page.Fact;
import dev.chatcontract.contract.page.Topic;
import dev.chatcontract.contract.schema.KindsDef;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.Place;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares a body with its definition: collects the members and values that occur, and finds values
 * that the contract does not list. Objects of an unknown kind are not compared.
 */
final class BodyWalk {
  private final Contract contract;
  private final boolean request;
  private final Set<String> broken;
  private final Set<Fact.Key> had;
  private final BiConsumer<Fact.Key, JsonNode> unlisted;
  private final Set<String> secret = new HashSet<>();

  /**
   * @param broken pointers of values that already have another finding
   * @param unlisted receives a member and its unlisted value; for a set of bits, each unlisted bit
   */
  BodyWalk(
      Contract contract,
      boolean request,
      Set<String> broken,
      Set<Fact.Key> had,
      BiConsumer<Fact.Key, JsonNode> unlisted) {
    this.contract = contract;
    this.request = request;
    this.broken = broken;
    this.had = had;
    this.unlisted = unlisted;
  }

  void body(JsonNode body, @Nullable SchemaDef schema) {
    members(body, schema, null, "", "");
  }

  /**
   * Returns whether the contract declares the value at this pointer, or a value that contains it,
   * as a secret.
   */
  boolean isSecret(String pointer) {
    return secret.stream().anyMatch(at -> pointer.equals(at) || pointer.startsWith(at + "/"));
  }

  private void members(
      JsonNode object,
      @Nullable SchemaDef schema,
      @Nullable ValueDef entries,
      String pointer,
      String path) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey();
      String inner = path.isEmpty() ? name : path + "." + name;
      String at = pointer + "/" + Place.escape(name);
      had.add(Fact.Key.member(request, inner));
      PropertyDef property = schema == null ? null : schema.property(name);
      if (property != null && property.sensitive()) {
        secret.add(at);
      }
      ValueDef def = property == null ? entries : property.value();
      KindsDef kinds = def == null ? null : def.kinds();
      if (kinds == null) {
        value(member.getValue(), def, ref(def), at, inner);
        continue;
      }
      JsonNode kind = object.path(kinds.by());
      String ref = kinds.ref(kind);
      PropertyDef by = schema == null ? null : schema.property(kinds.by());
      if (ref == null && kind.isValueNode() && by != null && listed(by.value()).isEmpty()) {
        String prefix = path.isEmpty() ? "" : path + ".";
        unlisted.accept(Fact.Key.member(request, prefix + kinds.by()), kind);
      }
      value(member.getValue(), def, ref, at, inner);
    }
  }

  private static @Nullable String ref(@Nullable ValueDef def) {
    return def == null ? null : def.ref();
  }

  private void value(
      JsonNode value, @Nullable ValueDef def, @Nullable String ref, String pointer, String path) {
    if (value.isArray()) {
      ValueDef items = def == null ? null : def.items();
      for (int i = 0; i < value.size(); i++) {
        value(value.get(i), items, ref(items), pointer + "/" + i, path);
      }
    } else if (value.isObject()) {
      SchemaDef schema = ref == null ? null : contract.schema(ref);
      members(value, schema, def == null ? null : def.values(), pointer, path);
    } else if (def != null && !value.isNull() && !broken.contains(pointer)) {
      scalar(value, def, Fact.Key.member(request, path), isSecret(pointer));
    }
  }

  private void scalar(JsonNode value, ValueDef def, Fact.Key member, boolean hidden) {
    Set<String> listed = listed(def);
    if (listed.isEmpty()) {
      return;
    }
    if (!def.bits()) {
      one(value, listed, member, hidden);
      return;
    }
    for (long rest = value.longValue(); rest != 0; rest &= rest - 1) {
      one(LongNode.valueOf(Long.lowestOneBit(rest)), listed, member, hidden);
    }
  }

  private void one(JsonNode value, Set<String> listed, Fact.Key member, boolean hidden) {
    had.add(member.about(Topic.KNOWN_VALUE, value.asText()));
    if (!listed.contains(value.asText())) {
      unlisted.accept(member, hidden ? TextNode.valueOf(ExchangeSecrets.HIDDEN) : value);
    }
  }

  private static Set<String> listed(ValueDef def) {
    Set<String> values = new HashSet<>();
    for (KnownValue known : def.knownValues()) {
      values.add(known.value().asText());
    }
    def.enumeration().forEach(value -> values.add(value.asText()));
    return values;
  }
}
