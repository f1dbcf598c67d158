package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * A named collection of what operations create, read, change and delete, for a simulated server.
 *
 * @param below the collection each of whose entries has one of these of its own; null at the top
 * @param key the member of an entry that names it; null if entries are only told apart by their
 *     order
 * @param keyPattern what a key looks like, as an expression for {@link java.util.regex.Pattern};
 *     null if any text will do
 * @param type the member of an entry that holds its type, as {@code x-group-types} lists them
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
