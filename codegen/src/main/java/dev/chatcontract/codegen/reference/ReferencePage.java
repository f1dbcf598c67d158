package dev.chatcontract.codegen.reference;

import dev.chatcontract.contract.model.AuthParameterDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.ErrorRangeDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.RegionDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.model.TagDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.SourceDef;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.app.event.EventCartridge;
import org.jspecify.annotations.Nullable;

/** Renders a contract as one self-contained HTML page, which needs no other file and no network. */
public final class ReferencePage {
  /**
   * The file next to the page that the page offers for download: the whole contract in one
   * document.
   */
  public static final String DOCUMENT = "openapi.yaml";

  private static final String TEMPLATE = "reference/reference.html.vm";

  private final Contract contract;
  private final Snippets snippets;
  private final FieldRows fields;
  private final Set<String> sampleIds = new LinkedHashSet<>();

  private ReferencePage(Contract contract) {
    this.contract = contract;
    this.snippets = new Snippets(contract);
    this.fields = new FieldRows(contract);
  }

  /**
   * Renders the page.
   *
   * @param errata the text of the contract's ERRATA.md, or null to omit that chapter
   */
  public static String render(Contract contract, @Nullable String errata) {
    VelocityEngine engine = new VelocityEngine();
    engine.setProperty("resource.loaders", "class");
    engine.setProperty(
        "resource.loader.class.class",
        "org.apache.velocity.runtime.resource.loader.ClasspathResourceLoader");
    engine.setProperty("runtime.strict_mode.enable", true);
    engine.setProperty("parser.space_gobbling", "lines");
    engine.setProperty("resource.default_encoding", "UTF-8");
    EventCartridge escaping = new EventCartridge();
    escaping.addEventHandler(new EscapeEverything());
    VelocityContext context = new VelocityContext();
    context.put("page", new ReferencePage(contract).view(errata));
    context.put("document", DOCUMENT);
    context.put("style", Html.resource("reference/reference.css"));
    context.put("script", Html.resource("reference/reference.js"));
    escaping.attachToContext(context);
    StringWriter out = new StringWriter();
    engine.getTemplate(TEMPLATE).merge(context, out);
    return out.toString();
  }

  private ReferenceView view(@Nullable String errata) {
    List<ReferenceView.Tag> tags = new ArrayList<>();
    for (TagDef tag : contract.tags()) {
      List<ReferenceView.Op> operations =
          contract.operations().stream()
              .filter(operation -> operation.tag().equals(tag.name()))
              .map(this::operation)
              .toList();
      if (!operations.isEmpty()) {
        tags.add(new ReferenceView.Tag(tag.name(), tag.description(), operations));
      }
    }
    Set<Integer> codes = new LinkedHashSet<>();
    contract.operations().forEach(o -> o.errors().forEach(e -> codes.add(e.code())));
    contract.commonErrors().forEach(e -> codes.add(e.code()));
    return new ReferenceView(
        contract.info().title(),
        contract.info().version(),
        Html.prose(contract.info().description()),
        contract.operations().size(),
        fields.members(),
        codes.size(),
        sampleIds.size(),
        tags,
        contract.auth().stream().map(ReferencePage::parameter).toList(),
        envelope(contract.envelope()),
        contract.regions().stream().map(this::region).toList(),
        contract.operations().stream().map(OperationDef::name).toList(),
        contract.commonErrors().stream().map(ReferencePage::code).toList(),
        contract.errorRanges().stream().map(ReferencePage::codeRange).toList(),
        errata == null ? List.of() : ErrataRows.parse(errata));
  }

  private ReferenceView.Op operation(OperationDef operation) {
    SchemaDef request = operation.request();
    return new ReferenceView.Op(
        operation.name(),
        anchor(operation.name()),
        operation.method(),
        operation.path(),
        operation.summary(),
        Html.prose(operation.description()),
        OperationFacts.of(contract, operation),
        request == null ? List.of() : fields.of(request),
        fields.of(operation.response()),
        operation.errors().stream().map(ReferencePage::code).toList(),
        operation.requestSamples().stream().map(sample -> sample(operation, sample, true)).toList(),
        operation.responseSamples().stream()
            .map(sample -> sample(operation, sample, false))
            .toList(),
        operation.errata(),
        source(operation.source()));
  }

  private ReferenceView.Sample sample(OperationDef operation, SampleDef sample, boolean request) {
    sampleIds.add(sample.id());
    List<String> note = new ArrayList<>();
    note.add(
        switch (sample.provenance()) {
          case DOCUMENTED_VERBATIM -> "documented, word for word";
          case DOCUMENTED_REPAIRED -> "documented, syntax repaired";
          case CORRECTED -> "documented, a value corrected";
          case CAPTURED -> "seen in public as a real answer";
          case INFERRED -> "inferred from the documentation";
        });
    if (sample.where() != null) {
      note.add(sample.where());
    }
    return new ReferenceView.Sample(
        sample.id(),
        anchor("sample-" + sample.id()),
        sample.summary(),
        String.join(", ", note),
        Snippets.pretty(sample.value()),
        request ? snippets.of(operation, sample) : List.of());
  }

  private static ReferenceView.Code code(ErrorDef error) {
    String retry =
        switch (error.retry()) {
          case NEVER -> "never";
          case SAFE -> "safe";
          case IF_IDEMPOTENT -> "if repeatable";
          case RESIGN -> "sign again, once";
        };
    return new ReferenceView.Code(
        Integer.toString(error.code()),
        error.name(),
        error.errorClass().wire(),
        error.retryAfterSeconds() == null
            ? retry
            : retry + ", after " + error.retryAfterSeconds() + " s",
        Html.inline(error.meaning()),
        Html.inline(error.action()),
        source(error.source()),
        error.errata());
  }

  private static ReferenceView.CodeRange codeRange(ErrorRangeDef range) {
    return new ReferenceView.CodeRange(
        Integer.toString(range.from()), Integer.toString(range.to()), Html.inline(range.meaning()));
  }

  private static ReferenceView.Parameter parameter(AuthParameterDef parameter) {
    return new ReferenceView.Parameter(
        parameter.name(), parameter.role().wire(), Html.inline(parameter.description()));
  }

  private ReferenceView.Region region(RegionDef region) {
    return new ReferenceView.Region(
        region.id(),
        region.name(),
        region.url(),
        contract.operations().stream()
            .map(operation -> operation.documentedRegions().contains(region.id()))
            .toList());
  }

  private static @Nullable String envelope(@Nullable EnvelopeDef envelope) {
    return envelope == null
        ? null
        : "A call succeeded only if "
            + envelope.status()
            + " is "
            + envelope.success()
            + " and "
            + envelope.code()
            + " is "
            + envelope.successCode()
            + "; "
            + envelope.info()
            + " has the server's words.";
  }

  private static String source(@Nullable SourceDef source) {
    if (source == null) {
      return "";
    }
    String page = source.page() == null ? "" : source.page();
    String date = source.date() == null ? "" : " (" + source.date() + ")";
    return (page + date).strip();
  }

  /** Returns a name as letters, digits and dashes, for use as an ID and in the page's address. */
  private static String anchor(String name) {
    return name.replaceAll("[^A-Za-z0-9]+", "-");
  }
}
