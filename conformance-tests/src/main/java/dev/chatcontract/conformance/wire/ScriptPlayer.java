package dev.chatcontract.conformance.wire;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Plays one script on one socket, whether or not it blocks. */
public final class ScriptPlayer {
  /** How long a hung connection stays open if neither side ends it. */
  private static final Duration LONGEST_HANG = Duration.ofMinutes(1);

  /**
   * How often a pause checks whether the peer has hung up: often enough to free the thread soon,
   * rarely enough to cost nothing.
   */
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private final WireScript script;
  private final Socket socket;

  /** The socket's channel; null if the socket blocks. */
  private final @Nullable SocketChannel channel;

  private final Pauses pauses;

  /** Creates a player that waits with {@code pauses}. */
  public ScriptPlayer(WireScript script, Socket socket, Pauses pauses) {
    this.script = script;
    this.socket = socket;
    this.channel = socket.getChannel();
    this.pauses = pauses;
  }

  /** Plays the script to its end; returns true if the connection stays open. */
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

  /** Returns false if the peer hung up before the script ended. */
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

  /**
   * Writes all bytes; a non-blocking channel with a full send buffer accepts nothing and must be
   * tried again.
   */
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

  /**
   * Waits; whatever the peer sends meanwhile is discarded on a channel, and stays unread on a
   * blocking socket.
   */
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
