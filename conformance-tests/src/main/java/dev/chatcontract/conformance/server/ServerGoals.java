package dev.chatcontract.conformance.server;

import dev.chatcontract.conformance.corpus.CoverageGoals;
import dev.chatcontract.conformance.corpus.Goal;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.conformance.server.dialogue.Access;
import dev.chatcontract.contract.model.AuthRole;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All coverage goals for a server, taken from the contract and not from the cases, so that a
 * missing kind of case shows as a gap.
 */
final class ServerGoals {
  /** Kinds of promises that the contract makes for an operation. */
  static final String PROMISES = "promise of an operation";

  /** Ways in which a caller fails to prove its identity. */
  static final String ACCESS = "refused caller";

  /** Limits of members of requests. */
  static final String LIMITS = "limit of a request";

  /** Members of requests that choose what comes back. */
  static final String FILTERS = "filter";

  /** Members that an answer had. */
  static final String FIELDS = "answer field seen";

  private ServerGoals() {}

  static Tag promise(OperationDef operation, String kind) {
    return Tag.promise("promise", operation.name(), kind);
  }

  static Tag access(OperationDef operation, Access access) {
    return Tag.promise("access", operation.name(), access.id());
  }

  static Tag limit(OperationDef operation, String member) {
    return Tag.promise("server-limit", operation.name(), member);
  }

  static Tag filter(OperationDef operation, String member) {
    return Tag.promise("filter", operation.name(), member);
  }

  /** Returns the goals for the operations that may be called. */
  static CoverageGoals of(Contract contract, boolean writes) {
    Map<String, List<Goal>> goals = new LinkedHashMap<>();
    for (OperationDef operation : contract.operations()) {
      if (operation.reads() || writes) {
        promises(operation, goals);
        callers(contract, operation, goals);
        members(contract, operation, goals);
      }
    }
    List<Goal> fields =
        CoverageGoals.of(contract).byAxis().getOrDefault(CoverageGoals.RESPONSE_FIELDS, List.of());
    for (Goal field : fields) {
      OperationDef of = field.operation() == null ? null : contract.operation(field.operation());
      if (of != null && (of.reads() || writes)) {
        goals.computeIfAbsent(FIELDS, name -> new ArrayList<>()).add(field);
      }
    }
    return new CoverageGoals(goals);
  }

  private static void promises(OperationDef operation, Map<String, List<Goal>> goals) {
    SchemaDef request = operation.request();
    List<String> kinds = new ArrayList<>(List.of(AnswerPromises.ANSWER));
    if (operation.requestSamples().stream().anyMatch(sample -> sample.violates().isEmpty())) {
      kinds.add(AnswerPromises.SAMPLE);
    }
    if (request != null) {
      kinds.addAll(
          List.of(AnswerPromises.UNKNOWN_MEMBER, RefusalPromises.BODY, RefusalPromises.WRONG_TYPE));
      if (!request.required().isEmpty()) {
        kinds.add(RefusalPromises.MISSING);
      }
    }
    if (operation.batch() != null && operation.batch().hasResults() && operation.reads()) {
      kinds.add(KeyPromises.BATCH);
    }
    if (operation.pagination() != null && operation.reads()) {
      kinds.add(PagingPromises.KIND);
    }
    if (!operation.reads() && WritePromises.names(operation)) {
      kinds.add(WritePromises.KIND);
    }
    kinds.forEach(kind -> add(goals, PROMISES, operation, promise(operation, kind)));
  }

  private static void callers(
      Contract contract, OperationDef operation, Map<String, List<Goal>> goals) {
    if (operation.auth().stream().noneMatch(p -> p.role() == AuthRole.SIGNATURE)) {
      return;
    }
    for (Access access : Access.values()) {
      if (!access.codes(contract, operation).isEmpty() && access != Access.PROPER) {
        add(goals, ACCESS, operation, access(operation, access));
      }
    }
  }

  private static void members(
      Contract contract, OperationDef operation, Map<String, List<Goal>> goals) {
    SchemaDef request = operation.request();
    if (request == null) {
      return;
    }
    for (PropertyDef property : request.properties()) {
      boolean conditional = property.limitsWhen().stream().anyMatch(l -> measures(l.limits()));
      if (measures(property.limits()) || conditional || !property.rejectedValues().isEmpty()) {
        add(goals, LIMITS, operation, limit(operation, property.name()));
      }
      SchemaDef inner =
          property.type().equals("object") && property.ref() != null
              ? contract.schema(property.ref())
              : null;
      if (inner != null && operation.reads()) {
        for (PropertyDef list : inner.properties()) {
          if (list.items() != null && list.items().type().equals("string")) {
            add(goals, FILTERS, operation, filter(operation, list.name()));
          }
        }
      }
      if (operation.pagination() != null
          && !property.knownValues().isEmpty()
          && property.type().equals("string")) {
        add(goals, FILTERS, operation, filter(operation, property.name()));
      }
    }
  }

  private static boolean measures(Limits limits) {
    return limits.maximum() != null
        || limits.minimum() != null
        || limits.maxItems() != null
        || limits.minItems() != null
        || limits.maxBytes() != null
        || !limits.patterns().isEmpty();
  }

  private static void add(
      Map<String, List<Goal>> goals, String axis, OperationDef operation, Tag tag) {
    goals.computeIfAbsent(axis, name -> new ArrayList<>()).add(new Goal(operation.name(), tag));
  }
}
