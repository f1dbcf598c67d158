package dev.chatcontract.conformance.runner;

import java.util.List;
import java.util.Map;

/**
 * What the contract requires of every request, as far as the judge needs it.
 *
 * @param appId name of the query parameter with the SDKAppID
 * @param identifier name of the query parameter with the caller's identifier
 * @param signature name of the query parameter with the signature
 * @param nonce name of the query parameter with the random number
 * @param constants parameters with a constant value
 * @param operations method and path by operation
 */
record WireRules(
    String appId,
    String identifier,
    String signature,
    String nonce,
    long nonceMaximum,
    Map<String, String> constants,
    Map<String, Target> operations) {

  /** The method and path of an operation. */
  record Target(String method, String path) {}

  List<String> parameters() {
    List<String> names = new java.util.ArrayList<>(List.of(appId, identifier, signature, nonce));
    names.addAll(constants.keySet());
    return names;
  }
}
