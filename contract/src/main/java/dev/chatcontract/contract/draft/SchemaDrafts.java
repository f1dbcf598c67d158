package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.page.layout.LimitKind;
import dev.chatcontract.contract.schema.SchemaDef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Drafts the schemas. */
final class SchemaDrafts {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String DIRECTORY = "schemas/";

  private static final Pattern TOTAL =
      Pattern.compile("(?i)总|合计|一共|加起来|\\b(?:in )?total\\b|\\b(?:al)?together\\b|整[条个]");

  private final Contract contract;
  private final SharedSchemas shared;
  private final String prefix;
  private final String source;
  private final String page;
  private final List<Question> questions;
  private final Map<String, DraftFile> files = new LinkedHashMap<>();

  SchemaDrafts(
      Contract contract, String prefix, String source, String page, List<Question> questions) {
    this.contract = contract;
    this.shared = new SharedSchemas(contract);
    this.prefix = prefix;
    this.source = source;
    this.page = page;
    this.questions = questions;
  }

  Map<String, DraftFile> files() {
    return files;
  }

  /** Drafts the schema of a body and returns its name. */
  String body(Member body, boolean request) {
    String name = free(prefix + (request ? "Request" : "Response"));
    String description =
        request
            ? "What the request says, as far as the page says."
            : "Outcome of the call, and what it returns.";
    EnvelopeDef envelope = request ? null : contract.envelope();
    List<String> outcome =
        envelope == null ? List.of() : List.of(envelope.status(), envelope.code(), envelope.info());
    DraftFile file = object(name, description, body, request, outcome.stream().limit(2).toList());
    ObjectNode properties = file.root.withObject("/properties");
    for (String member : outcome) {
      String ref = shared.ofEnvelope(member);
      if (ref != null) {
        properties.putObject(member).put("$ref", path(ref, DIRECTORY));
      }
    }
    return name;
  }

  private String free(String name) {
    String free = name;
    for (int i = 2; contract.schema(free) != null || files.containsKey(free); i++) {
      free = name + i;
    }
    return free;
  }

  private DraftFile object(
      String name, String description, Member member, boolean request, List<String> outcome) {
    DraftFile file = new DraftFile(DIRECTORY + name + ".yaml", page, questions);
    files.put(name, file);
    ObjectNode root = file.root;
    root.put("type", "object").put("description", description);
    List<String> required = new ArrayList<>(outcome);
    for (Member inner : member.members.values()) {
      boolean stated = inner.required && !inner.unplaced;
      if (request && stated && inner.isAlwaysIn(member)) {
        required.add(inner.name);
      }
    }
    if (!required.isEmpty()) {
      required.forEach(root.putArray("required")::add);
    }
    root.put("additionalProperties", true);
    root.set("x-source", file.source(source, member.isSampled() ? "sample" : "table"));
    if (!member.members.isEmpty()) {
      ObjectNode properties = root.putObject("properties");
      for (Member inner : member.members.values()) {
        file.comment("/properties/" + inner.name, inner.line, inner.text);
        Map.Entry<String, Map<String, Member>> kinds = KindsGuess.of(member, inner);
        properties.set(
            inner.name,
            kinds.getValue().isEmpty()
                ? property(file, inner, request)
                : kinds(inner, kinds.getKey(), kinds.getValue(), request));
      }
    }
    return file;
  }

  private ObjectNode kinds(Member member, String by, Map<String, Member> kinds, boolean request) {
    ObjectNode property = NODES.objectNode().put("type", "object");
    property.put("description", Wording.member(member, "object", request));
    property.put("additionalProperties", true);
    property.set("example", example(member, "object"));
    ObjectNode of = property.putObject("x-kinds").put("by", by).putObject("of");
    kinds.forEach(
        (kind, object) ->
            of.putObject(kind).put("$ref", path(kind(member, kind, object, request), DIRECTORY)));
    return property;
  }

