package dev.chatcontract.codegen;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The Java names of a contract's schemas, operations and tags. */
final class Names {
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

  static final Set<String> RESERVED_METHODS =
      Set.of(
          "clone finalize getClass hashCode notify notifyAll toString wait equals async"
              .split(" ", -1));

  static final Set<String> RESERVED_CONSTANTS = Set.of("CODEC", "ALL", "ENVELOPE", "NAMES");

  private final JavaNames types = new JavaNames(RESERVED_TYPES, "Model");
  private final Map<String, String> classes = new HashMap<>();
  private final Map<String, String> methods = new HashMap<>();
  private final Map<String, List<OperationDef>> byTag = new TreeMap<>();

  Names(Contract contract, Set<String> schemas) {
    schemas.forEach(schema -> classes.put(schema, types.type(schema)));
    for (OperationDef operation : contract.operations()) {
      byTag.computeIfAbsent(operation.tag(), tag -> new ArrayList<>()).add(operation);
    }
    for (List<OperationDef> operations : byTag.values()) {
      operations.sort(Comparator.comparing(OperationDef::name));
      JavaNames names = new JavaNames(RESERVED_METHODS, "_");
      operations.forEach(o -> methods.put(o.name(), names.member(o.name())));
    }
  }

  /** The class of a schema. */
  String of(SchemaDef schema) {
    return classes.getOrDefault(schema.name(), schema.name());
  }

  /** The class of the schema that a value refers to. */
  String of(ValueDef value) {
    String ref = value.ref();
    return classes.getOrDefault(ref == null ? "" : ref, "Object");
  }

  /** The client's method for an operation. */
  String of(OperationDef operation) {
    return methods.getOrDefault(operation.name(), operation.name());
  }

  /** Another class beside those of the schemas; the name is taken from then on. */
  String further(String wire) {
    return types.type(wire);
  }

  /** Operations by tag, both sorted. */
  Map<String, List<OperationDef>> byTag() {
    return Collections.unmodifiableMap(byTag);
  }
}
