module consumer {
  requires dev.chatcontract.client;
  requires dev.chatcontract.conformance;
  requires dev.chatcontract.signer;
}