  private String kind(Member member, String kind, Member object, boolean request) {
    String name = free(prefix + Wording.pascal(member.name) + Wording.pascal(kind));
    String description =
        Wording.sentence(Wording.words(member.name))
            + " of the kind "
            + kind
            + ", as the samples show it.";
    object(name, description, object, request, List.of()).root.set("example", object.example);
    return name;
  }

  private ObjectNode property(DraftFile file, Member member, boolean request) {
    MemberType type = MemberType.of(member);
    ObjectNode property = NODES.objectNode();
    String ref = type.question() == null ? shared.of(member, type.type()) : null;
    if (ref == null && type.type().equals("object") && !member.members.isEmpty()) {
      ref = nested(member, request);
    }
    boolean fewer =
        ref != null && ListedValues.areTheOnlyOnes(member) && shared.hasMore(ref, member);
    if (ref != null && !member.unplaced && !fewer) {
      return property.put("$ref", path(ref, DIRECTORY));
    }
    if (ref != null) {
      property.putArray("allOf").addObject().put("$ref", path(ref, DIRECTORY));
      property.put("description", Wording.member(member, type.type(), request));
      if (fewer) {
        member.values.stream().distinct().forEach(property.putArray("x-only-values")::add);
      }
    } else {
      value(file, property, member, type, request);
    }
    if (type.question() != null) {
      file.ask(property, type.question());
    }
    if (member.unplaced) {
      file.ask(
          property,
          "Where does "
              + member.name
              + " belong? No sample shows it, and the table does not say whether it is part of a member above it.");
    }
    return property;
  }

  private void value(
      DraftFile file, ObjectNode property, Member member, MemberType type, boolean request) {
    if (!type.type().isEmpty()) {
      property.put("type", type.type());
    }
    if (type.type().equals("integer")) {
      property.put("format", "int64");
    }
    if (member.nullable && !type.type().isEmpty()) {
      property.put("nullable", true);
    }
    List<String> doubts = request ? limits(property, member, type.type()) : List.of();
    property.put("description", Wording.member(member, type.type(), request));
    if (type.type().equals("object")) {
      property.put("additionalProperties", true);
    }
    if (type.type().equals("array")) {
      property.set("items", items(file, property, member, request));
    }
    property.set("example", example(member, type.type()));
    String open = ListedValues.add(property, member, type.type());
    doubts.forEach(doubt -> file.ask(property, doubt));
    if (open != null) {
      file.ask(property, open);
    }
  }

  private static List<String> limits(ObjectNode property, Member member, String type) {
    List<String> doubts = new ArrayList<>();
    member
        .limits
        .entrySet()
        .removeIf(
            limit -> {
              String keyword = keyword(limit.getKey(), type);
              if (limit.getKey() == LimitKind.MAX_BYTES && !type.equals("string")) {
                return totalBytes(property, member, type, limit.getValue(), doubts);
              }
              if (keyword == null) {
                if (limit.getKey() == LimitKind.MAX_LENGTH && type.equals("string")) {
                  doubts.add(
                      "The page limits "
                          + member.name
                          + " to "
                          + limit.getValue()
                          + " characters. Does the service count those, or bytes of UTF-8 (x-max-bytes)?");
                }
                return true;
              }
              if (member.shown.getOrDefault(limit.getKey(), 0L) > limit.getValue()) {
                doubts.add(
                    "A sample has more than the "
                        + limit.getValue()
                        + " that the page allows "
                        + member.name
                        + ". What is the limit?");
                return true;
              }
              property.put(keyword, limit.getValue());
              return false;
            });
    return doubts;
  }

