package dev.chatcontract.codegen.builder;

import dev.chatcontract.codegen.syntax.JavaNames;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Java names of a contract's schemas, operations and tags. */
final class Names {
  /** The client's own classes, and classes that are nested in the contract's. */
  private static final Set<String> RESERVED_TYPES =
      Set.of(
          "ChatClient",
          "DefaultChatClient",
          "Operations",
          "Region",
          "CommonErrors",
          "ChatJsonModule",
          "SignatureParameters",
          "Builder",
          "Known");

  /** Names that a record component may not have, and members that our records already have. */
  private static final Set<String> RESERVED_MEMBERS =
      Set.of(
          ("clone finalize getClass hashCode notify notifyAll toString wait equals"
                  + " otherMembers builder toBuilder of faults check read write build buildUnchecked"
                  + " b f g p v at m seen kept others fieldSpecs make self set otherMember toJson fromJson")
              .split(" ", -1));

  static final Set<String> RESERVED_METHODS =
      Set.of(
          "clone finalize getClass hashCode notify notifyAll toString wait equals async"
              .split(" ", -1));

  /** Members that the client has besides the accessors of its tags. */
  static final Set<String> RESERVED_ACCESSORS =
      Stream.concat(RESERVED_METHODS.stream(), Stream.of("close", "caller"))
          .collect(Collectors.toUnmodifiableSet());

  static final Set<String> RESERVED_CONSTANTS = Set.of("CODEC", "ALL", "ENVELOPE", "NAMES");

  private final Set<String> reservedMembers;
  private final JavaNames types = new JavaNames(RESERVED_TYPES, "Model");
  private final Map<String, String> classes = new HashMap<>();
  private final Map<String, String> methods = new HashMap<>();
  private final Map<String, List<OperationDef>> byTag = new TreeMap<>();

  /**
   * @param packages packages whose classes generated files name in full; a variable with the name
   *     of a package's first segment would hide that package
   */
  Names(Contract contract, Set<String> schemas, List<String> packages) {
    reservedMembers =
        Stream.concat(
                RESERVED_MEMBERS.stream(), packages.stream().map(name -> name.split("\\.", 2)[0]))
            .collect(Collectors.toUnmodifiableSet());
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

  /** Returns a new scope for the members of one record. */
  JavaNames members() {
    return new JavaNames(reservedMembers, "_");
  }

  /** Returns the class of a schema. */
  String of(SchemaDef schema) {
    return classes.getOrDefault(schema.name(), schema.name());
  }

  /** Returns the class of the schema that a value refers to. */
  String of(ValueDef value) {
    String ref = value.ref();
    return classes.getOrDefault(ref == null ? "" : ref, "Object");
  }

  /** Returns the client's method for an operation. */
  String of(OperationDef operation) {
    return methods.getOrDefault(operation.name(), operation.name());
  }

  /** Returns the class of an operation's error codes. */
  String errors(OperationDef operation) {
    return types.type(operation.name(), "Errors");
  }

  /** Returns the class that describes an operation. */
  String description(OperationDef operation) {
    return types.type(operation.name(), "Operation");
  }

  /**
   * Returns the prefix of the names of a tag's classes, {@code X} in {@code XClient} and the
   * others.
   */
  String client(String tag) {
    return types.prefix(
        tag, x -> List.of(x + "Client", x + "AsyncClient", "Default" + x + "Client"));
  }

  /** Returns the operations by tag, both sorted. */
  Map<String, List<OperationDef>> byTag() {
    return Collections.unmodifiableMap(byTag);
  }
}
