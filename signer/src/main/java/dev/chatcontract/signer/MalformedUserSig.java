package dev.chatcontract.signer;

/** Carries a fault out of the parser; never leaves the package. */
final class MalformedUserSig extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Malformed result;

  MalformedUserSig(Malformed.Fault fault, String detail) {
    super(detail, null, false, false); // no stack trace: hostile input must stay cheap
    this.result = new Malformed(fault, detail);
  }

  Malformed result() {
    return result;
  }
}
