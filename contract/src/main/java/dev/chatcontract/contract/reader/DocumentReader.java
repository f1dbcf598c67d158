package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.model.AuthParameterDef;
import dev.chatcontract.contract.model.CollectionDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.InfoDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.RegionDef;
import dev.chatcontract.contract.model.TagDef;
import dev.chatcontract.contract.reader.keyword.KeywordRules;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Problems;
import dev.chatcontract.contract.source.Shape;
import dev.chatcontract.contract.source.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates the typed contract from a flattened document and checks what the types cannot express.
 */
final class DocumentReader {
  private final Node root;
  private final Problems problems;
  private final Fields fields;
  private final SchemaReader schemaReader;
  private final SampleReader samples;
  private final RegionReader regionReader;
  private final ErrorReader errorReader;
  private final Map<String, SchemaDef> schemas;

  private DocumentReader(Node root, Problems problems) {
    Components components = new Components(root);
    this.root = root;
    this.problems = problems;
    this.fields = new Fields(problems);
    this.schemaReader = new SchemaReader(components.section("schemas"), fields, problems);
    this.samples = new SampleReader(components.section("examples"), fields, problems);
    this.regionReader = new RegionReader(fields, problems);
    this.errorReader = new ErrorReader(fields, problems);
    this.schemas = schemaReader.all();
  }

  /** Reads as much of the contract as possible; if there are problems, do not use the result. */
  static Contract read(ContractDocument document, Problems problems) {
    new KeywordRules(problems).check(document);
    return new DocumentReader(document.root(), problems).contract(document.files());
  }

  private Contract contract(List<String> files) {
    Node infoNode = fields.object(root, "info");
    if (infoNode == null) {
      problems.add("missing", root.at(), "the document has no info", "add info: {title, version}");
      infoNode = Node.object(root.at(), Map.of());
    }
    InfoDef info =
        new InfoDef(
            fields.text(infoNode, "title"),
            fields.text(infoNode, "version"),
            fields.textOr(infoNode, "description", "").strip(),
            infoNode.at());
    EnvelopeDef envelope = envelope();
    List<RegionDef> regions = regionReader.regions(root);
    List<ErrorDef> commonErrors = errorReader.errors(root.get("x-common-errors"));
    List<TagDef> tags = new ArrayList<>();
    Set<String> tagNames = new HashSet<>();
    for (Node tag : fields.objects(root, "tags")) {
      if (!tagNames.add(String.valueOf(tag.text("name")))) {
        problems.add(
            "duplicate-tag",
            tag.at(),
            "the tag " + tag.text("name") + " is listed twice",
            "merge the two entries");
      }
      tags.add(
          new TagDef(
              fields.text(tag, "name"), fields.textOr(tag, "description", "").strip(), tag.at()));
    }
    List<OperationDef> operations = new ArrayList<>();
    Map<String, AuthParameterDef> auth = new LinkedHashMap<>();
    Map<String, Place> operationNames = new HashMap<>();
    Map<String, CollectionDef> collections =
        new CollectionReader(schemas, fields, problems).collections(root);
    OperationReader reader =
        new OperationReader(
            root,
            schemaReader,
            schemas,
            samples,
            envelope,
            commonErrors,
            collections,
            fields,
            problems);
    Node paths = fields.object(root, "paths");
    if (paths != null) {
      paths
          .members()
          .forEach(
              (path, item) ->
                  item.members()
                      .forEach(
                          (method, node) -> {
                            if (Shape.METHODS.contains(method) && node.isObject()) {
                              OperationDef operation = reader.operation(path, method, item, node);
                              operations.add(operation);
                              operation.auth().forEach(a -> auth.putIfAbsent(a.name(), a));
                              Place first =
                                  operationNames.putIfAbsent(operation.name(), operation.at());
                              if (first != null) {
                                problems.add(
                                    "duplicate-operation",
                                    operation.at(),
                                    "the operationId " + operation.name() + " is taken by " + first,
                                    "give each operation its own name");
                              }
                              regionReader.checkNames(operation, node, regions);
                              checkTag(operation, tags);
                            }
                          }));
    }
    if (operations.isEmpty()) {
      problems.add("missing", root.at(), "the document has no operations", "add paths");
    }
    return new Contract(
        info,
        envelope,
        List.copyOf(tags),
        regions,
        List.copyOf(auth.values()),
        List.copyOf(operations),
        Collections.unmodifiableMap(schemas),
        commonErrors,
        errorReader.ranges(root),
        Collections.unmodifiableMap(collections),
        samples.all(),
        pageDates(),
        List.copyOf(files));
  }

  private Map<String, String> pageDates() {
    Map<String, String> dates = new LinkedHashMap<>();
    Node sources = root.get("x-sources");
    for (Node source : sources == null ? List.<Node>of() : sources.elements()) {
      String id = source.text("id");
      String date = source.text("date");
      if (id != null && date != null) {
        dates.put(id, date);
      }
    }
    return Collections.unmodifiableMap(dates);
  }

  private @Nullable EnvelopeDef envelope() {
    Node node = fields.object(root, "x-envelope");
    if (node == null) {
      return null;
    }
    return new EnvelopeDef(
        fields.text(node, "status"),
        fields.text(node, "success"),
        fields.text(node, "code"),
        fields.integer(node, "success-code"),
        fields.text(node, "info"),
        node.at());
  }

  private void checkTag(OperationDef operation, List<TagDef> tags) {
    List<String> names = tags.stream().map(TagDef::name).toList();
    if (!operation.tag().isEmpty() && !names.contains(operation.tag())) {
      problems.add(
          "unknown-tag",
          operation.at(),
          operation.name() + " has the tag " + operation.tag() + ", which the root does not list",
          Spelling.advice(operation.tag(), names));
    }
  }
}
