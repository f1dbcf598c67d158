package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.model.OperationDef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation.
 *
 * @param constant its constant among the operations
 * @param api prefix of its client's classes
 * @param method its Java method
 * @param className the class that has its description
 * @param request class of the request
 * @param response class of the response
 * @param requiredOnSuccess response members that every successful answer has
 * @param sensitive wire names of the secrets in request and response
 */
public record OperationView(
    OperationDef def,
    String constant,
    String api,
    String method,
    String className,
    String request,
    String response,
    ErrorCatalogueView errors,
    @Nullable EnvelopeView envelope,
    @Nullable IdempotencyView idempotency,
    @Nullable PagingView paging,
    @Nullable BatchView batch,
    @Nullable ItemErrorsView itemErrors,
    List<FieldView> requiredOnSuccess,
    List<String> sensitive)
    implements UnitView {
  @Override
  public String template() {
    return "operation.vm";
  }

  @Override
  public Home home() {
    return Home.API;
  }

  /** As in the contract. */
  public String name() {
    return def.name();
  }

  /** Its first sentence. */
  public String headline() {
    String summary = Docs.orElse(def.summary(), def.name()).strip();
    return summary.endsWith(".") ? summary : summary + ".";
  }

  /** Limits, safety and source in sentences. */
  public String facts() {
    return Facts.of(def);
  }

  /** Where the contract has it from; may be empty. */
  public String source() {
    return def.source() == null ? "" : Facts.source(def.source());
  }

  /** Whether its method is the one that operations have unless they say another. */
  public boolean usualMethod() {
    return def.method().equals("POST");
  }

  /** Whether the status of success is the one that operations have unless they say another. */
  public boolean usualStatus() {
    return def.statuses().equals(List.of("200"));
  }
}
