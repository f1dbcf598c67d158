package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.model.CollectionDef;
import dev.chatcontract.contract.model.EffectDef;
import dev.chatcontract.contract.model.EffectDef.Change;
import dev.chatcontract.contract.model.EffectDef.Create;
import dev.chatcontract.contract.model.EffectDef.Cursor;
import dev.chatcontract.contract.model.EffectDef.Delete;
import dev.chatcontract.contract.model.EffectDef.KeyPath;
import dev.chatcontract.contract.model.EffectDef.ListEntries;
import dev.chatcontract.contract.model.EffectDef.Parent;
import dev.chatcontract.contract.model.EffectDef.Read;
import dev.chatcontract.contract.model.EffectDef.Reason;
import dev.chatcontract.contract.model.EffectDef.Target;
import dev.chatcontract.contract.reader.MemberNames.Side;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import dev.chatcontract.contract.source.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code x-effect}. */
final class EffectReader {
  private static final Pattern KEY_PATH = Pattern.compile("(\\w+)(?:(\\[\\])(?:\\.(\\w+))?)?");

  private enum Verb {
    CREATE,
    READ,
    CHANGE,
    DELETE,
    LIST;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<String, CollectionDef> collections;
  private final MemberNames members;
  private final Fields fields;
  private final Problems problems;

  EffectReader(
      Map<String, CollectionDef> collections,
      MemberNames members,
      Fields fields,
      Problems problems) {
    this.collections = collections;
    this.members = members;
    this.fields = fields;
    this.problems = problems;
  }

  /**
   * Reads the effect of an operation, or returns null.
   *
   * @param paged whether {@code x-pagination} names the list of items
   * @param hasCode whether the operation may return a code
   */
  @Nullable EffectDef effect(
      Node operation,
      @Nullable SchemaDef request,
      SchemaDef response,
      boolean paged,
      Predicate<Integer> hasCode) {
    Node node = fields.object(operation, "x-effect");
    if (node == null) {
      return null;
    }
    List<Verb> verbs =
        Arrays.stream(Verb.values()).filter(verb -> node.get(verb.wire()) != null).toList();
    if (verbs.size() != 1) {
      problems.add(
          "effect",
          node.at(),
          "x-effect has " + (verbs.isEmpty() ? "no" : "more than one") + " verb",
          "write one of create, read, change, delete and list, with the name of a collection");
      return null;
    }
    Verb verb = verbs.get(0);
    CollectionDef collection = collection(node, verb.wire());
    Parent of = parent(node, request, hasCode);
    checkParent(node, collection, of);
    if (verb == Verb.LIST && !paged && node.get("into") == null) {
      problems.add(
          "effect",
          node.at(),
          "nothing says which member of the answer takes the list",
          "add into: <member>, or x-pagination to the operation");
    }
    KeyPath key = key(node, request);
    if (key == null && verb != Verb.CREATE && verb != Verb.LIST) {
      problems.add(
          "effect",
          node.at(),
          "nothing says which entries are meant",
          "add key: <member of the request>");
    }
    if (verb != Verb.LIST && collection != null && collection.key() == null && key != null) {
      problems.add(
          "effect",
          node.at(),
          "the entries of " + collection.name() + " have no key",
          "give the collection a key, or only list it and create entries without one");
    }
    Map<Reason, Integer> codes = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      Integer code = code(node, reason.wire(), hasCode);
      if (code != null) {
        codes.put(reason, code);
      }
    }
    String into = into(node, response);
    List<String> shown = List.copyOf(fields.texts(node, "members"));
    Map<String, String> where = names(node, "where", request);
    Map<String, String> rename = names(node, "rename", request);
    List<String> echo = echo(node, response);
    Map<String, String> also = also(node, response, collection);
    Cursor cursor =
        node.get("cursor") == null
            ? Cursor.AGE
            : fields.constant(node, "cursor", Cursor.values(), Cursor::wire, Cursor.AGE);
    Integer pageSize = fields.optionalInteger(node, "page-size");
    Target target =
        new Target(fields.text(node, verb.wire()), of, Collections.unmodifiableMap(codes), echo);
    return switch (verb) {
      case CREATE -> new Create(target, key, rename);
      case READ -> key == null ? null : new Read(target, key, into, shown);
      case CHANGE -> key == null ? null : new Change(target, key, rename);
      case DELETE -> key == null ? null : new Delete(target, key);
      case LIST -> new ListEntries(target, into, shown, where, also, cursor, pageSize);
    };
  }

