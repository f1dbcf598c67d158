package dev.chatcontract.codegen;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.GroupTypeDef;
import dev.chatcontract.contract.model.IdempotencyDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the views of operations. */
final class OperationViews {
  private final Contract contract;
  private final Names names;
  private final Map<String, ModelView> models;
  private final Members members;
  private final PageViews pages;
  private final JavaNames constants = new JavaNames(Names.RESERVED_CONSTANTS, "_");

  OperationViews(Contract contract, Names names, Map<String, ModelView> models, Problems problems) {
    this.contract = contract;
    this.names = names;
    this.models = models;
    this.members = new Members(models, problems);
    this.pages = new PageViews(members, problems);
  }

  OperationView of(OperationDef def, String prefix, ErrorCatalogueView catalogue) {
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
        names.of(def),
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
        pages.paging(def, q, r),
        pages.batch(def, q, r),
        itemErrors(def.itemErrors(), r),
        def.statuses().equals(List.of("200")) ? "" : JavaText.literals(def.statuses()),
        JavaText.literals(def.documentedRegions()),
        r.fields().stream().filter(f -> f.present() && !f.required()).toList(),
        def.groupTypes().stream().map(OperationViews::applies).toList(),
        JavaText.literal(def.source() == null ? "" : Facts.source(def.source())),
        JavaText.literals(Secrets.of(contract, def)));
  }

  private static String applies(GroupTypeDef type) {
    String alias = type.alias();
    return JavaText.literal(type.type())
        + ", "
        + type.supported()
        + ", "
        + (alias == null ? "null" : JavaText.literal(alias));
  }

  private @Nullable EnvelopeAccessView envelopeAccess(OperationDef operation, ModelView r) {
    EnvelopeDef def = operation.envelope();
    if (def == null) {
      return null;
    }
    FieldView status = members.of(r, def.status(), operation.response().at());
    FieldView code = members.of(r, def.code(), operation.response().at());
    FieldView info = members.of(r, def.info(), operation.response().at());
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
      FieldView field = members.of(q, member, def.at());
      if (field != null) {
        present.add("q." + field.name() + "() != null");
      }
    }
    return new IdempotencyView(
        "Idempotency.<"
            + q.className()
            + ">whenPresent(List.of("
            + JavaText.literals(def.present())
            + "), q -> "
            + String.join(" && ", present)
            + ")"
            + done);
  }

  private static List<String> operationDoc(OperationDef def, ErrorCatalogueView catalogue) {
    List<String> doc = new ArrayList<>();
    String summary = Docs.orElse(def.summary(), def.name()).strip();
    doc.addAll(JavaText.lines(summary.endsWith(".") ? summary : summary + ".", Docs.WIDTH - 2));
    if (!def.description().isBlank()) {
      List<String> text = JavaText.lines(def.description(), Docs.WIDTH - 5);
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
    JavaText.wrap("<p>" + JavaText.html(Facts.of(def)), Docs.WIDTH - 2, doc);
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

  private @Nullable ItemErrorsView itemErrors(@Nullable ItemErrorsDef def, ModelView r) {
    if (def == null) {
      return null;
    }
    FieldView items = members.of(r, def.items(), def.at());
    FieldView code = items == null ? null : members.ofItem(items, def.code(), def.at());
    String infoName = def.info();
    FieldView info =
        items == null || infoName == null ? null : members.ofItem(items, infoName, def.at());
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
}
