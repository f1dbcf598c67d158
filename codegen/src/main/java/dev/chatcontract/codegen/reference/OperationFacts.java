package dev.chatcontract.codegen.reference;

import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.GroupTypeDef;
import dev.chatcontract.contract.model.IdempotencyDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.PaginationDef;
import dev.chatcontract.contract.model.RateLimitDef;
import dev.chatcontract.contract.model.RegionDef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the contract says about an operation as a whole, as short facts. */
final class OperationFacts {
  private OperationFacts() {}

  private static String rate(int calls, int seconds) {
    return calls
        + (calls == 1 ? " call" : " calls")
        + (seconds == 1 ? " a second" : " in " + seconds + " s");
  }

  private static String itemErrors(ItemErrorsDef errors) {
    String code = errors.code();
    if (errors.ofAnswer()) {
      return "the answer has " + code + " beside the envelope";
    }
    if (code == null) {
      return errors.items() + " holds what failed";
    }
    return errors.successCodes().isEmpty()
        ? errors.items() + " holds what failed, each with its " + code
        : "each element of " + errors.items() + " has its own " + code;
  }

  static List<ReferenceView.Fact> of(Contract contract, OperationDef operation) {
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
      facts.add(new ReferenceView.Fact("Pages", PagingWords.of(paging)));
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
                  + " in a request; "
                  + (batch.hasResults() ? "results in " + batch.items() : "answers list no results")
                  + (!batch.hasResults() || batch.fieldKey() == null
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
                  ", ", operation.groupTypes().stream().map(OperationFacts::type).toList())));
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
      return "no: after a lost answer, check first";
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
}
