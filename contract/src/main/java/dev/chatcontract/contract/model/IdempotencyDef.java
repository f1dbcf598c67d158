package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the operation may be sent twice.
 *
 * @param always whatever the request says
 * @param present otherwise only if the request has all of these members
 * @param alreadyDone the error code that, after a lost answer, means the first attempt got through
 */
public record IdempotencyDef(
    boolean always, List<String> present, @Nullable Integer alreadyDone, Place at) {}
