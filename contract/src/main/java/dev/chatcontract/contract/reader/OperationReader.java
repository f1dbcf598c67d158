package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.CollectionDef;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.GroupTypeDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PageStatementDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.RateLimitDef;
import dev.chatcontract.contract.reader.MemberNames.Side;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one operation. */
final class OperationReader {
  private static final Pattern LOWER_SNAKE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  private final MemberNames members;
  private final Fields fields;
  private final Problems problems;
  private final SchemaReader schemaReader;
  private final SampleReader samples;
  private final BodyReader bodies;
  private final SecurityReader security;
  private final RegionReader regions;
  private final ErrorReader errors;
  private final PaginationReader paging;
  private final BatchReader batches;
  private final IdempotencyReader idempotency;
  private final EffectReader effects;
  private final @Nullable EnvelopeDef rootEnvelope;
  private final List<ErrorDef> commonErrors;

  OperationReader(
      Node root,
      SchemaReader schemaReader,
      Map<String, SchemaDef> schemas,
      SampleReader samples,
      @Nullable EnvelopeDef rootEnvelope,
      List<ErrorDef> commonErrors,
      Map<String, CollectionDef> collections,
      Fields fields,
      Problems problems) {
    Components components = new Components(root);
    MemberNames members = new MemberNames(schemas, fields, problems);
    this.members = members;
    this.fields = fields;
    this.problems = problems;
    this.schemaReader = schemaReader;
    this.samples = samples;
    this.rootEnvelope = rootEnvelope;
    this.commonErrors = commonErrors;
    this.bodies = new BodyReader(schemas, components, fields, problems);
    this.security = new SecurityReader(root, components, schemaReader, fields, problems);
    this.regions = new RegionReader(fields, problems);
    this.errors = new ErrorReader(fields, problems);
    this.paging = new PaginationReader(members, fields, problems);
    this.batches = new BatchReader(members, fields, problems);
    this.idempotency = new IdempotencyReader(members, fields, problems);
    this.effects = new EffectReader(collections, members, fields, problems);
  }

  OperationDef operation(String path, String method, Node item, Node node) {
    String name = fields.text(node, "operationId");
    if (!LOWER_SNAKE.matcher(name).matches() && !name.isEmpty()) {
      problems.add(
          "name",
          node.at(),
          "the operationId " + name + " is not in snake case",
          "write it like read_shelf");
    }
    List<String> tags = fields.texts(node, "tags");
    if (tags.isEmpty()) {
      problems.add(
          "missing", node.at(), "the operation " + name + " has no tag", "add tags: [...]");
    }
    if (path.contains("{")) {
      problems.add(
          "parameter",
          node.at(),
          "the path " + path + " has a parameter",
          "write the whole path; what varies belongs into the body");
    }
    regions.refuseServers(item, node);
    Node requestMedia = bodies.request(node);
    SchemaDef request = requestMedia == null ? null : bodies.body(requestMedia);
    BodyReader.Result result = bodies.result(name, node);
    SchemaDef answer = result.schema();
    SchemaDef response = answer == null ? emptySchema(name, node) : answer;
    EnvelopeDef envelope = rootEnvelope;
    Node optOut = node.get("x-envelope");
    if (optOut != null) {
      if (optOut.isFalse()) {
        envelope = null;
      } else {
        fields.wrong(optOut, "false, or leave x-envelope to the root");
      }
    }
    if (envelope != null && answer != null && !response.properties().isEmpty()) {
      checkEnvelope(envelope, response);
    }
    List<ErrorDef> own = errors.errors(node.get("x-error-codes"));
    for (ErrorDef error : own) {
      refuseSuccess(error, envelope);
    }
    for (ErrorDef error : commonErrors) {
      refuseSuccess(error, envelope);
    }
    PaginationDef pages = paging.pagination(node, request, response);
    BatchDef batch = batches.batch(node, request, response);
    return new OperationDef(
        name,
        path,
        method.toUpperCase(Locale.ROOT),
        tags.isEmpty() ? "" : tags.get(0),
        fields.textOr(node, "summary", "").strip(),
        fields.textOr(node, "description", "").strip(),
        request,
        response,
        envelope,
        result.statuses(),
        security.auth(item, node),
        rateLimit(node, request),
        pages,
        batch,
        batches.itemErrors(node, request, response, batch),
        idempotency.idempotency(node, request, own, commonErrors),
        List.copyOf(fields.texts(node, "x-documented-regions")),
        own,
        samples.samples(requestMedia),
        samples.samples(result.media()),
        groupTypes(node),
        effects.effect(
            node,
            request,
            response,
            pages != null,
            code ->
                Stream.concat(own.stream(), commonErrors.stream())
                    .anyMatch(error -> error.code() == code)),
        List.copyOf(fields.texts(node, "x-errata")),
        pageStatements(node),
        fields.source(node, "x-source"),
        node.at());
  }

