package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * A named collection of the entries that operations create, read, change and delete in a simulated
 * server.
 *
 * @param below the parent collection, each entry of which has its own collection of this name; null
 *     at the top
 * @param key the member of an entry that identifies it; null if only their order distinguishes
 *     entries
 * @param keyPattern a regular expression of keys for {@link java.util.regex.Pattern}; null if any
 *     text is allowed
 * @param type the member of an entry that holds its type, one of {@code x-group-types}
 * @param administrators whether the API's administrators are entries from the start
 * @param seededBy the schema whose values in documented answers are entries from the start
 */
public record CollectionDef(
    String name,
    @Nullable String below,
    @Nullable String key,
    @Nullable String keyPattern,
    @Nullable String type,
    boolean administrators,
    @Nullable String seededBy,
    Place at) {}
