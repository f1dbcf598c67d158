package dev.chatcontract.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.AuthParameterDef;
import dev.chatcontract.contract.BatchDef;
import dev.chatcontract.contract.Contract;
import dev.chatcontract.contract.ContractException;
import dev.chatcontract.contract.EnvelopeDef;
import dev.chatcontract.contract.ErrorClass;
import dev.chatcontract.contract.ErrorDef;
import dev.chatcontract.contract.ErrorRangeDef;
import dev.chatcontract.contract.GroupTypeDef;
import dev.chatcontract.contract.IdempotencyDef;
import dev.chatcontract.contract.IntegerWidth;
import dev.chatcontract.contract.ItemErrorsDef;
import dev.chatcontract.contract.KnownValue;
import dev.chatcontract.contract.OperationDef;
import dev.chatcontract.contract.PaginationDef;
import dev.chatcontract.contract.Place;
import dev.chatcontract.contract.Problem;
import dev.chatcontract.contract.PropertyDef;
import dev.chatcontract.contract.RegionDef;
import dev.chatcontract.contract.SchemaDef;
import dev.chatcontract.contract.SourceDef;
import dev.chatcontract.contract.TagDef;
import dev.chatcontract.contract.ValueDef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Computes the views of a contract: picks the schemas that operations reach, names everything, and
 * refuses what the run-time cannot serve.
 */
final class ContractViews {
  /** Classes that generated files name without a package, plus the ones every file sees anyway. */
  private static final Set<String> RESERVED_TYPES =
      Set.of(
          ("ChatClient DefaultChatClient Operations Region CommonErrors ChatJsonModule SignatureParameters"
                  + " ApiException Batch BatchResult Builder CallOptions ChatException ClientOptions"
                  + " Envelope ErrorCatalogue ErrorClass ErrorEntry Fault Faults FieldSpec Invoker"
                  + " ItemErrors JsonBody Answer OpenBuilder Observer Redaction Durations ServerRegion TimeSource Validation JsonCodec JsonMembers JsonNames JsonReads JsonWrites JsonValue JsonCreator Known OpenNumber OpenValue Operation"
                  + " Pager Paging RateLimit Retry Generated Nullable NullMarked JsonGenerator"
                  + " JsonNode JsonParser SerializedString BigDecimal BigInteger ObjectRule ValueRule List Map Set Optional"
                  + " LinkedHashMap ArrayList Objects Pattern IOException CompletableFuture"
                  + " AutoCloseable Boolean Byte Character Class Comparable Deprecated Double Enum"
                  + " Error Exception Float Integer Iterable Long Math Module Number Object Override"
                  + " Package Process Record Runnable RuntimeException SafeVarargs Short String"
                  + " StringBuilder SuppressWarnings System Thread Throwable Void")
              .split(" ", -1));

  /** What a record cannot name a component, and what our records have themselves. */
  private static final Set<String> RESERVED_MEMBERS =
      Set.of(
          ("clone finalize getClass hashCode notify notifyAll toString wait equals"
                  + " otherMembers builder toBuilder of faults check read write build buildUnchecked"
                  + " b f g p v at m seen kept others fieldSpecs make self set otherMember toJson fromJson")
              .split(" ", -1));

  private static final Set<String> RESERVED_METHODS =
      Set.of(
          "clone finalize getClass hashCode notify notifyAll toString wait equals async"
              .split(" ", -1));

  private static final Set<String> RESERVED_CONSTANTS = Set.of("CODEC", "ALL", "ENVELOPE", "NAMES");

  private static final int DOC_WIDTH = 116;

  /** A constructor takes 255 words: itself, the members and the map of the other ones. */
  private static final int MAX_MEMBERS = 250;

  /** A class holds 65,535 constants and 64 kB of initializer: room for that many values. */
  private static final int MAX_KNOWN_VALUES = 3000;

  private final Contract contract;
  private final JavaNames types = new JavaNames(RESERVED_TYPES, "Model");
  private final Map<String, String> classes = new HashMap<>();
  private final Map<String, String> methods = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> reached = new TreeSet<>();
  private final Set<String> inRequests = new TreeSet<>();
  private final Set<String> inResponses = new TreeSet<>();
  private final Map<String, ModelView> models = new TreeMap<>();

  private ContractViews(Contract contract) {
    this.contract = contract;
  }

  /**
   * All views of a contract.
   *
   * @throws ContractException listing what cannot be served, with the place of each
   */
  static ClientView of(Contract contract) {
    return new ContractViews(contract).views();
  }

