package dev.chatcontract.contract.model;

import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing a caller can ask for.
 *
 * @param name the operationId, in snake case
 * @param method in upper case
 * @param tag the first tag
 * @param request null if it takes no body
 * @param response the body of the success status
 * @param statuses the HTTP statuses of success, such as 200 or 2XX
 * @param envelope null if its response has none
 * @param auth the query parameters to be signed into each request
 * @param rateLimit null if none is known
 * @param pagination null if the answer has no pages
 * @param batch null if no list is to be split
 * @param itemErrors null if items carry no errors
 * @param idempotency null if it must never be sent twice
 * @param documentedRegions ids of the regions its page names; the others are not forbidden
 * @param errors the codes its page lists, each with that page's meaning
 * @param effect what it does to the world of a simulated server; null if the contract does not say
 * @param pageStatements what its page says and the contract does not, by erratum
 */
public record OperationDef(
    String name,
    String path,
    String method,
    String tag,
    String summary,
    String description,
    @Nullable SchemaDef request,
    SchemaDef response,
    @Nullable EnvelopeDef envelope,
    List<String> statuses,
    List<AuthParameterDef> auth,
    @Nullable RateLimitDef rateLimit,
    @Nullable PaginationDef pagination,
    @Nullable BatchDef batch,
    @Nullable ItemErrorsDef itemErrors,
    @Nullable IdempotencyDef idempotency,
    List<String> documentedRegions,
    List<ErrorDef> errors,
    List<SampleDef> requestSamples,
    List<SampleDef> responseSamples,
    List<GroupTypeDef> groupTypes,
    @Nullable EffectDef effect,
    List<String> errata,
    List<PageStatementDef> pageStatements,
    @Nullable SourceDef source,
    Place at) {

  /** The code's entry on the operation's own page, or null; see {@link Contract#error}. */
  public @Nullable ErrorDef error(int code) {
    for (ErrorDef error : errors) {
      if (error.code() == code) {
        return error;
      }
    }
    return null;
  }

  /**
   * The codes on its own page for a request that breaks the contract. Pages list a code for an
   * unknown command among them; where a name says that a parameter is wrong, only such are meant.
   */
  public List<ErrorDef> invalidRequestErrors() {
    List<ErrorDef> all =
        errors.stream()
            .filter(error -> error.errorClass() == ErrorClass.INVALID_REQUEST && !error.writeOnly())
            .toList();
    List<ErrorDef> parameters =
        all.stream().filter(error -> error.name().contains("PARAMETER")).toList();
    return parameters.isEmpty() ? all : parameters;
  }

  /**
   * Whether it changes nothing: it may be repeated, and neither its effect nor, without one, its
   * name says that it writes. To be repeatable alone is not enough: so may be what deletes.
   */
  public boolean reads() {
    if (idempotency == null || !idempotency.always()) {
      return false;
    }
    return effect == null ? !Reads.writes(name) : effect.reads();
  }
}
