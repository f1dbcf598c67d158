package dev.chatcontract.conformance.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link FaultRule} does to an answer; made by the factories of {@link Faults}. */
public sealed interface Fault {

  /**
   * True when the fault only mangles the real answer, so that the request has to be carried out
   * first.
   */
  default boolean needsRealAnswer() {
    return false;
  }

  /**
   * HTTP 200 with an envelope that carries this error code; {@code info} null takes the contract's
   * meaning of the code.
   */
  record Code(int code, @Nullable String info) implements Fault {}

  /** A well-formed HTTP answer of any status. */
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  record Http(int status, List<Map.Entry<String, String>> headers, byte[] body) implements Fault {}

  /** Exact bytes on the socket. */
  record Wire(WireScript script) implements Fault {}

  /**
   * The real answer's Content-Length, but only the first {@code sentBytes} of its body, then an
   * orderly close.
   */
  record Truncated(int sentBytes) implements Fault {
    @Override
    public boolean needsRealAnswer() {
      return true;
    }
  }

  /** The real answer compressed, and said to be so. */
  record Gzip() implements Fault {
    @Override
    public boolean needsRealAnswer() {
      return true;
    }
  }

  /** The real answer uncompressed, but said to be gzip. */
  record FalseGzip() implements Fault {
    @Override
    public boolean needsRealAnswer() {
      return true;
    }
  }

  /** The real answer in transfer chunks of this many bytes, without a Content-Length. */
  record Chunked(int chunkBytes) implements Fault {
    @Override
    public boolean needsRealAnswer() {
      return true;
    }
  }

  /** The real answer, body (or head) written a few bytes at a time. */
  record Slow(boolean head, int bytesAtATime, Duration pause) implements Fault {
    @Override
    public boolean needsRealAnswer() {
      return true;
    }
  }

  /** No fault: the real answer, for rules that only delay or that let a call through. */
  record Pass() implements Fault {
    @Override
    public boolean needsRealAnswer() {
      return true;
    }
  }
}
