package dev.chatcontract.contract.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.checker.CheckedRule;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.checker.Violation;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.observe.Surprise.Kind;
import dev.chatcontract.contract.observe.Surprise.Subject;
import dev.chatcontract.contract.page.ContractFacts;
import dev.chatcontract.contract.page.Fact;
import dev.chatcontract.contract.page.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares recorded exchanges with a contract. */
public final class Observation {
  /** A member with more unlisted values than this is not limited to a list in practice. */
  private static final int MOST_VALUES = 20;

  private static final Set<CheckedRule> UPPER_LIMITS =
      EnumSet.of(
          CheckedRule.MAXIMUM,
          CheckedRule.MAX_LENGTH,
          CheckedRule.MAX_BYTES,
          CheckedRule.MAX_TOTAL_BYTES,
          CheckedRule.MAX_ITEMS,
          CheckedRule.MAX_PROPERTIES,
          CheckedRule.LIMITS_WHEN);

  private final Contract contract;
  private final SchemaValidator validator;
  private final Map<String, OperationDef> byPath = new HashMap<>();
  private final Map<String, Map<Fact.Key, Fact>> facts = new HashMap<>();
  private final Map<String, Set<Fact.Key>> seen = new LinkedHashMap<>();
  private final Map<List<Object>, Surprise> surprises = new LinkedHashMap<>();
  private final Map<String, Integer> values = new HashMap<>();
  private int exchanges;
  private int leftOut;
  private int cut;
  private int notJson;
  private int notRecorded;

  public Observation(Contract contract) {
    this.contract = contract;
    this.validator = new SchemaValidator(contract);
    contract.operations().forEach(operation -> byPath.put(operation.path(), operation));
  }

  /**
   * Reads a capture.
   *
   * @throws CaptureException if it is not a capture
   */
  public void read(String file, InputStream capture) throws IOException {
    CaptureReader.read(file, capture, this::add);
  }

  private void add(Exchange exchange) {
    OperationDef operation = byPath.get(exchange.path());
    if (operation == null) {
      if (exchange.path().matches("/v\\d+/[A-Za-z0-9_]+/[A-Za-z0-9_]+")) {
        exchanges++;
        surprise(
            exchange,
            "",
            Subject.OPERATION,
            exchange.secrets().shown(exchange.path()),
            Kind.UNKNOWN,
            "");
      } else {
        leftOut++;
      }
      return;
    }
    exchanges++;
    Set<Fact.Key> had = seen.computeIfAbsent(operation.name(), name -> new HashSet<>());
    int status = exchange.status();
    if (status != 0 && status != 200) {
      surprise(
          exchange, operation.name(), Subject.STATUS, String.valueOf(status), Kind.UNKNOWN, "");
    }
    cut += exchange.cut();
    notJson += exchange.isTextSent() ? 1 : 0;
    JsonNode request = exchange.request();
    if (request != null) {
      body(exchange, operation, true, request, had);
    }
    JsonNode response = exchange.response();
    if (response != null && (status == 0 || status == 200)) {
      body(exchange, operation, false, response, had);
      outcome(exchange, operation, response, had);
    } else if (exchange.isText() && (status == 0 || status == 200)) {
      surprise(exchange, operation.name(), Subject.TYPE, "response", Kind.DIFFERENT, "no JSON");
    } else if (exchange.isAnswerMissing()) {
      notRecorded++;
    }
    Long code = exchange.code();
    if (code != null) {
      code(exchange, operation, code, had);
    }
  }

  private Map<Fact.Key, Fact> facts(OperationDef operation) {
    return facts.computeIfAbsent(operation.name(), name -> ContractFacts.of(contract, operation));
  }

  private void body(
      Exchange exchange,
      OperationDef operation,
      boolean request,
      JsonNode body,
      Set<Fact.Key> had) {
    Set<String> broken = new HashSet<>();
    List<Violation> violations =
        request ? validator.request(operation, body) : validator.response(operation, body);
    violations.forEach(violation -> broken.add(violation.pointer()));
    BodyWalk walk =
        new BodyWalk(
            contract,
            request,
            broken,
            had,
            (member, value) -> value(exchange, operation, member, value));
    walk.body(body, request ? operation.request() : operation.response());
    for (Violation violation : violations) {
      boolean secret = walk.isSecret(violation.pointer());
      violated(exchange, operation, request, body, violation, secret);
    }
  }

  private void violated(
      Exchange exchange,
      OperationDef operation,
      boolean request,
      JsonNode body,
      Violation violation,
      boolean secret) {
    String path = path(body, violation.pointer());
    JsonNode value = body.at(violation.pointer());
    String name = path.substring(path.lastIndexOf('.') + 1);
    String side = request ? "request " : "response ";
    String shown = value.isMissingNode() ? "" : exchange.secrets().shown(name, value);
    shown = secret && !value.isMissingNode() ? ExchangeSecrets.HIDDEN : shown;
    String safe = exchange.secrets().shown(path);
    switch (violation.rule()) {
      case UNKNOWN_MEMBER, ADDITIONAL_PROPERTIES ->
          surprise(
              exchange,
              operation.name(),
              request ? Subject.REQUEST_MEMBER : Subject.RESPONSE_MEMBER,
              safe,
              Kind.UNKNOWN,
              shown);
      case TYPE, FORMAT ->
          surprise(
              exchange,
              operation,
              Fact.Key.member(request, path).about(Topic.TYPE, null),
              Subject.TYPE,
              side + safe,
              Kind.DIFFERENT,
              shown);
      case REQUIRED, REQUIRED_ON_SUCCESS ->
          surprise(
              exchange,
              operation,
              Fact.Key.member(request, path),
              Subject.REQUIRED,
              side + safe,
              Kind.MISSING,
              "");
      case ENUM, REJECTED_VALUES ->
          surprise(
              exchange,
              operation,
              Fact.Key.member(request, path),
              Subject.KNOWN_VALUE,
              side + safe + " " + shown.replaceAll("^\"|\"$", ""),
              violation.rule() == CheckedRule.ENUM ? Kind.UNKNOWN : Kind.DIFFERENT,
              shown);
      default ->
          surprise(
              exchange,
              operation,
              Fact.Key.member(request, path),
              Subject.LIMIT,
              side + safe + " " + violation.rule().wire(),
              UPPER_LIMITS.contains(violation.rule()) ? Kind.ABOVE_LIMIT : Kind.DIFFERENT,
              shown);
    }
  }