  private ClientView views() {
    for (OperationDef operation : contract.operations()) {
      SchemaDef request = operation.request();
      if (request == null || !request.isObject()) {
        problem(
            operation.at(),
            "operation " + operation.name() + " has no JSON object as request body",
            "declare one; it may be an object without properties");
      } else {
        reach(request, true);
      }
      if (!operation.response().isObject()) {
        problem(
            operation.response().at(),
            "the response of " + operation.name() + " is not an object",
            "wrap it in an object schema");
      }
      reach(operation.response(), false);
      if (!List.of("POST", "PUT", "PATCH").contains(operation.method())) {
        problem(
            operation.at(),
            "operation " + operation.name() + " uses " + operation.method(),
            "the run-time sends POST, PUT and PATCH only");
      }
    }
    fail();
    for (String schema : reached) {
      classes.put(schema, types.type(schema));
    }
    nameMethods();
    List<OpenEnumView> openEnums = new ArrayList<>();
    for (String name : reached) {
      SchemaDef schema = schema(name);
      if (schema.isObject()) {
        models.put(name, model(schema));
      } else {
        openEnums.add(openEnum(schema));
      }
    }
    List<ErrorCatalogueView> catalogues = new ArrayList<>();
    catalogues.add(
        catalogue(
            "CommonErrors",
            "Error codes that any operation may answer with.",
            "",
            "",
            contract.commonErrors(),
            ranges(contract.errorRanges())));
    List<ApiView> apis = apis(catalogues);
    fail();
    return new ClientView(
        JavaText.html(contract.info().title()),
        JavaText.literal(contract.info().version()),
        List.copyOf(models.values()),
        openEnums,
        catalogues,
        apis,
        regions(),
        envelope(contract.envelope()),
        contract.auth().stream().map(ContractViews::auth).toList());
  }

  private void fail() {
    if (!problems.isEmpty()) {
      throw new ContractException(problems);
    }
  }

  private void problem(Place at, String what, String fix) {
    problems.add(new Problem("not-servable", at, what, fix));
  }

  private SchemaDef schema(String name) {
    SchemaDef schema = contract.schema(name);
    if (schema == null) {
      throw new IllegalStateException("the contract reader let a dangling $ref pass: " + name);
    }
    return schema;
  }

  // ---- which schemas become files

  private void reach(SchemaDef schema, boolean request) {
    reached.add(schema.name());
    if (!(request ? inRequests : inResponses).add(schema.name())) {
      return;
    }
    for (PropertyDef property : schema.properties()) {
      reach(property.value(), request);
    }
    if (schema.value().values() != null) {
      reach(schema.value().values(), request);
    }
  }

  private void reach(ValueDef value, boolean request) {
    if (value.items() != null) {
      reach(value.items(), request);
    } else if (value.values() != null) {
      reach(value.values(), request);
    } else if (isRecord(value)) {
      reach(schema(ref(value)), request);
    } else if (isOpenEnum(value)) {
      reached.add(ref(value));
    }
  }

  private static String ref(ValueDef value) {
    String ref = value.ref();
    return ref == null ? "" : ref;
  }

  private boolean isRecord(ValueDef value) {
    return value.type().equals("object") && value.ref() != null && value.values() == null;
  }

  private boolean isOpenEnum(ValueDef value) {
    SchemaDef schema = value.ref() == null ? null : contract.schema(value.ref());
    return schema != null
        && !schema.value().knownValues().isEmpty()
        && (value.type().equals("string") || value.type().equals("integer"));
  }

  // ---- models

  /** How Java holds a value of the contract. */
  private record Held(String type, String element, String reader, String writer, String codec) {
    static Held scalar(String type, String reader) {
      return new Held(type, "", reader, reader, "");
    }
  }

  private Held held(ValueDef value) {
    ValueDef items = value.items();
    if (items != null) {
      Held element = held(items);
      String type = (items.nullable() ? "@Nullable " : "") + element.type();
      return new Held("List<" + type + ">", type, "list", "list", codec(items));
    }
    if (isRecord(value) || isOpenEnum(value)) {
      String name = classes.getOrDefault(ref(value), "Object");
      return new Held(name, "", "object", "object", name + ".CODEC");
    }
    ValueDef values = value.values();
    if (values != null) {
      String type = (values.nullable() ? "@Nullable " : "") + held(values).type();
      return new Held(
          "Map<String, " + type + ">", "", "object", "object", codec(values) + ".map()");
    }
    return switch (value.type()) {
      case "string" -> Held.scalar("String", "string");
      case "integer" ->
          switch (value.width()) {
            case INT32 -> Held.scalar("Integer", "int32OrNull");
            case INT64 -> Held.scalar("Long", "int64OrNull");
            case UNBOUNDED -> new Held("BigInteger", "", "object", "object", "JsonCodec.INTEGER");
          };
      case "number" -> Held.scalar("BigDecimal", "decimal");
      case "boolean" -> Held.scalar("Boolean", "boolOrNull");
      default -> Held.scalar("JsonNode", "node");
    };
  }

