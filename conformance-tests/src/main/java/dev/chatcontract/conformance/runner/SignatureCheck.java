package dev.chatcontract.conformance.runner;

import dev.chatcontract.conformance.corpus.model.Credentials;

/** Verifies a signature cryptographically. */
interface SignatureCheck {
  /** Returns why the signature is not valid for these credentials; empty if it is. */
  String problem(String signature, Credentials credentials);
}
