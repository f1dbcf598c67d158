package dev.chatcontract.codegen.builder;

import dev.chatcontract.codegen.syntax.JavaNames;
import dev.chatcontract.codegen.view.EnvelopeView;
import dev.chatcontract.codegen.view.ErrorCatalogueView;
import dev.chatcontract.codegen.view.FieldView;
import dev.chatcontract.codegen.view.IdempotencyView;
import dev.chatcontract.codegen.view.ItemErrorsView;
import dev.chatcontract.codegen.view.ModelView;
import dev.chatcontract.codegen.view.OperationView;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.IdempotencyDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builder of the views of operations. */
final class OperationViews {
  private final Contract contract;
  private final Names names;
  private final Map<String, ModelView> models;
  private final MemberLookup members;
  private final PageViews pages;
  private final JavaNames constants = new JavaNames(Names.RESERVED_CONSTANTS, "_");

  OperationViews(
      Contract contract, Names names, Map<String, ModelView> models, Unservable problems) {
    this.contract = contract;
    this.names = names;
    this.models = models;
    this.members = new MemberLookup(models, problems);
    this.pages = new PageViews(members, problems);
  }

  OperationView of(OperationDef def, String prefix, ErrorCatalogueView errors) {
    SchemaDef request = def.request();
    if (request == null) {
      throw new IllegalStateException("checked before");
    }
    ModelView q = model(request.name());
    ModelView r = model(def.response().name());
    return new OperationView(
        def,
        constants.constant(def.name()),
        prefix,
        names.of(def),
        names.description(def),
        q.className(),
        r.className(),
        errors,
        envelope(def, r),
        idempotency(def.idempotency(), q),
        pages.paging(def, q, r),
        pages.batch(def, q, r),
        itemErrors(def.itemErrors(), r),
        r.fields().stream().filter(f -> f.present() && !f.required()).toList(),
        SecretNames.of(contract, def));
  }

  private ModelView model(String schema) {
    ModelView model = models.get(schema);
    if (model == null) {
      throw new IllegalStateException("schema " + schema + " was not reached");
    }
    return model;
  }

  private @Nullable EnvelopeView envelope(OperationDef operation, ModelView r) {
    EnvelopeDef def = operation.envelope();
    if (def == null) {
      return null;
    }
    FieldView status = members.of(r, def.status(), operation.response().at());
    FieldView code = members.of(r, def.code(), operation.response().at());
    FieldView info = members.of(r, def.info(), operation.response().at());
    return status == null || code == null || info == null
        ? null
        : new EnvelopeView(status, code, info);
  }

  private @Nullable IdempotencyView idempotency(@Nullable IdempotencyDef def, ModelView q) {
    if (def == null) {
      return null;
    }
    List<FieldView> present = new ArrayList<>();
    for (String member : def.present()) {
      FieldView field = members.of(q, member, def.at());
      if (field != null) {
        present.add(field);
      }
    }
    return new IdempotencyView(def, present);
  }

  private @Nullable ItemErrorsView itemErrors(@Nullable ItemErrorsDef def, ModelView r) {
    if (def == null) {
      return null;
    }
    String listed = def.items();
    if (listed == null) {
      return new ItemErrorsView(
          null, null, of(r, def.code(), def.at()), of(r, def.info(), def.at()), def.successCodes());
    }
    FieldView items = members.of(r, listed, def.at());
    return items == null
        ? null
        : new ItemErrorsView(
            items,
            ofItem(items, def.key(), def.at()),
            ofItem(items, def.code(), def.at()),
            ofItem(items, def.info(), def.at()),
            def.successCodes());
  }

  private @Nullable FieldView of(ModelView r, @Nullable String member, Place at) {
    return member == null ? null : members.of(r, member, at);
  }

  private @Nullable FieldView ofItem(FieldView items, @Nullable String member, Place at) {
    return member == null ? null : members.ofItem(items, member, at);
  }
}
