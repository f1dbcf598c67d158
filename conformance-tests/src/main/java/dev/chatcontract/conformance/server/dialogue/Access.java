package dev.chatcontract.conformance.server.dialogue;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.OperationDef;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How a request proves who sends it: correctly, or with one error. The codes are the common ones
 * that mean exactly that error.
 */
public enum Access {
  PROPER("proper", "A proper signature"),
  NO_SIGNATURE("no-signature", "A request without signature", 70002, 60004, 60005),
  EMPTY_SIGNATURE("empty-signature", "An empty signature", 70002, 60004, 60005),
  CUT_SIGNATURE("cut-signature", "A signature that was cut short", 70003, 70005, 70346),
  GARBAGE("garbage", "A signature that is none", 70003, 70005, 70346),
  OTHER_KEY("other-key", "A signature made with another key", 70009, 70005, 70346),
  EXPIRED("expired", "A signature that has expired", 70001, 70347),
  OTHER_APP("other-app", "A signature for another app", 70014, 70009),
  OTHER_IDENTIFIER("other-identifier", "A signature for another identifier", 70013),
  NO_APP("no-app", "A request that names no app", 60012, 60006),
  MALFORMED_APP("malformed-app", "An app that is not a number", 60006),
  UNKNOWN_APP("unknown-app", "An app that is not there", 70020, 70016, 60006),
  NO_IDENTIFIER("no-identifier", "A request that names nobody", 60004, 60005),
  NOT_ADMINISTRATOR(
      "not-administrator", "A caller who is not an administrator", 60010, 70403, 70107);

  private final String id;
  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // not exposed, never changed
  private final int[] codes;

  Access(String id, String title, int... codes) {
    this.id = id;
    this.title = title;
    this.codes = codes;
  }

  /** Returns the id for case ids. */
  public String id() {
    return id;
  }

  /** Returns the text for people; "is refused" follows. */
  public String title() {
    return title;
  }

  /** Returns the promised codes: these of the contract's common codes, and the operation's own. */
  public Set<Integer> codes(Contract contract, OperationDef operation) {
    Set<Integer> promised = new LinkedHashSet<>();
    for (ErrorDef common : contract.commonErrors()) {
      if (Arrays.stream(codes).anyMatch(code -> code == common.code())) {
        promised.add(common.code());
      }
    }
    if (this == NOT_ADMINISTRATOR) {
      operation.errors().stream()
          .filter(error -> error.errorClass() == ErrorClass.PERMISSION)
          .forEach(error -> promised.add(error.code()));
    }
    return promised;
  }
}
