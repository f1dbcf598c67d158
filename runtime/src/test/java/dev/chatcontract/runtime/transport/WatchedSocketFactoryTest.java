package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

class WatchedSocketFactoryTest {
  @Test
  void noPacketWaitsForTheAcknowledgementOfAnother() throws IOException {
    try (Socket socket = new WatchedSocketFactory(SocketFactory.getDefault()).createSocket()) {
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }

  @Test
  void everySocketOfAGivenFactoryIsWatched() throws IOException {
    Given given = new Given();
    SocketFactory watched = new WatchedSocketFactory(given);
    InetAddress host = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 10, host)) {
      int port = server.getLocalPort();
      check(watched.createSocket(), given, 0);
      check(watched.createSocket("127.0.0.1", port), given, port);
      check(watched.createSocket("127.0.0.1", port, host, 0), given, port);
      check(watched.createSocket(host, port), given, port);
      check(watched.createSocket(host, port, host, 0), given, port);
    }
  }

  private static void check(Socket socket, Given given, int port) throws IOException {
    try (socket) {
      assertThat(((WatchedSocket) socket).inner()).isSameAs(given.last);
      assertThat(socket.getPort()).isEqualTo(port);
    }
  }

  /** A factory of the application's side. */
  private static final class Given extends SocketFactory {
    private Socket last;

    private Socket made(Socket socket) {
      last = socket;
      return socket;
    }

    @Override
    public Socket createSocket() {
      return made(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return made(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return made(new Socket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return made(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return made(new Socket(host, port, from, fromPort));
    }
  }
}
