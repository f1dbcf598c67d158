package dev.chatcontract.conformance.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Exact bytes for one connection, including the status line, with pauses between them and a way of
 * ending.
 *
 * <p>Scripts produce what a correct HTTP server cannot be made to send: a wrong length, a header
 * that arrives slowly, a reset in the middle of a body.
 */
public final class WireScript {
  /** What happens to the connection after the last step. */
  public enum End {
    /** FIN: the peer reads an orderly end of stream. */
    CLOSE,
    /** RST: the peer's next read fails. */
    RESET,
    /** Nothing, until the peer hangs up, the server closes or a minute has passed. */
    HANG,
    /** The connection stays open for the next request. */
    KEEP
  }

  /** Bytes to write, and a pause after them. */
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

  /** Returns what happens to the connection at the end. */
  public End end() {
    return end;
  }

  /** Returns whether it writes no bytes. */
  public boolean isSilent() {
    return steps.stream().allMatch(step -> step.bytes().length == 0);
  }

  /** Collects steps; one of the {@code then...} methods ends the script. */
  public static final class Builder {
    private final List<Step> steps = new ArrayList<>();

    private Builder() {}

    /** Writes these bytes unchanged. */
    public Builder send(byte[] bytes) {
      steps.add(new Step(bytes.clone(), Duration.ZERO));
      return this;
    }

    /** Writes this text in UTF-8; the caller provides the line ends. */
    public Builder send(String text) {
      return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes these bytes a few at a time, with a pause after each. */
    public Builder dribble(byte[] bytes, int bytesAtATime, Duration pause) {
      for (byte[] part : parts(bytes, bytesAtATime)) {
        send(part).pause(pause);
      }
      return this;
    }

    /**
     * Writes these bytes in transfer chunks, with a pause after each; the last chunk is not sent.
     */
    public Builder chunks(byte[] bytes, int chunkBytes, Duration pause) {
      for (byte[] part : parts(bytes, chunkBytes)) {
        send(Integer.toHexString(part.length) + "\r\n").send(part).send("\r\n").pause(pause);
      }
      return this;
    }

    private static List<byte[]> parts(byte[] bytes, int size) {
      List<byte[]> parts = new ArrayList<>();
      for (int from = 0; from < bytes.length; from += size) {
        parts.add(Arrays.copyOfRange(bytes, from, Math.min(from + size, bytes.length)));
      }
      return parts;
    }

    /** Waits before the next step; if the peer hangs up meanwhile, the script ends. */
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

    /** Ends with the connection open for the next request. */
    public WireScript thenKeep() {
      return new WireScript(steps, End.KEEP);
    }
  }
}
