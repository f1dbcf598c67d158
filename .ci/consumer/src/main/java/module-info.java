module consumer {
  requires dev.chatcontract.client;
  requires dev.chatcontract.signer;
}