  /** The codec of an element of a list, or of a value of a map. */
  private String codec(ValueDef value) {
    String codec = codec(value, held(value));
    return value.nullable() ? codec + ".nullable()" : codec;
  }

  private static String codec(ValueDef value, Held held) {
    return switch (held.reader()) {
      case "object" -> held.codec();
      case "list" -> held.codec() + ".list()";
      case "string" -> "JsonCodec.STRING";
      case "int32OrNull" -> "JsonCodec.INT32";
      case "int64OrNull" -> "JsonCodec.INT64";
      case "decimal" -> "JsonCodec.DECIMAL";
      case "boolOrNull" -> "JsonCodec.BOOLEAN";
      case "node" -> "JsonCodec.NODE";
      default -> throw new IllegalStateException("no codec for " + value.type());
    };
  }

  private ModelView model(SchemaDef schema) {
    boolean request = inRequests.contains(schema.name());
    JavaNames members = new JavaNames(RESERVED_MEMBERS, "_");
    JavaNames constants = new JavaNames(RESERVED_CONSTANTS, "_");
    List<FieldView> fields = new ArrayList<>();
    for (PropertyDef property : schema.properties()) {
      boolean last = fields.size() == schema.properties().size() - 1;
      boolean always = isAlwaysThere(schema, property);
      fields.add(field(property, members, constants, fields.size(), request, always, last));
    }
    String className = classes.getOrDefault(schema.name(), schema.name());
    List<String> rule = List.of();
    if (request) {
      ValueDef additional = schema.value().values();
      rule =
          new Rules(
                  schema,
                  fields,
                  this::isRecord,
                  this::isOpenEnum,
                  value -> classes.getOrDefault(ref(value), "Object"),
                  batchMethods(schema))
              .calls(className, additional == null ? null : codec(additional));
    }
    if (fields.size() > MAX_MEMBERS) {
      problem(
          schema.at(),
          schema.name() + " has " + fields.size() + " members; a Java record holds " + MAX_MEMBERS,
          "split the object");
    }
    List<String> doc = described(schema);
    return new ModelView(
        className,
        JavaText.literal(schema.name()),
        doc,
        fields,
        request,
        rule,
        literals(List.copyOf(sensitive(schema))));
  }

  /** Lists of a request that a method of the client splits, by wire name. */
  private Map<String, String> batchMethods(SchemaDef request) {
    Map<String, String> splits = new TreeMap<>();
    for (OperationDef operation : contract.operations()) {
      if (operation.batch() != null && request.equals(operation.request())) {
        splits.put(
            JavaText.literal(operation.batch().field()), methods.get(operation.name()) + "Batch");
      }
    }
    return splits;
  }

  private void nameMethods() {
    operationsByTag()
        .values()
        .forEach(
            operations -> {
              JavaNames names = new JavaNames(RESERVED_METHODS, "_");
              operations.forEach(o -> methods.put(o.name(), names.member(o.name())));
            });
  }

  private Map<String, List<OperationDef>> operationsByTag() {
    Map<String, List<OperationDef>> byTag = new TreeMap<>();
    for (OperationDef operation : contract.operations()) {
      byTag.computeIfAbsent(operation.tag(), tag -> new ArrayList<>()).add(operation);
    }
    byTag.values().forEach(list -> list.sort(Comparator.comparing(OperationDef::name)));
    return byTag;
  }

  /** Whether each object that is sent this way, or either way, has the member. */
  private boolean isAlwaysThere(SchemaDef schema, PropertyDef property) {
    return property.required()
        && (property.requiredInRequest() || !inRequests.contains(schema.name()))
        && (property.requiredInResponse() || !inResponses.contains(schema.name()));
  }

  private FieldView field(
      PropertyDef property,
      JavaNames members,
      JavaNames constants,
      int index,
      boolean request,
      boolean always,
      boolean last) {
    Held held = held(property.value());
    String name = members.member(property.name());
    List<String> doc = new ArrayList<>();
    JavaText.wrap(
        "@param "
            + name
            + " "
            + JavaText.html(
                (property.description() + Facts.of(property, request))
                    .strip()
                    .replaceAll("\\s+", " ")),
        DOC_WIDTH,
        doc);
    return new FieldView(
        JavaText.literal(property.name()),
        name,
        constants.constant(property.name()),
        held.type(),
        property.value().items() != null,
        copy(property.value()),
        property.value().nullable(),
        held.element(),
        held.reader(),
        held.writer(),
        held.codec(),
        always,
        always || property.requiredOnSuccess(),
        property.sensitive(),
        index,
        doc,
        spec(property, request, last));
  }

