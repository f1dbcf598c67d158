package dev.chatcontract.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the typed contract of a flattened document and checks what the types cannot hold. */
final class ContractReader {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
  private static final Pattern UPPER_SNAKE = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final Pattern LOWER_SNAKE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final String JSON = "application/json";

  private final Node root;
  private final Problems problems;
  private final Fields fields;
  private final SchemaReader schemaReader;
  private final Map<String, SchemaDef> schemas;
  private final Map<String, SampleDef> samples = new TreeMap<>();

  private ContractReader(Node root, Problems problems) {
    this.root = root;
    this.problems = problems;
    this.fields = new Fields(problems);
    this.schemaReader = new SchemaReader(section("schemas"), fields, problems);
    this.schemas = schemaReader.all();
  }

  /** Throws with the problems noted before and the ones found now. */
  static Contract read(ContractDocument document, Problems problems) {
    Contract contract = attempt(document, problems);
    if (!problems.isEmpty()) {
      throw new ContractException(problems.list());
    }
    return contract;
  }

  /** The contract as far as it can be told; worth nothing but its problems if there are any. */
  static Contract attempt(ContractDocument document, Problems problems) {
    return new ContractReader(document.root(), problems).contract(document.files());
  }

  private Map<String, Node> section(String name) {
    Node components = root.get("components");
    Node section = components == null ? null : components.get(name);
    return section == null ? Map.of() : section.members();
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
    section("examples").forEach((name, node) -> samples.put(name, sample(name, node)));
    EnvelopeDef envelope = envelope();
    List<RegionDef> regions = regions();
    List<ErrorDef> commonErrors = errors(root.get("x-common-errors"));
    List<TagDef> tags = new ArrayList<>();
    for (Node tag : fields.objects(root, "tags")) {
      tags.add(
          new TagDef(
              fields.text(tag, "name"), fields.textOr(tag, "description", "").strip(), tag.at()));
    }
    List<OperationDef> operations = new ArrayList<>();
    Map<String, AuthParameterDef> auth = new LinkedHashMap<>();
    Map<String, Place> operationNames = new HashMap<>();
    Node paths = fields.object(root, "paths");
    if (paths != null) {
      paths
          .members()
          .forEach(
              (path, item) ->
                  item.members()
                      .forEach(
                          (method, node) -> {
                            if (METHODS.contains(method) && node.isObject()) {
                              OperationDef operation =
                                  operation(path, method, item, node, envelope, commonErrors);
                              operations.add(operation);
                              operation.auth().forEach(a -> auth.putIfAbsent(a.name(), a));
                              Place first =
                                  operationNames.putIfAbsent(operation.name(), operation.at());
                              if (first != null) {
                                problems.add(
                                    "duplicate-operation",
                                    operation.at(),
                                    "the operationId " + operation.name() + " is taken by " + first,
                                    "give each operation a name of its own");
                              }
                              checkRegions(operation, node, regions);
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
        errorRanges(),
        Collections.unmodifiableMap(samples),
        List.copyOf(files));
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

  private List<RegionDef> regions() {
    List<RegionDef> regions = new ArrayList<>();
    Map<String, Place> ids = new HashMap<>();
    for (Node server : fields.objects(root, "servers")) {
      Node region = fields.object(server, "x-region");
      String url = fields.text(server, "url");
      if (region == null) {
        problems.add(
            "missing",
            server.at(),
            "the server " + url + " has no x-region",
            "add x-region: {id: ..., name: ...}");
        continue;
      }
      String id = fields.text(region, "id");
      if (!UPPER_SNAKE.matcher(id).matches() && !id.isEmpty()) {
        problems.add(
            "name",
            region.at(),
            "the region id " + id + " is not in upper snake case",
            "write it like SOUTH_EAST");
      }
      Place first = ids.putIfAbsent(id, region.at());
      if (first != null) {
        problems.add(
            "duplicate-region",
            region.at(),
            "the region id " + id + " is taken on line " + first.line(),
            "give each server an id of its own");
      }
      regions.add(
          new RegionDef(
              id,
              fields.text(region, "name"),
              url.replaceFirst("/+$", ""),
              fields.textOr(server, "description", "").strip(),
              schemaReader.source(region, "source"),
              server.at()));
    }
    return List.copyOf(regions);
  }

  private void checkRegions(OperationDef operation, Node node, List<RegionDef> regions) {
    List<String> ids = regions.stream().map(RegionDef::id).toList();
    for (Node region : fields.list(node, "x-documented-regions")) {
      String id = String.valueOf(region.text());
      if (!ids.contains(id)) {
        problems.add(
            "unknown-region",
            region.at(),
            operation.name() + " names the region " + id + ", which no server has",
            Spelling.advice(id, ids));
      }
    }
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

  private List<ErrorDef> errors(@Nullable Node list) {
    if (list == null) {
      return List.of();
    }
    Node holder = Node.object(list.at(), Map.of("list", list));
    List<ErrorDef> errors = new ArrayList<>();
    Map<Integer, Place> codes = new HashMap<>();
    Map<String, Place> names = new HashMap<>();
    for (Node node : fields.objects(holder, "list")) {
      int code = fields.integer(node, "code");
      String name = fields.text(node, "name");
      if (!UPPER_SNAKE.matcher(name).matches() && !name.isEmpty()) {
        problems.add(
            "name",
            node.at(),
            "the error name " + name + " is not in upper snake case",
            "write it like " + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_"));
      }
      Place first = codes.putIfAbsent(code, node.at());
      if (first != null) {
        problems.add(
            "duplicate-code",
            node.at(),
            "the code " + code + " stands twice in this list, first on line " + first.line(),
            "merge the two entries");
      }
      Place firstName = names.putIfAbsent(name, node.at());
      if (firstName != null && first == null) {
        problems.add(
            "duplicate-name",
            node.at(),
            "the name " + name + " stands twice in this list, first on line " + firstName.line(),
            "tell the two apart");
      }
      errors.add(
          new ErrorDef(
              code,
              name,
              fields.text(node, "meaning").strip(),
              fields.constant(
                  node, "class", ErrorClass.values(), ErrorClass::wire, ErrorClass.AMBIGUOUS),
              fields.constant(node, "retry", Retry.values(), Retry::wire, Retry.NEVER),
              fields.optionalInteger(node, "retry-after-seconds"),
              fields.flag(node, "page-retry"),
              fields.flag(node, "write-only"),
              fields.textOr(node, "action", "").strip(),
              List.copyOf(fields.texts(node, "x-errata")),
              schemaReader.source(node, "source"),
              node.at()));
    }
    return List.copyOf(errors);
  }

  private List<ErrorRangeDef> errorRanges() {
    List<ErrorRangeDef> ranges = new ArrayList<>();
    for (Node node : fields.objects(root, "x-error-ranges")) {
      int from = fields.integer(node, "from");
      int to = fields.integer(node, "to");
      if (from > to) {
        problems.add(
            "empty-range", node.at(), "the range " + from + " to " + to + " is empty", "swap them");
      }
      for (ErrorRangeDef other : ranges) {
        if (from <= other.to() && other.from() <= to) {
          problems.add(
              "overlapping-range",
              node.at(),
              "the range from " + from + " overlaps the one on line " + other.at().line(),
              "let every code be in one range at most");
        }
      }
      ranges.add(
          new ErrorRangeDef(
              from,
              to,
              node.get("class") == null
                  ? null
                  : fields.constant(
                      node, "class", ErrorClass.values(), ErrorClass::wire, ErrorClass.AMBIGUOUS),
              fields.text(node, "meaning").strip(),
              schemaReader.source(node, "source"),
              node.at()));
    }
    return List.copyOf(ranges);
  }

  private SampleDef sample(String name, Node node) {
    Node about = fields.object(node, "x-sample");
    Node value = node.get("value");
    if (value == null) {
      problems.add("missing", node.at(), "the sample " + name + " has no value", "add value: ...");
    }
    if (about == null) {
      problems.add(
          "missing",
          node.at(),
          "the sample " + name + " has no x-sample",
          "add x-sample: {id: ..., provenance: ...}");
      about = Node.object(node.at(), Map.of());
      return new SampleDef(
          name,
          "",
          "",
          "",
          nullIfMissing(value),
          Provenance.INFERRED,
          null,
          null,
          List.of(),
          List.of(),
          node.at());
    }
    List<SampleDef.Expected> violates = new ArrayList<>();
    for (Node expected : fields.objects(about, "violates")) {
      violates.add(
          new SampleDef.Expected(fields.text(expected, "pointer"), fields.text(expected, "rule")));
    }
    List<String> errata = new ArrayList<>(fields.texts(node, "x-errata"));
    errata.addAll(fields.texts(about, "x-errata"));
    return new SampleDef(
        name,
        fields.text(about, "id"),
        fields.textOr(node, "summary", ""),
        fields.textOr(node, "description", "").strip(),
        nullIfMissing(value),
        fields.constant(
            about, "provenance", Provenance.values(), Provenance::wire, Provenance.INFERRED),
        fields.optionalText(about, "place"),
        fields.optionalText(about, "corrects"),
        List.copyOf(violates),
        List.copyOf(errata),
        node.at());
  }

  private static JsonNode nullIfMissing(@Nullable Node value) {
    return value == null ? JsonNodeFactory.instance.nullNode() : value.toJson();
  }

  private OperationDef operation(
      String path,
      String method,
      Node item,
      Node node,
      @Nullable EnvelopeDef rootEnvelope,
      List<ErrorDef> commonErrors) {
    String name = fields.text(node, "operationId");
    if (!LOWER_SNAKE.matcher(name).matches() && !name.isEmpty()) {
      problems.add(
          "name",
          node.at(),
          "the operationId " + name + " is not in snake case",
          "write it like read_shelf");
    }
    List<String> tags = fields.texts(node, "tags");
    if (tags.isEmpty()) {
      problems.add(
          "missing", node.at(), "the operation " + name + " has no tag", "add tags: [...]");
    }
    Node requestMedia = media(node.get("requestBody"), "requestBodies");
    SchemaDef request = requestMedia == null ? null : body(requestMedia);
    Node responseMedia = responseMedia(node);
    SchemaDef response = responseMedia == null ? null : body(responseMedia);
    if (response == null) {
      if (responseMedia == null) {
        problems.add(
            "missing",
            node.at(),
            "the operation " + name + " has no JSON response for 200",
            "add responses: {'200': {content: {application/json: {schema: ...}}}}");
      }
      response = emptySchema(name, node);
    }
    EnvelopeDef envelope = rootEnvelope;
    Node optOut = node.get("x-envelope");
    if (optOut != null) {
      if (optOut.isFalse()) {
        envelope = null;
      } else {
        fields.wrong(optOut, "false, or leave x-envelope to the root");
      }
    }
    if (envelope != null && responseMedia != null && !response.properties().isEmpty()) {
      for (String member : List.of(envelope.status(), envelope.code(), envelope.info())) {
        if (response.property(member) == null && !member.isEmpty()) {
          problems.add(
              "envelope",
              response.at(),
              "the response " + response.name() + " lacks the envelope's member " + member,
              "add it, or x-envelope: false to the operation");
        }
      }
    }
    List<ErrorDef> errors = errors(node.get("x-error-codes"));
    return new OperationDef(
        name,
        path,
        method.toUpperCase(Locale.ROOT),
        tags.isEmpty() ? "" : tags.get(0),
        fields.textOr(node, "summary", "").strip(),
        fields.textOr(node, "description", "").strip(),
        request,
        response,
        envelope,
        auth(item, node),
        rateLimit(node),
        pagination(node, request, response),
        batch(node, request, response),
        itemErrors(node, response),
        idempotency(node, request, errors, commonErrors),
        List.copyOf(fields.texts(node, "x-documented-regions")),
        errors,
        samples(requestMedia),
        samples(responseMedia),
        groupTypes(node),
        List.copyOf(fields.texts(node, "x-errata")),
        schemaReader.source(node, "x-source"),
        node.at());
  }

  private SchemaDef emptySchema(String name, Node node) {
    Node empty = Node.object(node.at(), Map.of());
    return new SchemaDef(
        name + "_response", schemaReader.value(empty, true), List.of(), true, node.at());
  }

  /** What a reference to a component leads to; the node itself if it is none. */
  private Node follow(Node node, String sectionName) {
    String ref = node.text("$ref");
    if (ref == null) {
      return node;
    }
    Node target = section(sectionName).get(ref.substring(ref.lastIndexOf('/') + 1));
    return target == null ? Node.object(node.at(), Map.of()) : target;
  }

  private @Nullable Node media(@Nullable Node holder, String sectionName) {
    if (holder == null) {
      return null;
    }
    Node content = fields.object(follow(holder, sectionName), "content");
    return content == null ? null : fields.object(content, JSON);
  }

  private @Nullable Node responseMedia(Node operation) {
    Node responses = fields.object(operation, "responses");
    if (responses == null) {
      return null;
    }
    for (String status : List.of("200", "201", "202", "2XX", "default")) {
      Node media = media(responses.get(status), "responses");
      if (media != null) {
        return media;
      }
    }
    return null;
  }

  private @Nullable SchemaDef body(Node media) {
    Node schema = fields.object(media, "schema");
    if (schema == null) {
      problems.add("missing", media.at(), "the body has no schema", "add schema: {$ref: ...}");
      return null;
    }
    String name = SchemaReader.refName(schema);
    if (name == null) {
      problems.add(
          "inline-object",
          schema.at(),
          "a body is spelt out here",
          "move it into a file of its own under schemas and refer to it");
      return null;
    }
    return schemas.get(name);
  }

  private List<SampleDef> samples(@Nullable Node media) {
    Node examples = media == null ? null : fields.object(media, "examples");
    if (examples == null) {
      return List.of();
    }
    List<SampleDef> list = new ArrayList<>();
    examples
        .members()
        .forEach(
            (key, node) -> {
              String ref = node.text("$ref");
              SampleDef sample =
                  ref == null
                      ? sample(key, node)
                      : samples.get(ref.substring(ref.lastIndexOf('/') + 1));
              if (sample != null) {
                list.add(sample);
              }
            });
    return List.copyOf(list);
  }

  /** The query parameters of one operation in the order of its security, then its parameters. */
  private List<AuthParameterDef> auth(Node item, Node operation) {
    Map<String, AuthParameterDef> auth = new LinkedHashMap<>();
    Node security =
        operation.get("security") == null ? root.get("security") : operation.get("security");
    if (security != null) {
      for (Node requirement : security.elements()) {
        for (Map.Entry<String, Node> entry : requirement.members().entrySet()) {
          Node scheme = section("securitySchemes").get(entry.getKey());
          if (scheme == null) {
            problems.add(
                "ref-missing",
                entry.getValue().at(),
                "the security scheme " + entry.getKey() + " does not exist",
                Spelling.advice(entry.getKey(), section("securitySchemes").keySet()));
            continue;
          }
          AuthParameterDef parameter = authParameter(scheme, "apiKey".equals(scheme.text("type")));
          auth.put(parameter.name(), parameter);
        }
      }
    }
    List<Node> parameters = new ArrayList<>(fields.objects(item, "parameters"));
    parameters.addAll(fields.objects(operation, "parameters"));
    for (Node reference : parameters) {
      Node parameter = follow(reference, "parameters");
      AuthParameterDef def = authParameter(parameter, true);
      auth.put(def.name(), def);
    }
    return List.copyOf(auth.values());
  }

  private AuthParameterDef authParameter(Node node, boolean supported) {
    String name = fields.text(node, "name");
    if (!supported || !"query".equals(node.text("in"))) {
      problems.add(
          "parameter",
          node.at(),
          "the parameter " + name + " is not sent in the query",
          "write in: query; anything else belongs into the body");
    }
    Node schema = fields.object(node, "schema");
    ValueDef value =
        schemaReader.value(schema == null ? Node.object(node.at(), Map.of()) : schema, false);
    return new AuthParameterDef(
        name,
        fields.constant(node, "x-auth-role", AuthRole.values(), AuthRole::wire, AuthRole.FORMAT),
        value,
        value.enumeration().size() == 1 ? value.enumeration().get(0).asText() : null,
        fields.flag(node, "x-sensitive") || value.sensitive(),
        fields.textOr(node, "description", "").strip(),
        node.at());
  }

  private @Nullable RateLimitDef rateLimit(Node operation) {
    Node node = fields.object(operation, "x-rate-limit");
    if (node == null) {
      return null;
    }
    int calls = fields.integer(node, "calls");
    int perSeconds = fields.integer(node, "per-seconds");
    if (calls < 1 || perSeconds < 1) {
      problems.add(
          "empty-range", node.at(), "the rate limit lets nothing through", "write numbers above 0");
    }
    return new RateLimitDef(calls, perSeconds, schemaReader.source(node, "source"), node.at());
  }

  /** Notes a name that is no member of the schema; returns the member otherwise. */
  private @Nullable PropertyDef member(
      Node extension, String key, @Nullable SchemaDef schema, String side, @Nullable String type) {
    String name = fields.optionalText(extension, key);
    Node node = extension.get(key);
    if (name == null || node == null) {
      return null;
    }
    return member(node, key, name, schema, side, type);
  }

  private @Nullable PropertyDef member(
      Node node,
      String key,
      String name,
      @Nullable SchemaDef schema,
      String side,
      @Nullable String type) {
    List<String> names =
        schema == null ? List.of() : schema.properties().stream().map(PropertyDef::name).toList();
    PropertyDef property = schema == null ? null : schema.property(name);
    if (property == null) {
      problems.add(
          "unknown-member",
          node.at(),
          key + " names " + name + ", which is no member of the " + side,
          names.isEmpty() ? "remove it" : Spelling.advice(name, names));
    } else if (type != null && !property.type().equals(type)) {
      problems.add(
          "wrong-type",
          node.at(),
          key + " names " + name + ", which is of type " + property.type(),
          "name a member of type " + type);
    }
    return property;
  }

  private @Nullable SchemaDef element(@Nullable PropertyDef array) {
    ValueDef items = array == null ? null : array.items();
    String ref = items == null ? null : items.ref();
    return ref == null ? null : schemas.get(ref);
  }

  private @Nullable PaginationDef pagination(
      Node operation, @Nullable SchemaDef request, SchemaDef response) {
    Node node = fields.object(operation, "x-pagination");
    if (node == null) {
      return null;
    }
    fields.text(node, "cursor");
    fields.text(node, "next-cursor");
    fields.text(node, "items");
    member(node, "cursor", request, "request", null);
    member(node, "next-cursor", response, "response", null);
    member(node, "items", response, "response", "array");
    member(node, "page-size", request, "request", "integer");
    member(node, "total", response, "response", "integer");
    Node first = node.get("first");
    if (first == null) {
      problems.add("missing", node.at(), "the member first is missing", "add first: 0");
    }
    PaginationDef.Stop stop =
        new PaginationDef.Stop(PaginationDef.StopRule.NEXT_ABSENT, null, null);
    Node stopNode = fields.object(node, "stop");
    if (stopNode != null) {
      PaginationDef.StopRule rule =
          fields.constant(
              stopNode,
              "when",
              PaginationDef.StopRule.values(),
              PaginationDef.StopRule::wire,
              PaginationDef.StopRule.NEXT_ABSENT);
      String field =
          switch (rule) {
            case NEXT_ABSENT -> null;
            case NEXT_EQUALS -> fields.text(node, "next-cursor");
            case FIELD_EQUALS -> fields.text(stopNode, "field");
          };
      if (rule == PaginationDef.StopRule.FIELD_EQUALS) {
        member(stopNode, "field", response, "response", null);
      }
      Node value = stopNode.get("value");
      if (rule != PaginationDef.StopRule.NEXT_ABSENT && value == null) {
        problems.add(
            "missing", stopNode.at(), "the stop rule has no value", "add value: <the last one's>");
      }
      stop = new PaginationDef.Stop(rule, field, value == null ? null : value.toJson());
    }
    return new PaginationDef(
        fields.text(node, "cursor"),
        fields.text(node, "next-cursor"),
        nullIfMissing(first),
        fields.text(node, "items"),
        fields.optionalText(node, "page-size"),
        fields.optionalText(node, "total"),
        stop,
        node.at());
  }

  private @Nullable BatchDef batch(
      Node operation, @Nullable SchemaDef request, SchemaDef response) {
    Node node = fields.object(operation, "x-batch");
    if (node == null) {
      return null;
    }
    fields.text(node, "field");
    fields.text(node, "items");
    int max = fields.integer(node, "max");
    PropertyDef field = member(node, "field", request, "request", "array");
    Integer maxItems = field == null ? null : field.limits().maxItems();
    Node maxNode = node.get("max");
    if (maxItems != null && maxItems != max && maxNode != null) {
      problems.add(
          "batch",
          maxNode.at(),
          "max is " + max + " but the list's maxItems is " + maxItems,
          "write the same number in both places");
    }
    SchemaDef element = element(member(node, "items", response, "response", "array"));
    String key = fields.text(node, "key");
    if (element != null) {
      member(node, "key", element, "response's items", null);
    }
    return new BatchDef(
        fields.text(node, "field"), max, fields.text(node, "items"), key, node.at());
  }

  private @Nullable ItemErrorsDef itemErrors(Node operation, SchemaDef response) {
    Node node = fields.object(operation, "x-item-errors");
    if (node == null) {
      return null;
    }
    String items = fields.text(node, "items");
    SchemaDef element = element(member(node, "items", response, "response", "array"));
    if (element != null) {
      member(node, "code", element, "response's items", "integer");
      member(node, "info", element, "response's items", null);
      member(node, "key", element, "response's items", null);
    }
    return new ItemErrorsDef(
        items,
        fields.text(node, "code"),
        fields.optionalText(node, "info"),
        fields.text(node, "key"),
        fields.integer(node, "success-code"),
        node.at());
  }

  private @Nullable IdempotencyDef idempotency(
      Node operation,
      @Nullable SchemaDef request,
      List<ErrorDef> errors,
      List<ErrorDef> commonErrors) {
    Node node = fields.object(operation, "x-idempotent-when");
    if (node == null) {
      return null;
    }
    boolean always = fields.flag(node, "always");
    List<String> present = new ArrayList<>();
    for (Node name : fields.list(node, "present")) {
      String text = String.valueOf(name.text());
      member(name, "present", text, request, "request", null);
      present.add(text);
    }
    if (always != present.isEmpty()) {
      problems.add(
          "condition",
          node.at(),
          "x-idempotent-when needs either always: true or present: [...]",
          "write one of the two; leave the extension out if it is never idempotent");
    }
    Integer alreadyDone = fields.optionalInteger(node, "already-done");
    if (alreadyDone != null) {
      Set<Integer> codes = new HashSet<>();
      errors.forEach(error -> codes.add(error.code()));
      commonErrors.forEach(error -> codes.add(error.code()));
      if (!codes.contains(alreadyDone)) {
        problems.add(
            "unknown-code",
            node.at(),
            "already-done is " + alreadyDone + ", which is in no list of error codes",
            "name a code of x-error-codes or x-common-errors");
      }
    }
    return new IdempotencyDef(always, List.copyOf(present), alreadyDone, node.at());
  }

  private List<GroupTypeDef> groupTypes(Node operation) {
    List<GroupTypeDef> types = new ArrayList<>();
    for (Node node : fields.objects(operation, "x-group-types")) {
      types.add(
          new GroupTypeDef(
              fields.text(node, "type"),
              fields.flag(node, "supported"),
              fields.optionalText(node, "alias"),
              node.at()));
    }
    return List.copyOf(types);
  }
}
