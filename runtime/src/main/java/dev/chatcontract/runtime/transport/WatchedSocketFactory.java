package dev.chatcontract.runtime.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;

/**
 * Makes sockets that notice, before they are used again, that the server has closed them. Those of
 * the JDK's own factory are made of channels, which can be looked at without waiting.
 */
final class WatchedSocketFactory extends SocketFactory {
  private final SocketFactory given;

  WatchedSocketFactory(SocketFactory given) {
    this.given = given;
  }

  @Override
  public Socket createSocket() throws IOException {
    return new WatchedSocket(
        given == SocketFactory.getDefault() ? SocketChannel.open().socket() : given.createSocket());
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
