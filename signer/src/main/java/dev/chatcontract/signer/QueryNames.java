package dev.chatcontract.signer;

import dev.chatcontract.client.SignatureParameters;
import java.util.Set;

/** The names of the five query parameters and the values that go with them. */
record QueryNames(
    String appId,
    String identifier,
    String signature,
    String nonce,
    long nonceMax,
    String format,
    String formatValue) {

  /** The contract's names. */
  static final QueryNames CONTRACT =
      new QueryNames(
          SignatureParameters.APP_ID,
          SignatureParameters.IDENTIFIER,
          SignatureParameters.SIGNATURE,
          SignatureParameters.NONCE,
          SignatureParameters.NONCE_MAX,
          SignatureParameters.FORMAT,
          SignatureParameters.FORMAT_VALUE);

  Set<String> all() {
    return Set.of(appId, identifier, signature, nonce, format);
  }
}
