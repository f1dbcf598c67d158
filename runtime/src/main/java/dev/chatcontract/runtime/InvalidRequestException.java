package dev.chatcontract.runtime;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a request breaks the contract, before it is sent. Lists all faults at once. */
public final class InvalidRequestException extends ChatException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /** Creates the failure of a request; {@code operation} may also be the name of a request type. */
  public InvalidRequestException(String operation, List<Fault> faults) {
    super(operation, message(faults), 0, false, null);
    this.faults = List.copyOf(faults);
  }

  /** Throws this exception if one of the faults stops the request. */
  public static void throwIfAny(String operation, List<Fault> faults) {
    if (stops(faults)) {
      throw new InvalidRequestException(operation, faults);
    }
  }

  /** Returns all faults in the order of the members, including warnings. */
  public List<Fault> faults() {
    return faults;
  }

  /** Returns whether one of the faults stops a request. */
  public static boolean stops(List<Fault> faults) {
    for (Fault fault : faults) {
      if (fault.severity() == Fault.Severity.ERROR) {
        return true;
      }
    }
    return false;
  }

  private static String message(List<Fault> faults) {
    return "the request was not sent: "
        + faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
  }
}
