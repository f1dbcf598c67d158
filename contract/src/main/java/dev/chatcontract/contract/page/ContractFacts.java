package dev.chatcontract.contract.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.GroupTypeDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.Provenance;
import dev.chatcontract.contract.model.RateLimitDef;
import dev.chatcontract.contract.model.RegionDef;
import dev.chatcontract.contract.model.Retry;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.page.layout.Sentences;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.LimitWhen;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.schema.SourceKind;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the contract states about an operation, in the terms of a page. */
public final class ContractFacts {
  private static final int DEEPEST = 12;

  private final Contract contract;
  private final OperationDef operation;
  private final Map<Fact.Key, Fact> facts = new LinkedHashMap<>();

  private ContractFacts(Contract contract, OperationDef operation) {
    this.contract = contract;
    this.operation = operation;
  }

  public static Map<Fact.Key, Fact> of(Contract contract, OperationDef operation) {
    ContractFacts facts = new ContractFacts(contract, operation);
    facts.collect();
    return facts.facts;
  }

  /** The bodies that were printed on the operation's page. */
  static List<Page.Sample> samples(OperationDef operation) {
    List<Page.Sample> samples = new ArrayList<>();
    for (boolean request : new boolean[] {true, false}) {
      for (SampleDef sample : request ? operation.requestSamples() : operation.responseSamples()) {
        if (sample.provenance() == Provenance.DOCUMENTED_VERBATIM
            || sample.provenance() == Provenance.DOCUMENTED_REPAIRED) {
          samples.add(
              new Page.Sample(
                  sample.id(),
                  request,
                  sample.value(),
                  sample.at().file(),
                  sample.at().line(),
                  sample.provenance() == Provenance.DOCUMENTED_VERBATIM));
        }
      }
    }
    return samples;
  }

  private void collect() {
    put(Topic.PATH, "", operation.path().substring(1), operation.at(), true, null);
    for (RegionDef region : contract.regions()) {
      if (operation.documentedRegions().contains(region.id())) {
        String host = region.url().replaceFirst("^https?://", "");
        put(Topic.REGION, host, region.name(), region.at(), true, null);
      }
    }
    for (GroupTypeDef type : operation.groupTypes()) {
      put(Topic.GROUP_TYPE, type.type(), type.supported() ? "yes" : "no", type.at(), true, null);
    }
    RateLimitDef rate = operation.rateLimit();
    if (rate != null) {
      String value = Sentences.rate(rate.calls(), rate.perSeconds());
      put(Topic.RATE, "", value, rate.at(), ofPage(rate.source()), null);
    }
    SchemaDef request = operation.request();
    if (request != null) {
      members(request, "", true, true, 0);
    }
    members(operation.response(), "", false, true, 0);
    for (ErrorDef error : operation.errors()) {
      String code = String.valueOf(error.code());
      boolean own = ofPage(error.source());
      String erratum = first(error.errata());
      put(Topic.CODE, code, code, error.at(), own, erratum);
      String advice = "another attempt is " + (error.pageRetry() ? "advised" : "not advised");
      if (error.pageRetry() && error.retry() == Retry.NEVER) {
        advice = "another attempt is never made";
      }
      put(Topic.CODE, code + " retry", advice, error.at(), own, erratum);
    }
  }

  private void members(
      SchemaDef schema, String prefix, boolean request, boolean expected, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    for (PropertyDef property : schema.properties()) {
      SourceDef source = property.source() != null ? property.source() : source(schema);
      boolean own = expected && ofPage(source);
      String path = prefix + property.name();
      member(property, path, request, own);
      SchemaDef inner = object(property.value());
      if (inner != null) {
        members(inner, path + ".", request, own, depth + 1);
      }
    }
  }

  private @Nullable SchemaDef object(ValueDef value) {
    ValueDef at = value;
    while (at.items() != null) {
      at = at.items();
    }
    String ref = at.ref();
    return at.type().equals("object") && ref != null ? contract.schema(ref) : null;
  }

  private static @Nullable SourceDef source(SchemaDef schema) {
    return schema.value().source();
  }

  private void member(PropertyDef property, String path, boolean request, boolean own) {
    String name = PageReader.side(request) + path;
    String erratum = first(property.errata());
    Place at = property.at();
    put(PageReader.subject(request), path, path, at, own, erratum);
    put(Topic.TYPE, name, property.type(), at, own, erratum);
    if (request) {
      String required = property.required() ? "required" : "optional";
      put(Topic.REQUIRED, name, required, at, own, erratum);
    }
    JsonNode without = property.value().defaultValue();
    if (without != null) {
      put(Topic.LIMIT, name + PageReader.DEFAULT, without.asText(), at, request && own, erratum);
    }
    // Limits and values may come with a shared schema that has another source.
    String ref = property.ref();
    SchemaDef shared = ref == null ? null : contract.schema(ref);
    boolean ownValues = own && (shared == null || ofPage(source(shared)));
    limits(property)
        .forEach(
            (kind, values) ->
                put(
                    Topic.LIMIT,
                    name + " " + kind,
                    PageReader.joined(values),
                    at,
                    request && ownValues,
                    erratum));
    Set<String> refused = new TreeSet<>();
    property.rejectedValues().forEach(r -> refused.add(r.value().asText()));
    for (KnownValue known : property.knownValues()) {
      String value = known.value().asText();
      if (!refused.contains(value)) {
        put(Topic.KNOWN_VALUE, name + " " + value, value, known.at(), ownValues, erratum);
      }
    }
    property
        .value()
        .enumeration()
        .forEach(
            v ->
                put(
                    Topic.KNOWN_VALUE,
                    name + " " + v.asText(),
                    v.asText(),
                    at,
                    ownValues,
                    erratum));
  }

  private static Map<String, Set<Long>> limits(PropertyDef property) {
    Map<String, Set<Long>> limits = new TreeMap<>();
    limits(limits, property.limits());
    for (LimitWhen when : property.limitsWhen()) {
      limits(limits, when.limits());
    }
    return limits;
  }

  private static void limits(Map<String, Set<Long>> all, Limits limits) {
    BigDecimal maximum = limits.maximum();
    if (maximum != null) {
      all.computeIfAbsent("maximum", k -> new TreeSet<>()).add(maximum.longValue());
    }
    limit(all, "max-bytes", limits.maxBytes());
    limit(all, "max-length", limits.maxLength());
    limit(all, "max-items", limits.maxItems());
  }

  private static void limit(Map<String, Set<Long>> all, String kind, @Nullable Integer value) {
    if (value != null) {
      all.computeIfAbsent(kind, k -> new TreeSet<>()).add(value.longValue());
    }
  }

  private static boolean ofPage(@Nullable SourceDef source) {
    return source == null || source.kind() == SourceKind.SEED;
  }

  private static @Nullable String first(List<String> errata) {
    return errata.isEmpty() ? null : errata.get(0);
  }

  private void put(
      Topic subject,
      String name,
      String value,
      Place at,
      boolean expected,
      @Nullable String erratum) {
    Fact fact = new Fact(subject, name, value, at.file(), at.line(), expected, erratum);
    facts.putIfAbsent(fact.key(), fact);
  }
}
