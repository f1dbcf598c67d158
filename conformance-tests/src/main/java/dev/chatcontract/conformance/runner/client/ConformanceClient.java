package dev.chatcontract.conformance.runner.client;

import dev.chatcontract.conformance.corpus.model.Feature;
import java.net.URI;
import java.util.Set;

/** A client under test. */
public interface ConformanceClient extends AutoCloseable {
  /** The name shown in reports. */
  String name();

  /** What it says it can do; cases that need more do not apply to it. */
  Set<Feature> features();

  /**
   * Waits until this call may begin, which is not part of its time.
   *
   * @return what the same thread runs when the call is over
   */
  default Runnable turn(ClientCommand command) {
    return () -> {};
  }

  /**
   * Makes one call and says how it ended.
   *
   * @throws ClientFaultException if the client hung, died or did not speak the protocol
   */
  ClientOutcome call(ClientCommand command) throws InterruptedException;

  /** The case at this server has ended; what is kept for its further calls may go. */
  default void caseEnded(URI server) {}

  @Override
  void close();
}