  private @Nullable CollectionDef collection(Node node, String member) {
    String name = fields.optionalText(node, member);
    Node at = node.get(member);
    CollectionDef found = name == null ? null : collections.get(name);
    if (name != null && at != null && found == null) {
      problems.add(
          "unknown-collection",
          at.at(),
          member + " names " + name + ", which is not in x-collections",
          collections.isEmpty()
              ? "declare it in x-collections at the root"
              : Spelling.advice(name, collections.keySet()));
    }
    return found;
  }

  private void checkParent(Node node, @Nullable CollectionDef collection, @Nullable Parent of) {
    if (collection == null || (collection.below() == null) == (of == null)) {
      return;
    }
    problems.add(
        "effect",
        node.at(),
        of == null
            ? "the collection " + collection.name() + " is below " + collection.below()
            : "the collection " + collection.name() + " is below no other",
        of == null
            ? "say whose entries are meant with of: {key: <member of the request>}"
            : "remove of, or give the collection below: in x-collections");
  }

  private @Nullable Parent parent(
      Node node, @Nullable SchemaDef request, Predicate<Integer> hasCode) {
    Node of = fields.object(node, "of");
    if (of == null) {
      return null;
    }
    String key = fields.text(of, "key");
    members.member(of, "key", request, Side.REQUEST, null);
    return new Parent(key, code(of, "absent", hasCode), code(of, "malformed", hasCode));
  }

  private @Nullable KeyPath key(Node node, @Nullable SchemaDef request) {
    String text = fields.optionalText(node, "key");
    Node at = node.get("key");
    if (text == null || at == null) {
      return null;
    }
    Matcher path = KEY_PATH.matcher(text);
    if (!path.matches()) {
      problems.add("effect", at.at(), "key is " + text, "write Name, Names[] or Items[].Name");
      return null;
    }
    boolean list = path.group(2) != null;
    String inner = path.group(3);
    PropertyDef member =
        members.member(at, "key", path.group(1), request, Side.REQUEST, list ? "array" : null);
    if (inner != null && member != null) {
      SchemaDef element = members.element(member);
      if (element != null) {
        members.member(at, "key", inner, element, Side.REQUEST_ELEMENTS, null);
      }
    } else if (member != null && !list && member.type().equals("array")) {
      problems.add(
          "effect", at.at(), "key names the list " + text, "write " + text + "[] for its elements");
    }
    return new KeyPath(path.group(1), list, inner);
  }

  private @Nullable Integer code(Node node, String name, Predicate<Integer> hasCode) {
    Integer code = fields.optionalInteger(node, name);
    Node at = node.get(name);
    if (code != null && at != null && !hasCode.test(code)) {
      problems.add(
          "unknown-code",
          at.at(),
          name + " is " + code + ", which is not in a list of error codes",
          "name a code of x-error-codes or x-common-errors");
    }
    return code;
  }

  private @Nullable String into(Node node, SchemaDef response) {
    members.member(node, "into", response, Side.RESPONSE, null);
    return fields.optionalText(node, "into");
  }

  private List<String> echo(Node node, SchemaDef response) {
    List<String> echo = new ArrayList<>();
    for (Node name : fields.list(node, "echo")) {
      String text = String.valueOf(name.text());
      members.member(name, "echo", text, response, Side.RESPONSE, null);
      echo.add(text);
    }
    return List.copyOf(echo);
  }

  /** Reads a mapping from members of the request to other names. */
  private Map<String, String> names(Node node, String key, @Nullable SchemaDef request) {
    Map<String, String> names = new LinkedHashMap<>();
    Node mapping = fields.object(node, key);
    if (mapping != null) {
      mapping
          .members()
          .forEach(
              (name, value) -> {
                members.member(value, key, name, request, Side.REQUEST, null);
                names.put(name, fields.text(mapping, name));
              });
    }
    return Map.copyOf(names);
  }

  private Map<String, String> also(
      Node node, SchemaDef response, @Nullable CollectionDef collection) {
    Map<String, String> also = new LinkedHashMap<>();
    Node mapping = fields.object(node, "also");
    if (mapping != null) {
      mapping
          .members()
          .forEach(
              (name, value) -> {
                members.member(value, "also", name, response, Side.RESPONSE, "array");
                CollectionDef other = collection(mapping, name);
                if (other != null
                    && collection != null
                    && !String.valueOf(other.below()).equals(String.valueOf(collection.below()))) {
                  problems.add(
                      "effect",
                      value.at(),
                      other.name() + " is not below the same collection as " + collection.name(),
                      "list a collection below the same one");
                }
                also.put(name, fields.text(mapping, name));
              });
    }
    return Map.copyOf(also);
  }
}
