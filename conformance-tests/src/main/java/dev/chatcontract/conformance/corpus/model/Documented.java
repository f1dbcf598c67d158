package dev.chatcontract.conformance.corpus.model;

import org.jspecify.annotations.Nullable;

/**
 * The place in the documentation and the contract from which a case is derived.
 *
 * @param page the documentation page and line, such as {@code S1:59}; null if no page says it
 * @param contract file, line and pointer in the contract, or the case file that holds the template
 */
public record Documented(@Nullable String page, String contract) {}
