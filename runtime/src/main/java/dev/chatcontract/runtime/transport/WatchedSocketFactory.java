package dev.chatcontract.runtime.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;

/**
 * Creates sockets that notice a close by the server before they are used again. Where the JDK's own
 * factory is in use they are based on channels, which can be checked without waiting.
 */
final class WatchedSocketFactory extends SocketFactory {
  private final SocketFactory given;

  WatchedSocketFactory(SocketFactory given) {
    this.given = given;
  }

  @Override
  public Socket createSocket() throws IOException {
    if (given != SocketFactory.getDefault()) {
      return new WatchedSocket(given.createSocket());
    }
    Socket socket = SocketChannel.open().socket();
    // HTTP/2 writes small frames one after the other; the request that follows would wait until the
    // server's delayed acknowledgement of the last one, 40 ms.
    socket.setTcpNoDelay(true);
    return new WatchedSocket(socket);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return new WatchedSocket(given.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return new WatchedSocket(given.createSocket(host, port, localHost, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return new WatchedSocket(given.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return new WatchedSocket(given.createSocket(host, port, localHost, localPort));
  }
}
