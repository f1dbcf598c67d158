package dev.chatcontract.runtime;

import java.util.List;
import java.util.stream.Collectors;

/** A request that breaks the contract; nothing was sent. Lists all faults at once. */
public final class InvalidRequestException extends ChatException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /** For one request; {@code operation} may also be the name of a request type. */
  public InvalidRequestException(String operation, List<Fault> faults) {
    super(operation, message(faults), 0, false, null);
    this.faults = List.copyOf(faults);
  }

  /** Throws if there is a fault that stops the request. */
  public static void throwIfAny(String operation, List<Fault> faults) {
    if (stops(faults)) {
      throw new InvalidRequestException(operation, faults);
    }
  }

  /** All faults in the order of the members, warnings included. */
  public List<Fault> faults() {
    return faults;
  }

  /** Whether one of the faults stops a request. */
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
