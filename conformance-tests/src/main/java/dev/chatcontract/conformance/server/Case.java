package dev.chatcontract.conformance.server;

import dev.chatcontract.conformance.corpus.model.CaseHead;
import dev.chatcontract.conformance.corpus.model.Documented;
import dev.chatcontract.conformance.corpus.model.Origin;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.source.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Begins the cases of one operation. */
final class Case {
  private final OperationDef operation;
  private final String kind;
  private final String name;
  private final String title;
  private Place at;
  private Origin provenance = Origin.INFERRED;
  private @Nullable String page;
  private final List<Tag> covers = new ArrayList<>();

  private Case(OperationDef operation, String kind, String name, String title) {
    this.operation = operation;
    this.kind = kind;
    this.name = name;
    this.title = title;
    this.at = operation.at();
  }

  static Case of(OperationDef operation, String kind, String name, String title) {
    return new Case(operation, kind, name, title).from(operation.source());
  }

  /** Sets the line of the contract that makes the promise. */
  Case at(Place place) {
    at = place;
    return this;
  }

  Case from(@Nullable SourceDef source) {
    if (source != null) {
      provenance = Origin.of(source);
      page = source.page();
    }
    return this;
  }

  Case printed(Origin how, @Nullable String where) {
    provenance = how;
    page = where;
    return this;
  }

  Case covers(Tag tag) {
    covers.add(tag);
    return this;
  }

  ServerCase holds(Promise promise) {
    return new ServerCase(
        new CaseHead(
            operation.name() + "/" + kind + "/" + name,
            operation.name(),
            kind,
            title,
            provenance,
            new Documented(page, "spec/" + at),
            covers),
        !operation.reads(),
        promise);
  }
}
