package dev.chatcontract.codegen.reference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.model.AuthParameterDef;
import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.ErrorRangeDef;
import dev.chatcontract.contract.model.GroupTypeDef;
import dev.chatcontract.contract.model.IdempotencyDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.RateLimitDef;
import dev.chatcontract.contract.model.RegionDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.model.TagDef;
import dev.chatcontract.contract.schema.AppliesWhen;
import dev.chatcontract.contract.schema.KindsDef;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.LimitWhen;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.RejectedValue;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.app.event.EventCartridge;
import org.jspecify.annotations.Nullable;

/** Renders a contract as one HTML page that needs nothing else: no other file and no network. */
public final class ReferencePage {
  /** The file beside the page that it offers for download: the contract as one document. */
  public static final String DOCUMENT = "openapi.yaml";

  private static final String TEMPLATE = "reference/reference.html.vm";

  /** Schemas that contain themselves are shown once on each way down. */
  private static final int MAX_DEPTH = 8;

  private final Contract contract;
  private final Snippets snippets;
  private final Set<String> fieldNames = new LinkedHashSet<>();
  private final Set<String> sampleIds = new LinkedHashSet<>();

  private ReferencePage(Contract contract) {
    this.contract = contract;
    this.snippets = new Snippets(contract);
  }

  /**
   * The page.
   *
   * @param errata the text of the contract's ERRATA.md, or null to leave the chapter out
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
        fieldNames.size(),
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
        facts(operation),
        request == null ? List.of() : fields(request),
        fields(operation.response()),
        operation.errors().stream().map(ReferencePage::code).toList(),
        operation.requestSamples().stream().map(sample -> sample(operation, sample, true)).toList(),
        operation.responseSamples().stream()
            .map(sample -> sample(operation, sample, false))
            .toList(),
        operation.errata(),
        source(operation.source()));
  }

  private static String rate(int calls, int seconds) {
    return calls
        + (calls == 1 ? " call" : " calls")
        + (seconds == 1 ? " a second" : " in " + seconds + " s");
  }

  private static String itemErrors(ItemErrorsDef errors) {
    String code = errors.code();
    if (code == null) {
      return errors.items() + " holds what failed";
    }
    return errors.successCodes().isEmpty()
        ? errors.items() + " holds what failed, each with its " + code
        : "each element of " + errors.items() + " has its own " + code;
  }

  private List<ReferenceView.Fact> facts(OperationDef operation) {
    List<ReferenceView.Fact> facts = new ArrayList<>();
    RateLimitDef rate = operation.rateLimit();
    facts.add(
        new ReferenceView.Fact(
            "Rate limit",
            rate == null ? "none documented" : rate(rate.calls(), rate.perSeconds())));
    if (rate != null && rate.perKey() != null) {
      facts.add(
          new ReferenceView.Fact(
              "Rate limit for each " + rate.perKey().member(),
              rate(rate.perKey().calls(), rate.perKey().perSeconds())));
    }
    IdempotencyDef idempotency = operation.idempotency();
    facts.add(new ReferenceView.Fact("May be sent twice", repeatable(idempotency)));
    PaginationDef paging = operation.pagination();
    if (paging != null) {
      facts.add(new ReferenceView.Fact("Pages", paging(paging)));
    }
    BatchDef batch = operation.batch();
    if (batch != null) {
      facts.add(
          new ReferenceView.Fact(
              "Many at once",
              "at most "
                  + batch.max()
                  + " values of "
                  + batch.field()
                  + " in a request; results in "
                  + batch.items()
                  + (batch.fieldKey() == null
                      ? ""
                      : ", where " + batch.key() + " equals " + batch.fieldKey())));
    }
    if (operation.itemErrors() != null) {
      facts.add(new ReferenceView.Fact("Errors of items", itemErrors(operation.itemErrors())));
    }
    if (!operation.groupTypes().isEmpty()) {
      facts.add(
          new ReferenceView.Fact(
              "Works on",
              String.join(
                  ", ", operation.groupTypes().stream().map(ReferencePage::type).toList())));
    }
    List<String> regions = new ArrayList<>();
    for (String id : operation.documentedRegions()) {
      RegionDef region = contract.region(id);
      regions.add(region == null ? id : region.name());
    }
    if (!regions.isEmpty()) {
      facts.add(new ReferenceView.Fact("Documented for", String.join(", ", regions)));
    }
    return facts;
  }

  private static String type(GroupTypeDef type) {
    return type.type()
        + (type.alias() == null ? "" : " (" + type.alias() + ")")
        + (type.supported() ? "" : ": no");
  }

  private static String repeatable(@Nullable IdempotencyDef idempotency) {
    if (idempotency == null) {
      return "no: after a lost answer, look first";
    }
    if (idempotency.always()) {
      return "yes";
    }
    String done =
        idempotency.alreadyDone().isEmpty()
            ? ""
            : "; after a lost answer, "
                + idempotency.alreadyDone().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(" or "))
                + " may mean it was done";
    return "only with " + String.join(" and ", idempotency.present()) + done;
  }

  private static String paging(PaginationDef paging) {
    String stop =
        switch (paging.stop().when()) {
          case NEXT_ABSENT -> "until " + paging.nextCursor() + " is absent";
          case NEXT_EQUALS ->
              "until " + paging.nextCursor() + " is " + text(paging.stop().value()) + " or absent";
          case FIELD_EQUALS ->
              "until " + paging.stop().field() + " is " + text(paging.stop().value());
        };
    return "start with "
        + paging.cursor()
        + " = "
        + text(paging.first())
        + ", go on with "
        + paging.nextCursor()
        + ", "
        + stop;
  }

  private List<ReferenceView.Field> fields(SchemaDef schema) {
    List<ReferenceView.Field> rows = new ArrayList<>();
    fields(schema, "", 0, new ArrayList<>(), rows);
    return rows;
  }

  private void fields(
      SchemaDef schema,
      String parent,
      int depth,
      List<String> above,
      List<ReferenceView.Field> rows) {
    if (depth > MAX_DEPTH || above.contains(schema.name())) {
      return;
    }
    above.add(schema.name());
    for (PropertyDef property : schema.properties()) {
      rows.add(field(schema, property, parent, depth));
      ValueDef value = property.value();
      ValueDef items = value.items();
      SchemaDef inner = object(items == null ? value : items);
      if (inner != null) {
        String suffix = items == null ? "." : "[].";
        fields(inner, parent + property.name() + suffix, depth + 1, above, rows);
      }
      if (value.kinds() != null) {
        for (KindsDef.Kind kind : value.kinds().kinds()) {
          SchemaDef one = contract.schema(kind.ref());
          if (one != null) {
            String of = parent + property.name() + "(" + kind.value() + ").";
            fields(one, of, depth + 1, above, rows);
          }
        }
      }
    }
    above.remove(above.size() - 1);
  }

  private @Nullable SchemaDef object(ValueDef value) {
    String ref = value.ref();
    SchemaDef schema = ref == null ? null : contract.schema(ref);
    return schema != null && schema.isObject() ? schema : null;
  }

  private ReferenceView.Field field(
      SchemaDef schema, PropertyDef property, String parent, int depth) {
    ValueDef value = property.value();
    ValueDef items = value.items();
    fieldNames.add(schema.name() + "." + property.name());
    List<String> rules = new ArrayList<>(limits(property.limits()));
    if (items != null) {
      limits(items.limits()).forEach(limit -> rules.add("each: " + limit));
    }
    if (value.unit() != null && !"bytes".equals(value.unit())) {
      rules.add("unit: " + value.unit());
    }
    for (RejectedValue rejected : value.rejectedValues()) {
      rules.add(text(rejected.value()) + " is refused: " + rejected.reason());
    }
    if ((items == null ? value : items).bits()) {
      rules.add("a set of bits; unknown ones are kept");
    }
    if (value.kinds() != null) {
      rules.add("its members depend on " + value.kinds().by());
    }
    AppliesWhen applies = value.appliesWhen();
    if (applies != null) {
      rules.add(
          "only when "
              + applies.when()
              + (applies.reason() == null ? "" : ": " + applies.reason()));
    }
    for (LimitWhen limit : value.limitsWhen()) {
      rules.add(
          String.join(", ", limits(limit.limits()))
              + condition(limit)
              + (limit.reason() == null ? "" : ": " + limit.reason()));
    }
    if (value.sensitive()) {
      rules.add("kept out of logs");
    }
    ValueDef scalar = items == null ? value : items;
    return new ReferenceView.Field(
        parent + property.name(),
        parent,
        property.name(),
        depth,
        type(value),
        property.required() ? "required" : property.requiredOnSuccess() ? "on success" : "optional",
        Html.inline(property.description()),
        rules,
        scalar.knownValues().stream()
            .filter(known -> accepted(value, known))
            .map(ReferencePage::known)
            .toList(),
        property.errata());
  }

  // A rule may hold always; the condition is then left out.
  @SuppressWarnings("ConstantValue")
  private static String condition(LimitWhen limit) {
    return limit.when() == null ? "" : " when " + limit.when();
  }

  /** A value that is refused here is among the rules, with its reason. */
  private static boolean accepted(ValueDef value, KnownValue known) {
    return value.rejectedValues().stream()
        .noneMatch(rejected -> rejected.value().equals(known.value()));
  }

