package dev.chatcontract.conformance.corpus.model;

import org.jspecify.annotations.Nullable;

/**
 * The place a case can be traced to.
 *
 * @param page the documentation page and line, such as {@code S1:59}; null where no page says it
 * @param contract file, line and pointer in the contract, or the case file that holds the template
 */
public record Documented(@Nullable String page, String contract) {}
