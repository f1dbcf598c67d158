package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test has a socket with a channel, which is the usual kind, and one without. */
@Timeout(30)
class WatchedSocketTest {
  private Socket inner;
  private Socket peer;
  private WatchedSocket socket;

  private void connect(boolean channel) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      inner = channel ? SocketChannel.open().socket() : new Socket();
      inner.connect(server.getLocalSocketAddress());
      peer = server.accept();
    }
    socket = new WatchedSocket(inner);
  }

  @AfterEach
  void close() throws IOException {
    Wire.current().clear();
    inner.close();
    peer.close();
  }

  /** One request and its answer, on this thread as OkHttp does it. */
  private void exchange() throws IOException {
    socket.getOutputStream().write(1);
    assertThat(peer.getInputStream().read()).isEqualTo(1);
    peer.getOutputStream().write(2);
    assertThat(socket.getInputStream().read()).isEqualTo(2);
  }

  /** Passes longer than the time in which a connection is not checked again. */
  private static void idle() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(8);
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bytesPassUnchangedInBothDirections(boolean channel) throws IOException {
    connect(channel);
    OutputStream out = socket.getOutputStream();
    out.write(0x1FF);
    out.write(new byte[] {9, 7, 8, 9}, 1, 2);
    out.flush();
    assertThat(peer.getInputStream().readNBytes(3)).containsExactly(0xFF, 7, 8);
    peer.getOutputStream().write(new byte[] {-1, 4, 5});
    InputStream in = socket.getInputStream();
    assertThat(in.read()).isEqualTo(0xFF);
    assertThat(in.readNBytes(1)).containsExactly(4);
    assertThat(in.available()).isEqualTo(1);
    byte[] target = new byte[3];
    assertThat(in.read(target, 1, 2)).isEqualTo(1);
    assertThat(target).containsExactly(0, 5, 0);
    peer.close();
    assertThat(in.read()).isEqualTo(-1);
    assertThat(in.read(target, 0, 3)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closingAStreamClosesTheSocket(boolean output) throws IOException {
    connect(true);
    if (output) {
      socket.getOutputStream().close();
    } else {
      socket.getInputStream().close();
    }
    assertThat(inner.isClosed()).isTrue();
    assertThat(socket.isClosed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConnectionThatTheServerHasClosedIsClosedToACallThatSeeksOne(boolean channel)
      throws IOException {
    connect(channel);
    exchange();
    peer.close();
    idle();
    assertThat(socket.isClosed()).isFalse();
    assertThat(inner.isClosed()).isFalse();
    Wire.current().seek();
    assertThat(socket.isClosed()).isTrue();
    assertThat(inner.isClosed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConnectionWithUnexpectedBytesIsNotUsedAgain(boolean channel) throws IOException {
    connect(channel);
    exchange();
    peer.getOutputStream().write(3);
    idle();
    Wire.current().seek();
    assertThat(socket.isClosed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anIdleConnectionIsUsedAgainAndKeepsItsTimeout(boolean channel) throws IOException {
    connect(channel);
    inner.setSoTimeout(40_000);
    exchange();
    idle();
    Wire.current().seek();
    assertThat(socket.isClosed()).isFalse();
    assertThat(inner.getSoTimeout()).isEqualTo(40_000);
    exchange();
    peer.close();
    idle();
    assertThat(socket.isClosed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConnectionIsNotCheckedInTheMiddleOfAnExchange(boolean channel) throws IOException {
    connect(channel);
    exchange();
    socket.getOutputStream().write(1);
    peer.close();
    idle();
    Wire.current().seek();
    assertThat(socket.isClosed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAnswerIsUnaskedIfNothingWasReadAfterTheRequestWasWritten(boolean array)
      throws IOException {
    connect(true);
    Wire wire = Wire.current();
    assertThat(wire.answeredUnasked()).isFalse();
    write(array);
    assertThat(socket.answeredUnasked()).isTrue();
    assertThat(wire.answeredUnasked()).isTrue();
    peer.getOutputStream().write(2);
    InputStream in = socket.getInputStream();
    assertThat(array ? in.readNBytes(1)[0] : in.read()).isEqualTo(2);
    assertThat(socket.answeredUnasked()).isFalse();
    assertThat(wire.answeredUnasked()).isFalse();
    write(array);
    wire.clear();
    assertThat(wire.answeredUnasked()).isFalse();
  }

  private void write(boolean array) throws IOException {
    if (array) {
      socket.getOutputStream().write(new byte[] {1}, 0, 1);
    } else {
      socket.getOutputStream().write(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConnectionThatAnotherThreadReadsAheadIsNeverChecked(boolean array) throws IOException {
    connect(true);
    socket.getOutputStream().write(1);
    peer.getOutputStream().write(2);
    InputStream in = socket.getInputStream();
    CompletableFuture.runAsync(
            () -> {
              try {
                assertThat(array ? in.readNBytes(1)[0] : in.read()).isEqualTo(2);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            task -> new Thread(task).start())
        .join();
    socket.getOutputStream().write(1);
    assertThat(socket.answeredUnasked()).isFalse();
    peer.getOutputStream().write(2);
    assertThat(in.read()).isEqualTo(2);
    peer.close();
    idle();
    Wire.current().seek();
    assertThat(socket.isClosed()).isFalse();
  }
}
