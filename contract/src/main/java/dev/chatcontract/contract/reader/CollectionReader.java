package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.model.CollectionDef;
import dev.chatcontract.contract.schema.EcmaPattern;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import dev.chatcontract.contract.source.Spelling;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code x-collections}. */
final class CollectionReader {
  private final Map<String, SchemaDef> schemas;
  private final Fields fields;
  private final Problems problems;

  CollectionReader(Map<String, SchemaDef> schemas, Fields fields, Problems problems) {
    this.schemas = schemas;
    this.fields = fields;
    this.problems = problems;
  }

  /** Reads the collections by name, in the order of the list. */
  Map<String, CollectionDef> collections(Node root) {
    Map<String, CollectionDef> collections = new LinkedHashMap<>();
    for (Node node : fields.objects(root, "x-collections")) {
      CollectionDef collection = collection(node, collections);
      if (collections.putIfAbsent(collection.name(), collection) != null) {
        problems.add(
            "duplicate-collection",
            node.at(),
            "the collection " + collection.name() + " is declared twice",
            "give each collection its own name");
      }
    }
    return collections;
  }

  private CollectionDef collection(Node node, Map<String, CollectionDef> before) {
    String below = fields.optionalText(node, "below");
    Node belowNode = node.get("below");
    if (below != null && belowNode != null) {
      CollectionDef parent = before.get(below);
      if (parent == null) {
        problems.add(
            "unknown-collection",
            belowNode.at(),
            "below names " + below + ", which is not a collection declared before this one",
            before.isEmpty()
                ? "declare it before this one"
                : Spelling.advice(below, before.keySet()));
      } else if (parent.below() != null || parent.key() == null) {
        problems.add(
            "collection",
            belowNode.at(),
            below + (parent.key() == null ? " has no key" : " is below another collection"),
            "put this collection below one at the top that has a key");
      }
    }
    String seededBy = fields.optionalText(node, "seeded-by");
    Node seededNode = node.get("seeded-by");
    if (seededBy != null && seededNode != null && !schemas.containsKey(seededBy)) {
      problems.add(
          "unknown-schema",
          seededNode.at(),
          "seeded-by names " + seededBy + ", which is not a schema",
          schemas.isEmpty() ? "remove it" : Spelling.advice(seededBy, schemas.keySet()));
    }
    return new CollectionDef(
        fields.text(node, "name"),
        below,
        fields.optionalText(node, "key"),
        pattern(node),
        fields.optionalText(node, "type"),
        fields.flag(node, "administrators"),
        seededBy,
        node.at());
  }

  private @Nullable String pattern(Node node) {
    String pattern = fields.optionalText(node, "key-pattern");
    Node at = node.get("key-pattern");
    if (pattern == null || at == null) {
      return null;
    }
    try {
      return EcmaPattern.toJava(pattern);
    } catch (IllegalArgumentException e) {
      problems.add(
          "pattern",
          at.at(),
          "key-pattern is not an expression of ECMA 262: " + e.getMessage(),
          "correct it");
      return null;
    }
  }
}
