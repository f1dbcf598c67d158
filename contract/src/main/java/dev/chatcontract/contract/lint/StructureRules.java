package dev.chatcontract.contract.lint;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules on the structure of the document: keywords, unused parts, and schemas that suit other
 * languages.
 */
final class StructureRules {
  /** Directories next to the root file that are not part of the contract. */
  private static final Set<String> FOREIGN = Set.of("baseline", "target", "node_modules", "src");

  private final ContractDocument document;
  private final Findings findings;

  /** Schemas that only parameters use, which may be closed lists. */
  private final Set<Node> ofParameters = Collections.newSetFromMap(new IdentityHashMap<>());

  StructureRules(ContractDocument document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  void check(Path directory) {
    Node root = document.root();
    collectParameters(root);
    document.visit(this::checkSchema);
    document.visit(this::checkOperation);
    checkUnusedComponents(root);
    checkOrphanFiles(directory);
  }

  private void collectParameters(Node root) {
    document.visit(
        (shape, node) -> {
          Node schema = shape == Shape.PARAMETER ? node.get("schema") : null;
          if (schema != null) {
            ofParameters.add(schema);
          }
        });
    Set<String> named = new HashSet<>();
    Set<String> elsewhere = new HashSet<>();
    document.visit(
        (shape, node) -> {
          String ref = node.text("$ref");
          if (ref != null && ref.startsWith("#/")) {
            (ofParameters.contains(node) ? named : elsewhere).add(ref);
          }
        });
    named.removeAll(elsewhere);
    for (String ref : named) {
      Node schema = root.find(ref.substring(1));
      if (schema != null) {
        ofParameters.add(schema);
      }
    }
  }

  private void checkSchema(Shape shape, Node node) {
    if ((shape != Shape.SCHEMA && shape != Shape.PROPERTY) || node.get("$ref") != null) {
      return;
    }
    String type = node.text("type");
    if ("object".equals(type) || node.get("properties") != null) {
      Node additional = node.get("additionalProperties");
      if (additional == null || additional.toJson().equals(BooleanNode.FALSE)) {
        findings.error(
            "closed-object",
            additional == null ? node.at() : additional.at(),
            "the object does not say that other members may come",
            "write additionalProperties: true; stock clients refuse answers otherwise");
      }
    }
    String format = node.text("format");
    if ("integer".equals(type) && !List.of("int32", "int64").contains(String.valueOf(format))) {
      findings.error(
          "integer-format",
          node.at(),
          format == null ? "the integer has no format" : "the integer has the format " + format,
          "write format: int64, or int32 for a small flag");
    }
    if (node.get("maxLength") != null && node.get("x-max-bytes") != null) {
      findings.error(
          "two-lengths",
          node.at(),
          "maxLength counts characters and x-max-bytes counts bytes",
          "keep the one that the page means");
    }
  }

  private void checkOperation(Shape shape, Node node) {
    if (shape == Shape.PROPERTY || shape == Shape.SCHEMA) {
      Node enumeration = node.get("enum");
      if (enumeration != null && !ofParameters.contains(node)) {
        findings.error(
            "closed-enum",
            enumeration.at(),
            "a closed enum makes clients in other languages refuse new values",
            "write x-extensible-enum with a meaning for each value");
      }
    }
  }

  private void checkUnusedComponents(Node root) {
    Node components = root.get("components");
    if (components == null) {
      return;
    }
    Set<String> used = new HashSet<>();
    root.members()
        .forEach(
            (key, value) -> {
              if (!key.equals("components")) {
                collectReferences(value, used, components);
              }
            });
    collectSchemes(used);
    components
        .members()
        .forEach(
            (section, entries) ->
                entries
                    .members()
                    .forEach(
                        (name, entry) -> {
                          if (!used.contains(section + "/" + name)) {
                            findings.error(
                                "unused-component",
                                entry.at(),
                                "nothing uses the component " + name + " of " + section,
                                "remove it or refer to it");
                          }
                        }));
  }

  private void collectReferences(Node node, Set<String> used, Node components) {
    String ref = node.text("$ref");
    String prefix = "#/components/";
    if (ref != null && ref.startsWith(prefix)) {
      String key = ref.substring(prefix.length()).replace("~1", "/").replace("~0", "~");
      if (used.add(key)) {
        Node target = components.find("/" + ref.substring(prefix.length()));
        if (target != null) {
          collectReferences(target, used, components);
        }
      }
    }
    node.members().values().forEach(member -> collectReferences(member, used, components));
    node.elements().forEach(element -> collectReferences(element, used, components));
  }

  private void collectSchemes(Set<String> used) {
    document.visit(
        (shape, node) -> {
          if (shape == Shape.ROOT || shape == Shape.OPERATION) {
            Node security = node.get("security");
            if (security != null) {
              security
                  .elements()
                  .forEach(
                      requirement ->
                          requirement
                              .members()
                              .keySet()
                              .forEach(name -> used.add("securitySchemes/" + name)));
            }
          }
        });
  }

  /** Reports files that nothing refers to, whose facts no tool would read. */
  private void checkOrphanFiles(Path directory) {
    Set<String> files = new TreeSet<>();
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              String name = String.valueOf(path.getFileName());
              return !path.equals(directory) && (FOREIGN.contains(name) || name.startsWith("."))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              boolean below = !directory.equals(path.getParent());
              String name = path.toString();
              if (below && (name.endsWith(".yaml") || name.endsWith(".yml"))) {
                files.add(directory.relativize(path).toString().replace('\\', '/'));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
    files.removeAll(document.files());
    for (String orphan : files) {
      findings.error(
          "orphan-file",
          new Place(orphan, 1, 1, ""),
          "nothing refers to this file",
          "refer to it or remove it");
    }
  }
}
