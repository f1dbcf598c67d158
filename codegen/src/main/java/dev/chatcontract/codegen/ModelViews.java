package dev.chatcontract.codegen;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes the views of records. */
final class ModelViews {
  /** What a record cannot name a component, and what our records have themselves. */
  private static final Set<String> RESERVED_MEMBERS =
      Set.of(
          ("clone finalize getClass hashCode notify notifyAll toString wait equals"
                  + " otherMembers builder toBuilder of faults check read write build buildUnchecked"
                  + " b f g p v at m seen kept others fieldSpecs make self set otherMember toJson fromJson")
              .split(" ", -1));

  /** A constructor takes 255 words: itself, the members and the map of the other ones. */
  private static final int MAX_MEMBERS = 250;

  private final Contract contract;
  private final Schemas schemas;
  private final Names names;
  private final Reach reach;
  private final Problems problems;
  private final ValueViews values;
  private final SpecViews specs;

  ModelViews(Contract contract, Schemas schemas, Names names, Reach reach, Problems problems) {
    this.contract = contract;
    this.schemas = schemas;
    this.names = names;
    this.reach = reach;
    this.problems = problems;
    this.values = new ValueViews(schemas, names);
    this.specs = new SpecViews(schemas, names);
  }

  ModelView of(SchemaDef schema) {
    boolean request = reach.inRequest(schema);
    JavaNames members = new JavaNames(RESERVED_MEMBERS, "_");
    JavaNames constants = new JavaNames(Names.RESERVED_CONSTANTS, "_");
    List<FieldView> fields = new ArrayList<>();
    for (PropertyDef property : schema.properties()) {
      boolean last = fields.size() == schema.properties().size() - 1;
      boolean always = reach.isAlwaysThere(schema, property);
      fields.add(field(property, members, constants, fields.size(), request, always, last));
    }
    String className = names.of(schema);
    List<String> rule = List.of();
    if (request) {
      ValueDef additional = schema.value().values();
      rule =
          new RuleViews(
                  schema,
                  fields,
                  schemas::isRecord,
                  schemas::isOpenEnum,
                  names::of,
                  batchMethods(schema))
              .calls(className, additional == null ? null : values.codec(additional));
    }
    if (fields.size() > MAX_MEMBERS) {
      problems.add(
          schema.at(),
          schema.name() + " has " + fields.size() + " members; a Java record holds " + MAX_MEMBERS,
          "split the object");
    }
    List<String> doc = Docs.of(schema);
    return new ModelView(
        className,
        JavaText.literal(schema.name()),
        doc,
        fields,
        request,
        rule,
        JavaText.literals(Secrets.of(contract, schema)));
  }

  /** Lists of a request that a method of the client splits, by wire name. */
  private Map<String, String> batchMethods(SchemaDef request) {
    Map<String, String> splits = new TreeMap<>();
    for (OperationDef operation : contract.operations()) {
      if (operation.batch() != null && request.equals(operation.request())) {
        splits.put(JavaText.literal(operation.batch().field()), names.of(operation) + "Batch");
      }
    }
    return splits;
  }

  private FieldView field(
      PropertyDef property,
      JavaNames members,
      JavaNames constants,
      int index,
      boolean request,
      boolean always,
      boolean last) {
    ValueViews.Held held = values.held(property.value());
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
        Docs.WIDTH,
        doc);
    return new FieldView(
        JavaText.literal(property.name()),
        name,
        constants.constant(property.name()),
        held.type(),
        property.value().items() != null,
        ValueViews.copy(property.value()),
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
        specs.spec(property, request, last));
  }
}
