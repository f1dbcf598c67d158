package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.model.OperationDef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation.
 *
 * @param constant its constant in {@code Operations}
 * @param api prefix of its client's classes
 * @param method its Java method
 * @param className the class that contains its description
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

  /** Returns its name in the contract. */
  public String name() {
    return def.name();
  }

  /** Returns the first sentence of its description. */
  public String headline() {
    String summary = Docs.orElse(def.summary(), def.name()).strip();
    return summary.endsWith(".") ? summary : summary + ".";
  }

  /** Returns its limits, safety and source as sentences. */
  public String facts() {
    return Facts.of(def);
  }

  /** Returns the contract's source for it; may be empty. */
  public String source() {
    return def.source() == null ? "" : Facts.source(def.source());
  }

  /** Returns whether it has the default HTTP method. */
  public boolean usualMethod() {
    return def.method().equals("POST");
  }

  /** Returns whether it has the default status of success. */
  public boolean usualStatus() {
    return def.statuses().equals(List.of("200"));
  }
}
