package dev.chatcontract.conformance.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact bytes for one connection, status line included, with pauses between them and a manner of
 * ending.
 *
 * <p>What no well-behaved HTTP server can be made to say is said this way: a length that lies, a
 * header that dribbles, a reset in the middle of a body.
 */
public final class WireScript {
  /** What happens to the connection once every step was written. */
  public enum End {
    /** FIN: the peer reads an orderly end of stream. */
    CLOSE,
    /** RST: the peer's next read fails. */
    RESET,
    /** Nothing, until the peer hangs up, the simulator closes or a minute has passed. */
    HANG
  }

  /** Some bytes, then a pause. */
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  record Step(byte[] bytes, Duration pause) {}

  private final List<Step> steps;
  private final End end;

  private WireScript(List<Step> steps, End end) {
    this.steps = List.copyOf(steps);
    this.end = end;
  }

  /** Starts a script that writes nothing yet. */
  public static Builder builder() {
    return new Builder();
  }

  List<Step> steps() {
    return steps;
  }

  End end() {
    return end;
  }

  /** Collects steps; one of the {@code then...} methods ends the script. */
  public static final class Builder {
    private final List<Step> steps = new ArrayList<>();

    private Builder() {}

    /** Writes these bytes as they are. */
    public Builder send(byte[] bytes) {
      steps.add(new Step(bytes.clone(), Duration.ZERO));
      return this;
    }

    /** Writes this text in UTF-8; line ends are the caller's. */
    public Builder send(String text) {
      return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits before the next step; a peer that hangs up meanwhile ends the script. */
    public Builder pause(Duration pause) {
      steps.add(new Step(new byte[0], pause));
      return this;
    }

    /** Ends with an orderly close. */
    public WireScript thenClose() {
      return new WireScript(steps, End.CLOSE);
    }

    /** Ends with a connection reset. */
    public WireScript thenReset() {
      return new WireScript(steps, End.RESET);
    }

    /** Ends by keeping the connection open and silent. */
    public WireScript thenHang() {
      return new WireScript(steps, End.HANG);
    }

    WireScript then(End end) {
      return new WireScript(steps, end);
    }
  }
}
