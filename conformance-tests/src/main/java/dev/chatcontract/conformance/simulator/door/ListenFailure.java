package dev.chatcontract.conformance.simulator.door;

import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** Explains why a server did not start, and what to do about it. */
public final class ListenFailure {
  private ListenFailure() {}

  /** Returns the exception to throw instead, or the same one if the address is not the cause. */
  public static RuntimeException explained(RuntimeException failure, String address, int port) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new SimulatorException(
            "cannot listen on "
                + address
                + ":"
                + port
                + ": the port is in use or not allowed; choose another, or 0 for any free one",
            failure);
      }
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return new SimulatorException(
            "cannot listen on " + Excerpt.of(address) + ": there is no such address", failure);
      }
    }
    return failure;
  }
}
