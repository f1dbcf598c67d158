package dev.chatcontract.conformance.simulator;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Plays one script on one socket. */
final class ScriptPlayer {
  /** How long a hung connection is kept if nobody ends it. */
  private static final Duration LONGEST_HANG = Duration.ofMinutes(1);

  /**
   * How often a pause looks whether the peer has hung up: short enough to free the thread, long
   * enough to cost nothing.
   */
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private final WireScript script;
  private final Socket socket;
  private final SocketChannel channel;
  private final Pauses pauses;

  ScriptPlayer(WireScript script, Socket socket, Pauses pauses) {
    this.script = script;
    this.socket = socket;
    this.channel = socket.getChannel();
    this.pauses = pauses;
  }

  void play() throws IOException {
    if (playSteps()) {
      switch (script.end()) {
        case RESET -> socket.setSoLinger(true, 0);
        case HANG -> waitForPeer(LONGEST_HANG);
        case CLOSE -> {}
      }
    }
    socket.close();
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

  /** The channel does not block, so a full send buffer takes nothing and has to be tried again. */
  private void write(byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      if (channel.write(left) == 0 && !pauses.pause(Duration.ofMillis(1))) {
        throw new IOException("the simulator is closing");
      }
    }
  }

  private boolean waitForPeer(Duration time) {
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