  private static ReferenceView.Value known(KnownValue known) {
    return new ReferenceView.Value(text(known.value()), known.meaning());
  }

  private static String type(ValueDef value) {
    ValueDef items = value.items();
    if (items != null) {
      return "array of " + type(items);
    }
    if ("object".equals(value.type())) {
      return value.ref() == null ? "object" : value.ref();
    }
    return value.format() == null ? value.type() : value.format();
  }

  private static List<String> limits(Limits limits) {
    List<String> out = new ArrayList<>();
    range(out, limits.minimum(), limits.maximum());
    if (limits.maxBytes() != null) {
      out.add("at most " + limits.maxBytes() + " UTF-8 bytes");
    }
    if (limits.maxTotalBytes() != null) {
      out.add("at most " + limits.maxTotalBytes() + " UTF-8 bytes in all texts together");
    }
    if (limits.minLength() != null) {
      out.add("at least " + limits.minLength() + " characters");
    }
    if (limits.maxLength() != null) {
      out.add("at most " + limits.maxLength() + " characters");
    }
    if (limits.minItems() != null) {
      out.add(
          "at least " + limits.minItems() + (limits.minItems() == 1 ? " element" : " elements"));
    }
    if (limits.maxItems() != null) {
      out.add("at most " + limits.maxItems() + " elements");
    }
    limits.patterns().forEach(pattern -> out.add("matches " + pattern));
    return out;
  }

  private static void range(
      List<String> out, @Nullable BigDecimal least, @Nullable BigDecimal most) {
    if (least != null && most != null) {
      out.add(least.toPlainString() + " to " + most.toPlainString());
    } else if (least != null) {
      out.add("at least " + least.toPlainString());
    } else if (most != null) {
      out.add("at most " + most.toPlainString());
    }
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

  private static String text(@Nullable JsonNode value) {
    return value == null ? "null" : value.isTextual() ? value.textValue() : value.toString();
  }

  /** Letters, digits and dashes, as an id in a page and in its address. */
  private static String anchor(String name) {
    return name.replaceAll("[^A-Za-z0-9]+", "-");
  }
}
