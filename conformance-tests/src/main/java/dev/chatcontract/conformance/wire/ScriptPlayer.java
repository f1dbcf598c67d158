package dev.chatcontract.conformance.wire;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Plays one script on one socket, blocking or not. */
public final class ScriptPlayer {
  /** How long a hung connection is kept if nobody ends it. */
  private static final Duration LONGEST_HANG = Duration.ofMinutes(1);

  /**
   * How often a pause looks whether the peer has hung up: short enough to free the thread, long
   * enough to cost nothing.
   */
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private final WireScript script;
  private final Socket socket;

  /** Null for a socket that blocks. */
  private final @Nullable SocketChannel channel;

  private final Pauses pauses;

  /** A player that waits by {@code pauses}. */
  public ScriptPlayer(WireScript script, Socket socket, Pauses pauses) {
    this.script = script;
    this.socket = socket;
    this.channel = socket.getChannel();
    this.pauses = pauses;
  }

  /** Plays it to its end; true if the connection lives on. */
  public boolean play() throws IOException {
    if (playSteps()) {
      switch (script.end()) {
        case RESET -> socket.setSoLinger(true, 0); // close() then sends RST and not FIN
        case HANG -> waitForPeer(LONGEST_HANG);
        case CLOSE -> {}
        case KEEP -> {
          return true;
        }
      }
    }
    socket.close();
    return false;
  }

  /** Returns false when the peer went away before the script was through. */
  private boolean playSteps() {
    for (WireScript.Step step : script.steps()) {
      try {
        write(step.bytes());
      } catch (IOException peerIsGone) {
        return false;
      }
      if (!step.pause().isZero() && !waitForPeer(step.pause())) {
        return false;
      }
    }
    return true;
  }

  /** A channel does not block, so a full send buffer takes nothing and has to be tried again. */
  private void write(byte[] bytes) throws IOException {
    if (channel == null) {
      socket.getOutputStream().write(bytes);
      return;
    }
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      if (channel.write(left) == 0 && !pauses.pause(Duration.ofMillis(1))) {
        throw new IOException("the server is closing");
      }
    }
  }

  /** What a peer sends meanwhile is lost on a channel; on a blocking socket it stays unread. */
  private boolean waitForPeer(Duration time) {
    if (channel == null) {
      return pauses.pause(time);
    }
    long end = System.nanoTime() + time.toNanos();
    ByteBuffer ignored = ByteBuffer.allocate(64);
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      Duration slice = Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos()));
      if (!pauses.pause(slice)) {
        return false;
      }
      try {
        ignored.clear();
        if (channel.read(ignored) < 0) {
          return false;
        }
      } catch (IOException peerIsGone) {
        return false;
      }
    }
    return true;
  }
}