  /**
   * Drafts a limit of a list or an object, or asks about it. Returns false for a list of texts
   * without a total: the limit applies to each text.
   */
  private static boolean totalBytes(
      ObjectNode property, Member member, String type, long bytes, List<String> doubts) {
    boolean texts = type.equals("array") && !member.elementKinds.contains("object");
    if (!type.equals("array") && !type.equals("object")) {
      return true;
    }
    if (TOTAL.matcher(member.text).find()) {
      property.put("x-max-total-bytes", bytes);
      return true;
    }
    if (!texts) {
      doubts.add(
          "Are the "
              + bytes
              + " bytes of "
              + member.name
              + " a limit of all its texts together (x-max-total-bytes)?");
    }
    return !texts;
  }

  private static @Nullable String keyword(LimitKind kind, String type) {
    return switch (kind) {
      case MAX_BYTES -> type.equals("string") ? "x-max-bytes" : null;
      case MAX_ITEMS -> type.equals("array") ? "maxItems" : null;
      case MAXIMUM -> type.equals("integer") || type.equals("number") ? "maximum" : null;
      case MAX_LENGTH -> null;
    };
  }

  private ObjectNode items(DraftFile file, ObjectNode property, Member member, boolean request) {
    ObjectNode items = NODES.objectNode();
    if (member.members.isEmpty() && member.elementKinds.isEmpty()) {
      String ref = shared.ofElements(member, "string");
      if (ref != null) {
        return items.put("$ref", path(ref, DIRECTORY));
      }
      file.ask(property, "What are the elements of " + member.name + "? No sample shows one.");
      return items;
    }
    if (member.elementKinds.size() > 1) {
      return items;
    }
    String kind = member.elementKinds.isEmpty() ? "object" : member.elementKinds.first();
    String ref = shared.ofElements(member, kind);
    if (kind.equals("object")) {
      return items.put("$ref", path(ref == null ? nested(member, request) : ref, DIRECTORY));
    }
    if (ref != null) {
      return items.put("$ref", path(ref, DIRECTORY));
    }
    if (kind.equals("array") || kind.equals("null")) {
      return items;
    }
    items.put("type", kind);
    Long bytes = request && kind.equals("string") ? member.limits.get(LimitKind.MAX_BYTES) : null;
    if (bytes != null && member.shown.getOrDefault(LimitKind.MAX_BYTES, 0L) <= bytes) {
      items.put("x-max-bytes", bytes);
    }
    return kind.equals("integer") ? items.put("format", "int64") : items;
  }

  private String nested(Member member, boolean request) {
    String name = prefix + Wording.pascal(member.name);
    if (contract.schema(name) != null || files.containsKey(name)) {
      name = prefix + (request ? "Request" : "Response") + Wording.pascal(member.name);
    }
    name = free(name);
    String description = Wording.sentence(Wording.words(member.name)) + ", as the samples show it.";
    DraftFile file = object(name, description, member, request, List.of());
    JsonNode shown = member.exampleObject();
    if (shown != null && !shown.isEmpty()) {
      file.root.set("example", shown);
    }
    return name;
  }

  static JsonNode example(Member member, String type) {
    JsonNode shown = member.example;
    if (member.isSampled() && !shown.isNull()) {
      return shown;
    }
    boolean known = !member.values.isEmpty();
    return switch (type) {
      case "integer" ->
          NODES.numberNode(
              known && member.values.get(0).matches("\\d+")
                  ? Long.parseLong(member.values.get(0))
                  : 1L);
      case "number" -> NODES.numberNode(1);
      case "boolean" -> NODES.booleanNode(true);
      case "array" -> NODES.arrayNode();
      case "object" -> NODES.objectNode();
      default -> NODES.textNode(known ? member.values.get(0) : "text");
    };
  }

  /** Returns a reference from a file in a directory to a schema of the contract or of the draft. */
  String path(String schema, String from) {
    SchemaDef existing = contract.schema(schema);
    String file = existing == null ? DIRECTORY + schema + ".yaml" : existing.at().file();
    if (file.endsWith("/" + schema + ".yaml")) {
      return file.startsWith(from) ? file.substring(from.length()) : "../" + file;
    }
    return "../" + file + "#/components/schemas/" + schema;
  }
}