  private void refuseSuccess(ErrorDef error, @Nullable EnvelopeDef envelope) {
    if (envelope != null && error.code() == envelope.successCode()) {
      problems.add(
          "contradiction",
          error.at(),
          "the code " + error.code() + " is that of success in x-envelope",
          "correct one of the two");
    }
  }

  private void checkEnvelope(EnvelopeDef envelope, SchemaDef response) {
    for (String member : List.of(envelope.status(), envelope.code(), envelope.info())) {
      PropertyDef property = response.property(member);
      String wanted = member.equals(envelope.code()) ? "integer" : "string";
      if (property == null && !member.isEmpty()) {
        problems.add(
            "envelope",
            response.at(),
            "the response " + response.name() + " lacks the envelope's member " + member,
            "add it, or x-envelope: false to the operation");
      } else if (property != null
          && (!property.type().equals(wanted) || property.value().writeOnly())) {
        problems.add(
            "envelope",
            property.at(),
            "the envelope's member " + member + " is not " + wanted + " of an answer",
            "write type: " + wanted + ", or x-envelope: false to the operation");
      }
    }
  }

  private SchemaDef emptySchema(String name, Node node) {
    Node empty = Node.object(node.at(), Map.of());
    return new SchemaDef(name + "_response", schemaReader.value(empty), List.of(), true, node.at());
  }

  private @Nullable RateLimitDef rateLimit(Node operation, @Nullable SchemaDef request) {
    Node node = fields.object(operation, "x-rate-limit");
    if (node == null) {
      return null;
    }
    Node each = fields.object(node, "per-key");
    RateLimitDef.PerKey perKey = null;
    if (each != null) {
      String member = fields.text(each, "member");
      PropertyDef key = members.member(each, "member", request, Side.REQUEST, null);
      if (key != null && Set.of("array", "object", "any").contains(key.type())) {
        problems.add(
            "wrong-type",
            each.at(),
            "member names " + member + ", which is not one value that calls could share",
            "name a text, a number or a boolean");
      }
      perKey = new RateLimitDef.PerKey(member, calls(each), perSeconds(each), each.at());
    }
    return new RateLimitDef(
        calls(node), perSeconds(node), perKey, fields.source(node, "source"), node.at());
  }

  private int calls(Node limit) {
    int calls = fields.integer(limit, "calls");
    if (calls < 1 || fields.integer(limit, "per-seconds") < 1) {
      problems.add(
          "empty-range",
          limit.at(),
          "the rate limit lets nothing through",
          "write numbers above 0");
    }
    return calls;
  }

  private int perSeconds(Node limit) {
    return limit.get("per-seconds") == null ? 0 : fields.integer(limit, "per-seconds");
  }

  private List<GroupTypeDef> groupTypes(Node operation) {
    List<GroupTypeDef> types = new ArrayList<>();
    for (Node node : fields.objects(operation, "x-group-types")) {
      types.add(
          new GroupTypeDef(
              fields.text(node, "type"),
              fields.flag(node, "supported"),
              fields.optionalText(node, "alias"),
              node.at()));
    }
    return List.copyOf(types);
  }

  private List<PageStatementDef> pageStatements(Node operation) {
    List<PageStatementDef> statements = new ArrayList<>();
    for (Node node : fields.objects(operation, "x-page-statements")) {
      statements.add(
          new PageStatementDef(
              fields.text(node, "erratum"),
              fields.text(node, "subject"),
              fields.text(node, "name"),
              fields.optionalText(node, "says"),
              node.at()));
    }
    return List.copyOf(statements);
  }
}
