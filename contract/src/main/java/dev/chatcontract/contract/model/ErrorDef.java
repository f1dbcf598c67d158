package dev.chatcontract.contract.model;

import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error code and its meaning for one operation, or for all operations in {@link
 * Contract#commonErrors()}.
 *
 * @param name upper snake case, unique within its list
 * @param retryAfterSeconds the time after which a retry can succeed
 * @param pageRetry whether the vendor page itself advises a retry
 * @param writeOnly whether only operations that change something return it
 * @param action what a caller should do, in one sentence
 */
public record ErrorDef(
    int code,
    String name,
    String meaning,
    ErrorClass errorClass,
    Retry retry,
    @Nullable Integer retryAfterSeconds,
    boolean pageRetry,
    boolean writeOnly,
    String action,
    List<String> errata,
    @Nullable SourceDef source,
    Place at) {}
