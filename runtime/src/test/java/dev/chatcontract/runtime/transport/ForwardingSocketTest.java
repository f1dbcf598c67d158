package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked of the outer socket happens to the inner one. */
@Timeout(30)
class ForwardingSocketTest {
  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  private final Socket inner = new Socket();
  private ServerSocket server;
  private Socket socket;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 10, loopback);
    socket = new ForwardingSocket(inner);
  }

  @AfterEach
  void close() throws IOException {
    inner.close();
    server.close();
  }

  @Test
  void everyMethodExceptThatOfTheChannelIsForwarded() {
    assertThat(
            Stream.of(Socket.class.getDeclaredMethods())
                .filter(m -> Modifier.isPublic(m.getModifiers()))
                .filter(m -> !Modifier.isStatic(m.getModifiers()))
                .filter(m -> !m.getName().equals("getChannel")))
        .isNotEmpty()
        .allSatisfy(
            m ->
                assertThat(
                        ForwardingSocket.class.getDeclaredMethod(
                            m.getName(), m.getParameterTypes()))
                    .isNotNull());
  }

  @Test
  void thereIsNoChannelEvenIfTheInnerSocketHasOne() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      assertThat(channel.socket().getChannel()).isSameAs(channel);
      assertThat(new ForwardingSocket(channel.socket()).getChannel()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void connectsTheInnerSocketAndShowsItsAddresses(boolean timed) throws IOException {
    assertThat(socket.isConnected()).isFalse();
    if (timed) {
      socket.connect(server.getLocalSocketAddress(), 10_000);
    } else {
      socket.connect(server.getLocalSocketAddress());
    }
    assertThat(inner.isConnected()).isTrue();
    assertThat(socket.isConnected()).isTrue();
    assertThat(socket.getInetAddress()).isEqualTo(loopback);
    assertThat(socket.getPort()).isEqualTo(server.getLocalPort());
    assertThat(socket.getRemoteSocketAddress()).isEqualTo(server.getLocalSocketAddress());
    assertThat(socket.getLocalAddress()).isEqualTo(inner.getLocalAddress()).isNotNull();
    assertThat(socket.getLocalPort()).isEqualTo(inner.getLocalPort()).isPositive();
    assertThat(socket.getLocalSocketAddress()).isEqualTo(inner.getLocalSocketAddress()).isNotNull();
    assertThat(socket).hasToString(inner.toString());
  }

  @Test
  void bindsTheInnerSocket() throws IOException {
    assertThat(socket.isBound()).isFalse();
    socket.bind(new InetSocketAddress(loopback, 0));
    assertThat(inner.isBound()).isTrue();
    assertThat(socket.isBound()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void switchesAreThoseOfTheInnerSocket(boolean on) throws IOException {
    socket.setTcpNoDelay(!on);
    socket.setTcpNoDelay(on);
    assertThat(inner.getTcpNoDelay()).isEqualTo(on);
    assertThat(socket.getTcpNoDelay()).isEqualTo(on);
    socket.setKeepAlive(!on);
    socket.setKeepAlive(on);
    assertThat(inner.getKeepAlive()).isEqualTo(on);
    assertThat(socket.getKeepAlive()).isEqualTo(on);
    socket.setOOBInline(!on);
    socket.setOOBInline(on);
    assertThat(inner.getOOBInline()).isEqualTo(on);
    assertThat(socket.getOOBInline()).isEqualTo(on);
    socket.setReuseAddress(!on);
    socket.setReuseAddress(on);
    assertThat(inner.getReuseAddress()).isEqualTo(on);
    assertThat(socket.getReuseAddress()).isEqualTo(on);
  }

  @Test
  void numbersAreThoseOfTheInnerSocket() throws IOException {
    socket.setSoLinger(true, 7);
    assertThat(inner.getSoLinger()).isEqualTo(7);
    assertThat(socket.getSoLinger()).isEqualTo(7);
    socket.setSoTimeout(1234);
    assertThat(inner.getSoTimeout()).isEqualTo(1234);
    assertThat(socket.getSoTimeout()).isEqualTo(1234);
    socket.setTrafficClass(0x10);
    assertThat(inner.getTrafficClass()).isEqualTo(0x10);
    assertThat(socket.getTrafficClass()).isEqualTo(0x10);
  }

  @Test
  void bufferSizesAreThoseOfTheInnerSocket() throws IOException {
    int send = inner.getSendBufferSize();
    socket.setSendBufferSize(send / 2);
    assertThat(inner.getSendBufferSize()).isLessThan(send);
    assertThat(socket.getSendBufferSize()).isEqualTo(inner.getSendBufferSize());
    int receive = inner.getReceiveBufferSize();
    socket.setReceiveBufferSize(receive / 2);
    assertThat(inner.getReceiveBufferSize()).isLessThan(receive);
    assertThat(socket.getReceiveBufferSize()).isEqualTo(inner.getReceiveBufferSize());
  }

  @Test
  void preferencesAreThoseOfTheInnerSocket() throws IOException {
    int[] preferred = new int[3];
    try (Socket noting =
        new Socket() {
          @Override
          public void setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
            preferred[0] = connectionTime;
            preferred[1] = latency;
            preferred[2] = bandwidth;
          }
        }) {
      new ForwardingSocket(noting).setPerformancePreferences(1, 2, 3);
    }
    assertThat(preferred).containsExactly(1, 2, 3);
  }

  @Test
  void optionsAreThoseOfTheInnerSocket() throws IOException {
    assertThat(socket.setOption(StandardSocketOptions.TCP_NODELAY, true)).isSameAs(socket);
    assertThat(inner.getTcpNoDelay()).isTrue();
    assertThat(socket.getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
    assertThat(socket.supportedOptions()).isEqualTo(inner.supportedOptions()).isNotEmpty();
  }

  @Test
  void bytesGoThroughTheInnerSocket() throws IOException {
    socket.connect(server.getLocalSocketAddress());
    try (Socket peer = server.accept()) {
      peer.setOOBInline(true);
      OutputStream out = socket.getOutputStream();
      out.write(1);
      socket.sendUrgentData(2);
      assertThat(peer.getInputStream().readNBytes(2)).containsExactly(1, 2);
      peer.getOutputStream().write(3);
      InputStream in = socket.getInputStream();
      assertThat(in.read()).isEqualTo(3);
    }
  }

  @Test
  void eachDirectionCanBeShutDown() throws IOException {
    socket.connect(server.getLocalSocketAddress());
    assertThat(socket.isInputShutdown()).isFalse();
    socket.shutdownInput();
    assertThat(inner.isInputShutdown()).isTrue();
    assertThat(socket.isInputShutdown()).isTrue();
    assertThat(socket.isOutputShutdown()).isFalse();
    socket.shutdownOutput();
    assertThat(inner.isOutputShutdown()).isTrue();
    assertThat(socket.isOutputShutdown()).isTrue();
  }

  @Test
  void closesTheInnerSocket() throws IOException {
    assertThat(socket.isClosed()).isFalse();
    socket.close();
    assertThat(inner.isClosed()).isTrue();
    assertThat(socket.isClosed()).isTrue();
  }
}
