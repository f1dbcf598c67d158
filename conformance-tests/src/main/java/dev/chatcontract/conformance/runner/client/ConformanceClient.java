package dev.chatcontract.conformance.runner.client;

import dev.chatcontract.conformance.corpus.model.Feature;
import java.net.URI;
import java.util.Set;

/** A client under test. */
public interface ConformanceClient extends AutoCloseable {
  /** Returns the name for reports. */
  String name();

  /** Returns the features that it declares; cases that need others do not apply to it. */
  Set<Feature> features();

  /**
   * Waits until this call may begin; this wait does not count towards the call's time.
   *
   * @return what the same thread must run after the call
   */
  default Runnable turn(ClientCommand command) {
    return () -> {};
  }

  /**
   * Makes one call and reports how it ended.
   *
   * @throws ClientFaultException if the client hung, crashed or did not follow the protocol
   */
  ClientOutcome call(ClientCommand command) throws InterruptedException;

  /**
   * Reports that the case at this server has ended, so that resources kept for its calls can be
   * released.
   */
  default void caseEnded(URI server) {}

  @Override
  void close();
}
