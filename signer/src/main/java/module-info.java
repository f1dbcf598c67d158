/** UserSig: made, verified, inspected, and carried on every call. */
module dev.chatcontract.signer {
  requires transitive dev.chatcontract.client;

  exports dev.chatcontract.signer;
}
