/** Somebody else's module: it names what it uses and adds nothing on the command line. */
module consumer {
  requires dev.chatcontract.signer;
}
