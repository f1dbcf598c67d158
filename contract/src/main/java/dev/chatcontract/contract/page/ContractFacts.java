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
import dev.chatcontract.contract.page.layout.LimitKind;
import dev.chatcontract.contract.page.layout.Statement;
import dev.chatcontract.contract.schema.KindsDef;
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

/** The facts of the contract about an operation, in the terms of a page. */
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

  /** Returns the bodies that are printed on the operation's page. */
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
    put(Fact.Key.of(Topic.PATH, ""), operation.path().substring(1), operation.at(), true, null);
    for (RegionDef region : contract.regions()) {
      if (operation.documentedRegions().contains(region.id())) {
        String host = region.url().replaceFirst("^https?://", "");
        put(Fact.Key.of(Topic.REGION, host), region.name(), region.at(), true, null);
      }
    }
    for (GroupTypeDef type : operation.groupTypes()) {
      Fact.Key key = Fact.Key.of(Topic.GROUP_TYPE, type.type());
      put(key, Statement.Choice.supported(type.supported()), type.at(), true, null);
    }
    RateLimitDef rate = operation.rateLimit();
    if (rate != null) {
      Statement value = new Statement.Rate(rate.calls(), rate.perSeconds());
      put(Fact.Key.of(Topic.RATE, ""), value, rate.at(), ofPage(rate.source()), null);
      RateLimitDef.PerKey each = rate.perKey();
      if (each != null) {
        Fact.Key key = Fact.Key.of(Topic.RATE, Fact.Key.rate(keyed(each.member())));
        Statement lower = new Statement.Rate(each.calls(), each.perSeconds());
        put(key, lower, each.at(), ofPage(rate.source()), null);
      }
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
      Fact.Key key = Fact.Key.of(Topic.CODE, code);
      put(key, code, error.at(), own, erratum);
      String advice = "another attempt is " + (error.pageRetry() ? "advised" : "not advised");
      if (error.pageRetry() && error.retry() == Retry.NEVER) {
        advice = "another attempt is never made";
      }
      put(key.retry(), advice, error.at(), own, erratum);
    }
  }

  /** Returns the kind of object that a member identifies, in the words of pages. */
  private static String keyed(String member) {
    return member.contains("Group") ? "group" : member.endsWith("_Account") ? "user" : member;
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
      KindsDef kinds = property.value().kinds();
      for (KindsDef.Kind kind : kinds == null ? List.<KindsDef.Kind>of() : kinds.kinds()) {
        // Kinds are documented on a separate page.
        SchemaDef of = contract.schema(kind.ref());
        if (of != null) {
          members(of, path + ".", request, false, depth + 1);
        }
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
    Fact.Key member = Fact.Key.member(request, path);
    String erratum = first(property.errata());
    Place at = property.at();
    put(member, path, at, own, erratum);
    put(member.about(Topic.TYPE, null), property.type(), at, own, erratum);
    if (request) {
      Statement required = Statement.Choice.required(property.required());
      put(member.about(Topic.REQUIRED, null), required, at, own, erratum);
    }
    JsonNode without = property.value().defaultValue();
    if (without != null) {
      Fact.Key key = member.about(Topic.LIMIT, Fact.Key.DEFAULT);
      put(key, without.asText(), at, request && own, erratum);
    }
    // Limits and values may be those of a shared schema with another source.
    String ref = property.ref();
    SchemaDef shared = ref == null ? null : contract.schema(ref);
    boolean ownValues = own && (shared == null || ofPage(source(shared)));
    limits(property)
        .forEach(
            (kind, values) ->
                put(
                    member.about(Topic.LIMIT, kind.wire()),
                    new Statement.Numbers(kind, values),
                    at,
                    request && ownValues,
                    erratum));
    Set<String> refused = new TreeSet<>();
    property.rejectedValues().forEach(r -> refused.add(r.value().asText()));
    for (KnownValue known : property.knownValues()) {
      String value = known.value().asText();
      if (!refused.contains(value)) {
        put(member.about(Topic.KNOWN_VALUE, value), value, known.at(), ownValues, erratum);
      }
    }
    property
        .value()
        .enumeration()
        .forEach(
            v ->
                put(
                    member.about(Topic.KNOWN_VALUE, v.asText()),
                    v.asText(),
                    at,
                    ownValues,
                    erratum));
  }

  private static Map<LimitKind, Set<Long>> limits(PropertyDef property) {
    Map<LimitKind, Set<Long>> limits = new TreeMap<>();
    limits(limits, property.limits());
    for (LimitWhen when : property.limitsWhen()) {
      limits(limits, when.limits());
    }
    return limits;
  }

  private static void limits(Map<LimitKind, Set<Long>> all, Limits limits) {
    BigDecimal maximum = limits.maximum();
    if (maximum != null) {
      all.computeIfAbsent(LimitKind.MAXIMUM, k -> new TreeSet<>()).add(maximum.longValue());
    }
    limit(all, LimitKind.MAX_BYTES, limits.maxBytes());
    limit(all, LimitKind.MAX_BYTES, limits.maxTotalBytes());
    limit(all, LimitKind.MAX_LENGTH, limits.maxLength());
    limit(all, LimitKind.MAX_ITEMS, limits.maxItems());
  }

  private static void limit(
      Map<LimitKind, Set<Long>> all, LimitKind kind, @Nullable Integer value) {
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
      Fact.Key key, String words, Place at, boolean expected, @Nullable String erratum) {
    put(key, new Statement.Words(words), at, expected, erratum);
  }

  private void put(
      Fact.Key key, Statement value, Place at, boolean expected, @Nullable String erratum) {
    facts.putIfAbsent(key, new Fact(key, value, at.file(), at.line(), expected, erratum));
  }
}
