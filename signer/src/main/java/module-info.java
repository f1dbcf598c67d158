/** Generates, verifies and inspects UserSigs, and signs every call with them. */
module dev.chatcontract.signer {
  requires transitive dev.chatcontract.client;

  exports dev.chatcontract.signer;
}
