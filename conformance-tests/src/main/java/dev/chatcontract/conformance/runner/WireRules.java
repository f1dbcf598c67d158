package dev.chatcontract.conformance.runner;

import java.util.List;
import java.util.Map;

/**
 * What the contract says of every request, as far as the judge needs it.
 *
 * @param appId name of the query parameter with the app's number
 * @param identifier name of the one with the caller
 * @param signature name of the one with the signature
 * @param nonce name of the one with the random number
 * @param constants parameters that always have the same value
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

  /** Where an operation is sent. */
  record Target(String method, String path) {}

  List<String> parameters() {
    List<String> names = new java.util.ArrayList<>(List.of(appId, identifier, signature, nonce));
    names.addAll(constants.keySet());
    return names;
  }
}
