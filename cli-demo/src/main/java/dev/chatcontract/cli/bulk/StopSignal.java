package dev.chatcontract.cli.bulk;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Progress;
import dev.chatcontract.cli.output.Terminal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C during a bulk run: stops immediately while nothing is being sent, otherwise after the
 * current request.
 */
final class StopSignal implements AutoCloseable {
  /** Seconds that Ctrl-C waits for the current request. */
  private static final long STOP_SECONDS = 35;

  private final Terminal terminal;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "chatctl-stop");
  private boolean stopped;
  private boolean sending;
  private String underWay = "";

  private StopSignal(Terminal terminal) {
    this.terminal = terminal;
  }

  static StopSignal listen(Terminal terminal) {
    StopSignal signal = new StopSignal(terminal);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  synchronized boolean stopped() {
    return stopped;
  }

  /** Ends the preparations, during which a stop takes effect immediately. */
  synchronized void sending() {
    endIfStopped();
    sending = true;
  }

  /** Throws if the run was stopped; called regularly during the preparations. */
  synchronized void endIfStopped() {
    if (stopped) {
      throw CommandFailure.of(ExitCode.INTERRUPTED, "stopped; this run sent nothing");
    }
  }

  /**
   * Announces that a request is about to be sent; returns false if it must not be.
   *
   * @param line the line or lines that the request is for
   */
  synchronized boolean leave(String line) {
    if (!stopped) {
      underWay = line;
    }
    return !stopped;
  }

  /** Reports that the outcome of the request is known and stored. */
  synchronized void arrived() {
    underWay = "";
  }

  private void stop() {
    String waitsFor;
    synchronized (this) {
      stopped = true;
      if (!sending) {
        terminal.note("stopped; this run sent nothing");
        return;
      }
      waitsFor = underWay;
    }
    if (!waitsFor.isEmpty()) {
      terminal.note("stopping after the request under way, for " + waitsFor);
    }
    try {
      if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS) && !waitsFor.isEmpty()) {
        terminal.warn(
            "the request for "
                + waitsFor
                + " had no answer in "
                + STOP_SECONDS
                + " s; it may have been carried out");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    Progress.forget(hook);
  }
}
