package dev.chatcontract.codegen.builder;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatcontract.codegen.syntax.JavaNames;
import dev.chatcontract.codegen.view.Docs;
import dev.chatcontract.codegen.view.Facts;
import dev.chatcontract.codegen.view.FieldView;
import dev.chatcontract.codegen.view.KindView;
import dev.chatcontract.codegen.view.ModelView;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.KindsDef;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builder of the views of records. */
final class ModelViews {
  /**
   * A constructor takes at most 255 slots: {@code this}, the members, and the map of unknown
   * members.
   */
  private static final int MAX_MEMBERS = 250;

  private final Contract contract;
  private final Schemas schemas;
  private final Names names;
  private final Reach reach;
  private final Unservable problems;
  private final TypeViews types;
  private final RuleViews rules;
  private final SpecViews specs;

  ModelViews(Contract contract, Schemas schemas, Names names, Reach reach, Unservable problems) {
    this.contract = contract;
    this.schemas = schemas;
    this.names = names;
    this.reach = reach;
    this.problems = problems;
    this.types = new TypeViews(schemas, names);
    this.rules = new RuleViews(types);
    this.specs = new SpecViews(schemas, names);
  }

  ModelView of(SchemaDef schema) {
    boolean request = reach.inRequest(schema);
    JavaNames members = names.members();
    JavaNames constants = new JavaNames(Names.RESERVED_CONSTANTS, "_");
    Map<String, String> splitters = splitters(schema);
    List<FieldView> fields = new ArrayList<>();
    for (PropertyDef property : schema.properties()) {
      boolean always = reach.isAlwaysThere(schema, property);
      fields.add(
          new FieldView(
              property,
              members.member(property.name()),
              constants.constant(property.name()),
              types.of(property.value()),
              always,
              always || property.requiredOnSuccess(),
              fields.size(),
              (property.description() + Facts.of(property, request)).strip(),
              rules.of(property.value()).splitBy(splitters.get(property.name())),
              rules.further(property.value()),
              specs.of(property, request)));
    }
    if (fields.size() > MAX_MEMBERS) {
      problems.add(
          schema.at(),
          schema.name() + " has " + fields.size() + " members; a Java record holds " + MAX_MEMBERS,
          "split the object");
    }
    return new ModelView(
        names.of(schema),
        schema,
        Docs.of(schema),
        fields,
        request,
        additional(schema),
        kinds(fields, members),
        SecretNames.of(contract, schema));
  }

  private List<KindView> kinds(List<FieldView> fields, JavaNames members) {
    List<KindView> kinds = new ArrayList<>();
    for (FieldView field : fields) {
      KindsDef def = field.def().value().kinds();
      for (FieldView by : def == null ? List.<FieldView>of() : fields) {
        if (by.wire().equals(def.by())) {
          for (KindsDef.Kind kind : def.kinds()) {
            kinds.add(
                new KindView(
                    field,
                    by,
                    TextNode.valueOf(kind.value()),
                    names.of(schemas.named(kind.ref())),
                    members.member(kind.value())));
          }
        }
      }
    }
    return kinds;
  }

  private ModelView.@Nullable Additional additional(SchemaDef schema) {
    ValueDef values = schema.value().values();
    return values == null
        ? null
        : new ModelView.Additional(types.of(values), rules.ofEntry(values));
  }

  /** Returns the client's methods that split lists of a request, by the lists' wire names. */
  private Map<String, String> splitters(SchemaDef request) {
    Map<String, String> methods = new HashMap<>();
    for (OperationDef operation : contract.operations()) {
      if (operation.batch() != null && request.equals(operation.request())) {
        methods.put(operation.batch().field(), names.of(operation) + "Batch");
      }
    }
    return methods;
  }
}
