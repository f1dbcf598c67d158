package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;
import java.util.List;

/**
 * When the operation may be sent twice.
 *
 * @param always whatever the request says
 * @param present otherwise only if the request has all of these members
 * @param alreadyDone the error codes each of which, after a lost answer, means that the first
 *     attempt got through
 */
public record IdempotencyDef(
    boolean always, List<String> present, List<Integer> alreadyDone, Place at) {}
