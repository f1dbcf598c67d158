package dev.chatcontract.conformance.simulator.door;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another site on the same port, such as the console. It only receives requests that were admitted.
 */
public interface Annex {
  /** Returns whether a path, as sent, belongs to this site and not to an operation. */
  boolean owns(String path);

  /** Answers one request; may block the thread as long as it streams the answer. */
  void serve(Visit visit, Reply reply) throws IOException;

  /**
   * An admitted request.
   *
   * @param path the path as sent, without the query
   * @param query the query as sent; empty if there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Visit(
      String method,
      String path,
      String query,
      @Nullable String contentType,
      @Nullable String authorization,
      byte[] body) {}

  /** Receives the answer; exactly one of its methods is called. */
  interface Reply {
    /** Sends a complete answer. */
    void send(int status, List<Map.Entry<String, String>> headers, byte[] body) throws IOException;

    /** Sends the head of an endless answer; each flush of the stream reaches the peer. */
    OutputStream stream(List<Map.Entry<String, String>> headers) throws IOException;
  }
}