  /** A pointer as names with dots, without the positions in lists. */
  private static String path(JsonNode body, String pointer) {
    StringBuilder path = new StringBuilder();
    JsonNode at = body;
    for (String step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
      String name = step.replace("~1", "/").replace("~0", "~");
      if (at.isArray()) {
        at = at.path(Integer.parseInt(name));
      } else {
        path.append(path.isEmpty() ? "" : ".").append(name);
        at = at.path(name);
      }
    }
    return path.toString();
  }

  private void value(Exchange exchange, OperationDef operation, Fact.Key member, JsonNode value) {
    String name = member.of().substring(member.of().lastIndexOf('.') + 1);
    String shown = exchange.secrets().shown(name, value);
    String side = member.about(Topic.KNOWN_VALUE, null).name();
    String row = side + " " + shown.replaceAll("^\"|\"$", "");
    if (!surprises.containsKey(List.of(operation.name(), Subject.KNOWN_VALUE, row, Kind.UNKNOWN))
        && values.merge(operation.name() + " " + side, 1, Integer::sum) > MOST_VALUES) {
      row = side + " (more than " + MOST_VALUES + ")";
    }
    surprise(exchange, operation.name(), Subject.KNOWN_VALUE, row, Kind.UNKNOWN, shown);
  }

  private void outcome(
      Exchange exchange, OperationDef operation, JsonNode response, Set<Fact.Key> had) {
    EnvelopeDef envelope = operation.envelope();
    if (envelope != null && response.path(envelope.code()).isIntegralNumber()) {
      long code = response.path(envelope.code()).longValue();
      if (code != envelope.successCode()) {
        code(exchange, operation, code, had);
      }
    }
    ItemErrorsDef items = operation.itemErrors();
    if (items != null) {
      for (JsonNode item : items.in(response)) {
        JsonNode code = items.code(item);
        if (items.failed(item) && code.isIntegralNumber()) {
          code(exchange, operation, code.longValue(), had);
        }
      }
    }
  }

  private void code(Exchange exchange, OperationDef operation, long code, Set<Fact.Key> had) {
    had.add(Fact.Key.of(Topic.CODE, String.valueOf(code)));
    boolean known = (int) code == code && contract.error(operation, (int) code) != null;
    if (code != 0 && !known) {
      surprise(exchange, operation.name(), Subject.CODE, String.valueOf(code), Kind.UNKNOWN, "");
    }
  }

  private void surprise(
      Exchange exchange,
      OperationDef operation,
      Fact.Key fact,
      Subject subject,
      String name,
      Kind kind,
      String example) {
    note(exchange, operation.name(), subject, name, kind, example, facts(operation).get(fact));
  }

  private void surprise(
      Exchange exchange,
      String operation,
      Subject subject,
      String name,
      Kind kind,
      String example) {
    note(exchange, operation, subject, name, kind, example, null);
  }

  private void note(
      Exchange exchange,
      String operation,
      Subject subject,
      String name,
      Kind kind,
      String example,
      @Nullable Fact fact) {
    surprises.merge(
        List.of(operation, subject, name, kind),
        new Surprise(
            operation, subject, name, kind, 1, example, exchange.file(), exchange.number(), fact),
        (old, fresh) -> old.again());
  }

  /** Returns the result so far. */
  public ObservationReport report() {
    List<Surprise> never = new ArrayList<>();
    for (OperationDef operation : contract.operations()) {
      Set<Fact.Key> had = seen.get(operation.name());
      if (had == null) {
        never.add(never(operation.name(), Subject.OPERATION, operation.path(), null));
        continue;
      }
      for (Fact fact : facts(operation).values()) {
        Subject subject =
            switch (fact.subject()) {
              case REQUEST_MEMBER -> Subject.REQUEST_MEMBER;
              case RESPONSE_MEMBER -> Subject.RESPONSE_MEMBER;
              case KNOWN_VALUE -> Subject.KNOWN_VALUE;
              case CODE -> fact.key().aspect() == null ? Subject.CODE : null;
              default -> null;
            };
        if (subject != null && !had.contains(fact.key())) {
          never.add(never(operation.name(), subject, fact.name(), fact));
        }
      }
    }
    return new ObservationReport(
        exchanges,
        leftOut,
        new ObservationReport.Unread(cut, notJson, notRecorded),
        List.copyOf(surprises.values()),
        never);
  }

  private static Surprise never(
      String operation, Subject subject, String name, @Nullable Fact fact) {
    return new Surprise(operation, subject, name, Kind.NEVER_SEEN, 0, "", "", 0, fact);
  }
}