  /** How a builder copies a value that somebody could change later. */
  private static String copy(ValueDef value) {
    ValueDef items = value.items();
    if (items != null) {
      return items.nullable() ? "JsonReads.copy" : "List.copyOf";
    }
    return value.values() == null ? "" : "JsonReads.copy";
  }

  /** A description for the command line: its facts in one line, then its known values. */
  private List<String> spec(PropertyDef property, boolean request, boolean last) {
    ValueDef value = property.value();
    ValueDef items = value.items();
    StringBuilder facts = new StringBuilder("FieldSpec.of(" + JavaText.literal(property.name()));
    if (items == null) {
      facts.append(", FieldSpec.Type.").append(type(value)).append(')').append(nested(value));
    } else {
      facts
          .append(", FieldSpec.Type.ARRAY).items(FieldSpec.of(\"\", FieldSpec.Type.")
          .append(type(items))
          .append(')')
          .append(nested(items))
          .append(".build())");
    }
    if (property.required()) {
      facts.append(".required()");
    }
    if (property.sensitive()) {
      facts.append(".sensitive()");
    }
    List<String> lines = new ArrayList<>();
    List<String> known = new ArrayList<>();
    if (request) {
      limitFacts(value, items == null ? value : items, facts, known);
    }
    if (!property.description().isBlank()) {
      String description = property.description().strip().replaceAll("\\s+", " ");
      facts.append(".description(").append(JavaText.literal(description)).append(')');
    }
    lines.add(facts.toString());
    lines.addAll(known);
    int end = lines.size() - 1;
    lines.set(end, lines.get(end) + ".build()" + (last ? "" : ","));
    return lines;
  }

  private String type(ValueDef value) {
    return isRecord(value)
        ? "OBJECT"
        : switch (value.type()) {
          case "string" -> "STRING";
          case "integer" -> "int32".equals(value.format()) ? "INT32" : "INT64";
          case "number" -> "DECIMAL";
          case "boolean" -> "BOOLEAN";
          default -> "ANY";
        };
  }

  private String nested(ValueDef value) {
    boolean described = isRecord(value) && !reaches(ref(value), ref(value), new TreeSet<>());
    return described ? ".fields(" + classes.get(ref(value)) + ".fieldSpecs())" : "";
  }

  /** Limits and values are for those who write a request; of answers the description is enough. */
  private static void limitFacts(
      ValueDef value, ValueDef element, StringBuilder facts, List<String> known) {
    fact(facts, "minItems", value.limits().minItems());
    fact(facts, "maxItems", value.limits().maxItems());
    fact(facts, "maxBytes", element.limits().maxBytes());
    bound(facts, "minimum", element.limits().minimum());
    bound(facts, "maximum", element.limits().maximum());
    element.limits().patterns().forEach(p -> fact(facts, "pattern", JavaText.literal(p)));
    String unit = element.unit();
    fact(facts, "unit", unit == null ? null : JavaText.literal(unit));
    // One call for all of them: a chain of a thousand calls is too deep for javac.
    for (KnownValue documented : element.knownValues()) {
      known.add(
          (known.isEmpty() ? "    .knownValues(" : "        ")
              + JavaText.literal(documented.value().asText())
              + ", "
              + JavaText.literal(documented.meaning())
              + ",");
    }
    if (!known.isEmpty()) {
      int last = known.size() - 1;
      known.set(last, known.get(last).replaceFirst(",$", ")"));
    }
  }

  private static void bound(StringBuilder facts, String name, @Nullable BigDecimal bound) {
    fact(facts, name, bound == null ? null : JavaText.literal(bound.toString()));
  }

