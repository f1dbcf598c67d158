package dev.chatcontract.conformance.runner;

import dev.chatcontract.conformance.corpus.model.Credentials;

/** Verifies a signature for real. */
interface SignatureCheck {
  /** Why it does not verify for these credentials; empty when it does. */
  String problem(String signature, Credentials credentials);
}
