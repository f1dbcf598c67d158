package dev.chatcontract.conformance.simulator.door;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another site behind the same door, such as the console: a request that is not let in never gets
 * as far as here.
 */
public interface Annex {
  /** Whether a path, as sent, is this site's and no operation's. */
  boolean owns(String path);

  /** Answers one request; may keep the thread for as long as its answer is a stream. */
  void serve(Visit visit, Reply reply) throws IOException;

  /**
   * A request that came through the door.
   *
   * @param path as sent, without the query
   * @param query as sent; empty without one
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Visit(
      String method,
      String path,
      String query,
      @Nullable String contentType,
      @Nullable String authorization,
      byte[] body) {}

  /** Where the answer goes; exactly one of the two is called. */
  interface Reply {
    /** A whole answer. */
    void send(int status, List<Map.Entry<String, String>> headers, byte[] body) throws IOException;

    /** The head of an answer without an end; each flush of the stream reaches the peer. */
    OutputStream stream(List<Map.Entry<String, String>> headers) throws IOException;
  }
}
