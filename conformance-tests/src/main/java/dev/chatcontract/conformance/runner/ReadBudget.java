package dev.chatcontract.conformance.runner;

import java.io.IOException;

/** How much more a server may keep of what it receives. Thread-safe. */
final class ReadBudget {
  /** Far more than any case needs; a client that sends more must not use up our memory. */
  private static final long MOST_BYTES = 64L << 20;

  /** What a request takes in memory besides its bytes, generously. */
  private static final long REQUEST_BYTES = 3000;

  private static final long HEADER_BYTES = 100;

  /** Something is over a bound; the message says what. */
  static final class ExceededException extends IOException {
    private static final long serialVersionUID = 1L;

    ExceededException(String message) {
      super(message);
    }
  }

  private long left = MOST_BYTES;

  /** Counts the beginning of a request. */
  void request() throws ExceededException {
    take(REQUEST_BYTES, "one more request");
  }

  /** Counts a header line. */
  void header(int bytes) throws ExceededException {
    take(HEADER_BYTES + bytes, "one more header line");
  }

  /** Counts bytes that are going to be read; what is too much is not counted. */
  synchronized void take(long bytes, String what) throws ExceededException {
    if (bytes > left) {
      throw new ExceededException(
          "the server keeps at most "
              + MOST_BYTES
              + " bytes of all requests of a case; it does not read "
              + what
              + " of "
              + bytes
              + " bytes");
    }
    left -= bytes;
  }

  /** Begins again, for a server that has not kept what it read. */
  synchronized void renew() {
    left = MOST_BYTES;
  }

  /** Returns whether no further request would be read. */
  synchronized boolean isSpent() {
    return left < REQUEST_BYTES;
  }
}
