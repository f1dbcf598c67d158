package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * Where the items of a successful response carry errors of their own.
 *
 * @param items the response member that holds the items
 * @param code the item's member with the error code
 * @param info the item's member with the text
 * @param key the item's member that names it
 */
public record ItemErrorsDef(
    String items, String code, @Nullable String info, String key, long successCode, Place at) {}
