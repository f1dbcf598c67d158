package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;
import java.util.List;

/**
 * When the operation may be repeated.
 *
 * @param always whether any request may be repeated
 * @param present otherwise, the members that a request must have to be repeated
 * @param alreadyDone error codes that, after a lost answer, mean that the first attempt succeeded
 */
public record IdempotencyDef(
    boolean always, List<String> present, List<Integer> alreadyDone, Place at) {}
