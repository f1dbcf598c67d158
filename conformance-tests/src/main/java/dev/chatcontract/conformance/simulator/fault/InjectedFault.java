package dev.chatcontract.conformance.simulator.fault;

import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.conformance.simulator.input.HeaderText;
import dev.chatcontract.conformance.wire.WireScript;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link FaultRule} does to an answer; {@link Faults} has factory methods. */
public sealed interface InjectedFault {

  /** Returns its name in the admin interface. */
  String kind();

  /**
   * Returns whether the fault only changes the real answer, so that the request must be carried out
   * first.
   */
  default boolean needsRealAnswer() {
    return false;
  }

  /**
   * HTTP 200 with an envelope that contains this error code; if {@code info} is null, the server's
   * text for the code is used.
   */
  record Code(int code, @Nullable String info) implements InjectedFault {
    @Override
    public String kind() {
      return "code";
    }
  }

  /** A well-formed HTTP answer with any status. */
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  record Http(int status, List<Map.Entry<String, String>> headers, byte[] body)
      implements InjectedFault {
    static final int LEAST_STATUS = 200;
    static final int MOST_STATUS = 599;
    static final int NOT_MODIFIED = 304;
    private static final int NO_CONTENT = 204;

    public Http {
      if (status < LEAST_STATUS || status > MOST_STATUS) {
        throw new IllegalArgumentException(
            "status is a number from " + LEAST_STATUS + " to " + MOST_STATUS + ", not " + status);
      }
      if (body.length > 0 && (status == NO_CONTENT || status == NOT_MODIFIED)) {
        throw new IllegalArgumentException("a body cannot go with status " + status);
      }
      for (Map.Entry<String, String> header : headers) {
        String problem = HeaderText.problem(header.getKey(), header.getValue());
        if (problem != null) {
          throw new IllegalArgumentException(
              "header " + Excerpt.of(header.getKey()) + " " + problem);
        }
      }
    }

    @Override
    public String kind() {
      return "http";
    }
  }

  /** Exact bytes on the socket. */
  record Wire(WireScript script) implements InjectedFault {
    @Override
    public String kind() {
      if (!script.isSilent()) {
        return "raw";
      }
      return switch (script.end()) {
        case RESET -> "reset";
        case CLOSE -> "hang-up";
        case HANG -> "hang";
        case KEEP -> "raw";
      };
    }
  }

  /**
   * The real answer's Content-Length, but only the first {@code sentBytes} of its body, then an
   * orderly close.
   */
  record Truncated(int sentBytes) implements InjectedFault {
    @Override
    public String kind() {
      return "truncated";
    }

    @Override
    public boolean needsRealAnswer() {
      return true;
    }
  }

  /** The real answer, compressed and declared as gzip. */
  record Gzip() implements InjectedFault {
    @Override
    public String kind() {
      return "gzip";
    }

    @Override
    public boolean needsRealAnswer() {
      return true;
    }
  }

  /** The real answer, uncompressed but declared as gzip. */
  record FalseGzip() implements InjectedFault {
    @Override
    public String kind() {
      return "false-gzip";
    }

    @Override
    public boolean needsRealAnswer() {
      return true;
    }
  }

  /** The real answer in transfer chunks of this many bytes, without a Content-Length. */
  record Chunked(int chunkBytes) implements InjectedFault {
    @Override
    public String kind() {
      return "chunked";
    }

    @Override
    public boolean needsRealAnswer() {
      return true;
    }
  }

  /** The real answer, with its body (or its head) sent a few bytes at a time. */
  record Slow(boolean head, int bytesAtATime, Duration pause) implements InjectedFault {
    @Override
    public String kind() {
      return head ? "slow-header" : "slow-body";
    }

    @Override
    public boolean needsRealAnswer() {
      return true;
    }
  }

  /** No fault: the real answer, for rules that only delay a call or leave it unchanged. */
  record Pass() implements InjectedFault {
    @Override
    public String kind() {
      return "pass";
    }

    @Override
    public boolean needsRealAnswer() {
      return true;
    }
  }
}