  private static void fact(StringBuilder facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.append('.').append(name).append('(').append(value).append(')');
    }
  }

  /** Whether a schema holds, at some depth, another one: a description must not go on for ever. */
  private boolean reaches(String from, String to, Set<String> seen) {
    if (!seen.add(from)) {
      return false;
    }
    for (PropertyDef property : schema(from).properties()) {
      ValueDef value = property.value();
      while (value.items() != null) {
        value = value.items();
      }
      if (isRecord(value) && (ref(value).equals(to) || reaches(ref(value), to, seen))) {
        return true;
      }
    }
    return false;
  }

  private OpenEnumView openEnum(SchemaDef schema) {
    boolean text = schema.value().type().equals("string");
    if (schema.value().knownValues().size() > MAX_KNOWN_VALUES) {
      problem(
          schema.at(),
          schema.name() + " lists more than " + MAX_KNOWN_VALUES + " known values",
          "list those that callers name");
    }
    if (schema.value().width() == IntegerWidth.UNBOUNDED && !text) {
      problem(
          schema.at(),
          schema.name() + " has known values beyond 64 bits",
          "write them as texts, or leave them out");
    }
    JavaNames constants = new JavaNames(RESERVED_CONSTANTS, "_");
    List<KnownValueView> values = new ArrayList<>();
    for (KnownValue known : schema.value().knownValues()) {
      String value = known.value().asText();
      values.add(
          new KnownValueView(
              constants.constant(
                  orElse(known.name(), text ? value : orElse(known.meaning(), value))),
              text ? JavaText.literal(value) : value + "L",
              JavaText.lines(
                  (text ? "`" + value + "`" : value) + ": " + known.meaning(), DOC_WIDTH - 2)));
    }
    List<String> doc = described(schema);
    return new OpenEnumView(
        classes.getOrDefault(schema.name(), schema.name()),
        doc,
        text ? "String" : "long",
        text,
        schema.value().sensitive(),
        values);
  }

  // ---- operations

  private List<ApiView> apis(List<ErrorCatalogueView> catalogues) {
    JavaNames accessors = new JavaNames(RESERVED_METHODS, "_");
    JavaNames constants = new JavaNames(RESERVED_CONSTANTS, "_");
    List<ApiView> apis = new ArrayList<>();
    operationsByTag()
        .forEach(
            (tag, defs) -> {
              String client = types.type(tag + "_client");
              String prefix =
                  client.replaceFirst("Client$", "").replaceFirst("Client(\\d+)$", "$1");
              List<OperationView> operations = new ArrayList<>();
              for (OperationDef def : defs) {
                String errors = types.type(def.name() + "_errors");
                ErrorCatalogueView catalogue =
                    catalogue(
                        errors,
                        "Error codes of `" + def.name() + "`, with the meaning they have there.",
                        JavaText.literal(def.name()),
                        "CommonErrors",
                        def.errors(),
                        List.of());
                catalogues.add(catalogue);
                operations.add(operation(def, prefix, constants, catalogue));
              }
              List<String> doc = new ArrayList<>(JavaText.lines(tagDoc(tag), DOC_WIDTH));
              apis.add(
                  new ApiView(
                      JavaText.literal(tag), prefix, accessors.member(tag), doc, operations));
            });
    return apis;
  }

  private String tagDoc(String tag) {
    return contract.tags().stream()
        .filter(t -> t.name().equals(tag) && !t.description().isBlank())
        .map(TagDef::description)
        .findFirst()
        .orElse("Operations of the group `" + tag + "`.");
  }

  private OperationView operation(
      OperationDef def, String prefix, JavaNames constants, ErrorCatalogueView catalogue) {
    SchemaDef request = def.request();
    if (request == null) {
      throw new IllegalStateException("checked before");
    }
    ModelView q = model(request.name());
    ModelView r = model(def.response().name());
    return new OperationView(
        def.name(),
        JavaText.literal(def.name()),
        constants.constant(def.name()),
        prefix,
        methods.getOrDefault(def.name(), def.name()),
        q.className(),
        r.className(),
        catalogue.className(),
        JavaText.literal(def.path()),
        def.method().equals("POST") ? "" : JavaText.literal(def.method()),
        JavaText.literal(def.tag()),
        JavaText.literal(def.summary()),
        JavaText.literal(def.description().strip()),
        operationDoc(def, catalogue),
        envelopeAccess(def, r),
        def.rateLimit() == null
            ? null
            : new RateLimitView(def.rateLimit().calls(), def.rateLimit().perSeconds()),
        idempotency(def.idempotency(), q),
        paging(def, q, r),
        batch(def, q, r),
        itemErrors(def.itemErrors(), r),
        def.statuses().equals(List.of("200")) ? "" : literals(def.statuses()),
        literals(def.documentedRegions()),
        r.fields().stream().filter(f -> f.present() && !f.required()).toList(),
        def.groupTypes().stream().map(ContractViews::applies).toList(),
        JavaText.literal(def.source() == null ? "" : Facts.source(def.source())),
        literals(sensitive(def)));
  }

  private static String applies(GroupTypeDef type) {
    String alias = type.alias();
    return JavaText.literal(type.type())
        + ", "
        + type.supported()
        + ", "
        + (alias == null ? "null" : JavaText.literal(alias));
  }

  /** Wire names of the members to hide, at any depth of request and response. */
  private List<String> sensitive(OperationDef def) {
    Set<String> names = new TreeSet<>();
    SchemaDef request = def.request();
    if (request != null) {
      names.addAll(sensitive(request));
    }
    names.addAll(sensitive(def.response()));
    return List.copyOf(names);
  }

  private Set<String> sensitive(SchemaDef schema) {
    Set<String> names = new TreeSet<>();
    sensitive(schema, names, new TreeSet<>());
    return names;
  }

  private void sensitive(SchemaDef schema, Set<String> names, Set<String> seen) {
    if (!seen.add(schema.name())) {
      return;
    }
    for (PropertyDef property : schema.properties()) {
      if (property.sensitive() || schema.value().sensitive()) {
        names.add(property.name());
      }
      sensitive(property.value(), names, seen);
    }
    sensitive(schema.value(), names, seen);
  }

  private void sensitive(ValueDef value, Set<String> names, Set<String> seen) {
    for (ValueDef v : Arrays.asList(value.items(), value.values())) {
      if (v != null) {
        sensitive(v, names, seen);
      }
    }
    SchemaDef schema = value.ref() == null ? null : contract.schema(value.ref());
    if (schema != null) {
      sensitive(schema, names, seen);
    }
  }

  private @Nullable EnvelopeAccessView envelopeAccess(OperationDef operation, ModelView r) {
    EnvelopeDef def = operation.envelope();
    if (def == null) {
      return null;
    }
    FieldView status = field(r, def.status(), operation.response().at());
    FieldView code = field(r, def.code(), operation.response().at());
    FieldView info = field(r, def.info(), operation.response().at());
    if (status == null || code == null || info == null) {
      return null;
    }
    return new EnvelopeAccessView(text("r", status), number("r", code), text("r", info));
  }

  /** A member of {@code on} as a nullable string. */
  private static String text(String on, FieldView field) {
    String get = on + "." + field.name() + "()";
    return field.reader().equals("object") ? get + " == null ? null : " + get + ".value()" : get;
  }

  /** A member of {@code on} as a nullable Long, or a long if it is required. */
  private static String number(String on, FieldView field) {
    String get = on + "." + field.name() + "()";
    String value =
        switch (field.reader()) {
          case "object" -> get + ".value()";
          case "int32OrNull" -> get + ".longValue()";
          default -> get;
        };
    return field.required() || value.equals(get) ? value : get + " == null ? null : " + value;
  }

  private ModelView model(String schema) {
    ModelView model = models.get(schema);
    if (model == null) {
      throw new IllegalStateException("schema " + schema + " was not reached");
    }
    return model;
  }

  private @Nullable IdempotencyView idempotency(@Nullable IdempotencyDef def, ModelView q) {
    if (def == null) {
      return null;
    }
    String done = def.alreadyDone() == null ? "" : ".alreadyDone(" + def.alreadyDone() + "L)";
    if (def.always()) {
      return new IdempotencyView(
          done.isEmpty()
              ? "Idempotency.always()"
              : "Idempotency.<" + q.className() + ">always()" + done);
    }
    List<String> present = new ArrayList<>();
    for (String member : def.present()) {
      FieldView field = field(q, member, def.at());
      if (field != null) {
        present.add("q." + field.name() + "() != null");
      }
    }
    return new IdempotencyView(
        "Idempotency.<"
            + q.className()
            + ">whenPresent(List.of("
            + literals(def.present())
            + "), q -> "
            + String.join(" && ", present)
            + ")"
            + done);
  }

  private @Nullable PagingView paging(OperationDef operation, ModelView q, ModelView r) {
    PaginationDef def = operation.pagination();
    if (def == null) {
      return null;
    }
    FieldView cursor = field(q, def.cursor(), def.at());
    FieldView next = field(r, def.nextCursor(), def.at());
    FieldView items = field(r, def.items(), def.at());
    if (cursor == null || next == null || items == null) {
      return null;
    }
    if (!cursor.type().equals(next.type())) {
      problem(
          def.at(),
          "the cursor "
              + def.cursor()
              + " is a "
              + cursor.type()
              + " but "
              + def.nextCursor()
              + " is a "
              + next.type(),
          "give both members the same type");
      return null;
    }
    if (!items.list()) {
      problem(def.at(), "the items " + def.items() + " are not an array", "name an array member");
      return null;
    }
    PaginationDef.Stop stop = def.stop();
    String last = "false";
    String stopField = stop.field();
    JsonNode stopValue = stop.value();
    if (stop.when() != PaginationDef.StopRule.NEXT_ABSENT && stopValue != null) {
      FieldView field = stopField == null ? next : field(r, stopField, def.at());
      if (field != null) {
        last = "Objects.equals(r." + field.name() + "(), " + value(field, stopValue) + ")";
      }
    }
    boolean field = stop.when() == PaginationDef.StopRule.FIELD_EQUALS;
    return new PagingView(
        cursor.wire() + ", " + next.wire() + ", " + items.wire(),
        cursor.name(),
        next.name(),
        items.name(),
        value(cursor, def.first()),
        items.element(),
        cursor.type(),
        field ? "fieldEquals" : "nextEquals",
        JavaText.literal(
            last.equals("false")
                ? def.nextCursor() + " is absent"
                : (stopField == null ? def.nextCursor() : stopField) + " = " + stopValue),
        last);
  }

  private @Nullable BatchView batch(OperationDef operation, ModelView q, ModelView r) {
    BatchDef def = operation.batch();
    if (def == null) {
      return null;
    }
    FieldView list = field(q, def.field(), def.at());
    FieldView items = field(r, def.items(), def.at());
    FieldView key = items == null ? null : itemField(items, def.key(), def.at());
    if (list == null || items == null || key == null) {
      return null;
    }
    if (!list.list() || !items.list()) {
      problem(def.at(), "x-batch names a member that is not an array", "name array members");
      return null;
    }
    return new BatchView(
        list.wire(),
        def.max(),
        items.wire() + ", " + key.wire(),
        list.name(),
        list.element(),
        items.element(),
        items.name(),
        key.name(),
        q.required().stream().filter(f -> !f.wire().equals(list.wire())).toList());
  }

  private @Nullable ItemErrorsView itemErrors(@Nullable ItemErrorsDef def, ModelView r) {
    if (def == null) {
      return null;
    }
    FieldView items = field(r, def.items(), def.at());
    FieldView code = items == null ? null : itemField(items, def.code(), def.at());
    String infoName = def.info();
    FieldView info =
        items == null || infoName == null ? null : itemField(items, infoName, def.at());
    if (items == null || code == null) {
      return null;
    }
    return new ItemErrorsView(
        items.element(),
        items.wire()
            + ", "
            + code.wire()
            + ", "
            + (info == null ? "\"\"" : info.wire())
            + ", "
            + def.successCode()
            + "L",
        number("i", code),
        info == null ? "null" : "i." + info.name() + "()");
  }

  private @Nullable FieldView itemField(FieldView items, String wireName, Place at) {
    return models.values().stream()
        .filter(m -> m.className().equals(items.element()))
        .findFirst()
        .map(m -> field(m, wireName, at))
        .orElse(null);
  }

  private @Nullable FieldView field(ModelView model, String wireName, Place at) {
    String wire = JavaText.literal(wireName);
    for (FieldView field : model.fields()) {
      if (field.wire().equals(wire)) {
        return field;
      }
    }
    problem(
        at,
        model.wireName() + " has no member " + wireName,
        "name one of "
            + model.fields().stream().map(FieldView::wire).collect(Collectors.joining(", ")));
    return null;
  }

  /** A JSON value as Java of the field's type. */
  private static String value(FieldView field, JsonNode value) {
    return switch (field.type()) {
      case "String" -> JavaText.literal(value.asText());
      case "Long" -> value.asLong() + "L";
      case "Integer" -> Integer.toString(value.asInt());
      case "Boolean" -> Boolean.toString(value.asBoolean());
      case "BigDecimal" -> "new BigDecimal(" + JavaText.literal(value.asText()) + ")";
      default ->
          field.type()
              + ".of("
              + (value.isTextual() ? JavaText.literal(value.asText()) : value.asLong() + "L")
              + ")";
    };
  }

  private static List<String> operationDoc(OperationDef def, ErrorCatalogueView catalogue) {
    List<String> doc = new ArrayList<>();
    String summary = orElse(def.summary(), def.name()).strip();
    doc.addAll(JavaText.lines(summary.endsWith(".") ? summary : summary + ".", DOC_WIDTH - 2));
    if (!def.description().isBlank()) {
      List<String> text = JavaText.lines(def.description(), DOC_WIDTH - 5);
      doc.add("");
      doc.add("<p>" + text.get(0));
      for (String line : text.subList(1, text.size())) {
        if (line.startsWith("<p>")) {
          doc.add("");
        }
        doc.add(line);
      }
    }
    doc.add("");
    JavaText.wrap("<p>" + JavaText.html(Facts.of(def)), DOC_WIDTH - 2, doc);
    if (!catalogue.codes().isEmpty()) {
      doc.add("");
      doc.add("<p>Errors of its own, besides {@link CommonErrors}:");
      doc.add("<ul>");
      for (ErrorCodeView code : catalogue.codes()) {
        doc.addAll(code.itemDoc());
      }
      doc.add("</ul>");
    }
    return doc;
  }

  private ErrorCatalogueView catalogue(
      String className,
      String doc,
      String operation,
      String fallback,
      List<ErrorDef> errors,
      List<String> ranges) {
    JavaNames constants = new JavaNames(RESERVED_CONSTANTS, "_");
    List<ErrorCodeView> codes = new ArrayList<>();
    for (ErrorDef error : errors) {
      String constant = constants.constant(error.name());
      String source = error.source() == null ? "" : Facts.source(error.source());
      List<String> lines = new ArrayList<>();
      JavaText.wrap(error.code() + ": " + JavaText.html(error.meaning()), DOC_WIDTH - 2, lines);
      List<String> item = new ArrayList<>();
      JavaText.wrap(
          "<li>"
              + error.code()
              + " {@link "
              + className
              + "#"
              + constant
              + "}: "
              + JavaText.html(error.meaning() + " " + error.action()),
          DOC_WIDTH - 4,
          item);
      codes.add(
          new ErrorCodeView(
              error.code(),
              constant,
              JavaText.literal(error.name()),
              JavaText.literal(error.meaning()),
              error.errorClass().name(),
              error.retry().name(),
              JavaText.literal(error.action()),
              JavaText.literal(source),
              String.valueOf(error.retryAfterSeconds()),
              error.pageRetry(),
              error.writeOnly(),
              lines,
              item));
    }
    return new ErrorCatalogueView(
        className, JavaText.lines(doc, DOC_WIDTH), operation, fallback, codes, ranges);
  }

  private static List<String> ranges(List<ErrorRangeDef> ranges) {
    List<String> calls = new ArrayList<>();
    for (ErrorRangeDef range : ranges) {
      ErrorClass errorClass = range.errorClass();
      calls.add(
          "new ErrorRange("
              + range.from()
              + ", "
              + range.to()
              + ", ErrorClass."
              + (errorClass == null ? "UNLISTED" : errorClass.name())
              + ", "
              + JavaText.literal(range.meaning())
              + (calls.size() == ranges.size() - 1 ? ")" : "),"));
    }
    return calls;
  }

  // ---- the rest

  private List<RegionView> regions() {
    JavaNames constants = new JavaNames(RESERVED_CONSTANTS, "_");
    List<RegionView> views = new ArrayList<>();
    for (RegionDef region : contract.regions()) {
      String source = region.source() == null ? "" : " (" + Facts.source(region.source()) + ")";
      views.add(
          new RegionView(
              constants.constant(region.id()),
              JavaText.literal(region.id()),
              JavaText.literal(region.name()),
              JavaText.literal(region.url()),
              JavaText.lines(region.name() + ": " + region.url() + source, DOC_WIDTH - 2)));
    }
    return views;
  }

  private static @Nullable EnvelopeView envelope(@Nullable EnvelopeDef def) {
    return def == null
        ? null
        : new EnvelopeView(
            JavaText.literal(def.status()),
            JavaText.literal(def.success()),
            JavaText.literal(def.code()),
            def.successCode(),
            JavaText.literal(def.info()));
  }

  private static AuthParameterView auth(AuthParameterDef def) {
    String constant = def.constant();
    return new AuthParameterView(
        def.role().name(),
        JavaText.literal(def.name()),
        constant == null ? "" : JavaText.literal(constant),
        def.value().limits().maximum() == null
            ? ""
            : def.value().limits().maximum().toBigInteger() + "L",
        JavaText.lines(orElse(def.description(), "Query key."), DOC_WIDTH - 2));
  }

  /** A description with its source in brackets behind it. */
  private static List<String> described(SchemaDef schema) {
    String text = orElse(schema.description(), schema.name() + ".").strip();
    SourceDef source = schema.value().source();
    return JavaText.lines(
        source == null ? text : text + " (" + Facts.source(source) + ")", DOC_WIDTH);
  }

  static String literals(List<String> texts) {
    return texts.stream().map(JavaText::literal).collect(Collectors.joining(", "));
  }

  private static String orElse(@Nullable String text, String otherwise) {
    return text == null || text.isBlank() ? otherwise : text;
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
