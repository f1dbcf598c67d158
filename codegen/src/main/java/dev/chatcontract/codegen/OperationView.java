package dev.chatcontract.codegen;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation.
 *
 * @param name as in the contract; {@code wire} is the same as a literal
 * @param constant its constant among the operations
 * @param api prefix of its client's classes
 * @param method its Java method
 * @param request class of the request
 * @param response class of the response
 * @param catalogue class of its error catalogue
 * @param httpMethod literal, or empty for the usual one
 * @param doc Javadoc lines of its method
 * @param summary literal
 * @param description literal
 * @param statuses those of success as string literals, empty if 200 alone
 * @param regions ids as comma-separated literals
 * @param requiredOnSuccess response members that every successful answer has
 * @param applies argument lists, one for each documented kind of object it serves or not
 * @param sensitive wire names as comma-separated literals
 */
public record OperationView(
    String name,
    String wire,
    String constant,
    String api,
    String method,
    String request,
    String response,
    String catalogue,
    String path,
    String httpMethod,
    String tag,
    String summary,
    String description,
    List<String> doc,
    @Nullable EnvelopeAccessView envelope,
    @Nullable RateLimitView rateLimit,
    @Nullable IdempotencyView idempotency,
    @Nullable PagingView paging,
    @Nullable BatchView batch,
    @Nullable ItemErrorsView itemErrors,
    String statuses,
    String regions,
    List<FieldView> requiredOnSuccess,
    List<String> applies,
    String source,
    String sensitive) {}
