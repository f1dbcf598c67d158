package dev.chatcontract.contract.schema;

import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * The source of a fact of the contract.
 *
 * @param page the page's short name or title
 * @param date the date of the page's last change, as year-month-day
 * @param where the part of the page: table, sample or prose
 */
public record SourceDef(
    SourceKind kind,
    @Nullable String page,
    @Nullable String date,
    @Nullable String where,
    Place at) {}
