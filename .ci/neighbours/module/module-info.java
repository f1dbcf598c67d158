/** Somebody else's module: it declares what it uses and needs no command-line flags. */
module consumer {
  requires dev.chatcontract.signer;
}
