package dev.chatcontract.runtime.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Keeps a cancelled call from beginning a handshake. OkHttp misses a cancellation between
 * connecting and TLS: such a call would wait for a silent server until its read timeout, whatever
 * its deadline and the interrupts of its thread.
 */
final class WatchedTls extends SSLSocketFactory {
  private final SSLSocketFactory tls;

  WatchedTls(SSLSocketFactory tls) {
    this.tls = tls;
  }

  @Override
  public Socket createSocket(Socket connected, String host, int port, boolean autoClose)
      throws IOException {
    CallWatch.Blocking waiting = Wire.current().waiting();
    if (waiting != null && waiting.isCancelled()) {
      throw new IOException("Canceled");
    }
    return tls.createSocket(connected, host, port, autoClose);
  }

  @Override
  public Socket createSocket() throws IOException {
    return tls.createSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return tls.createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return tls.createSocket(host, port, local, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return tls.createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return tls.createSocket(host, port, local, localPort);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  /** OkHttp shares connections among calls with equal TLS settings. */
  @Override
  public boolean equals(Object other) {
    return other instanceof WatchedTls watched && watched.tls.equals(tls);
  }

  @Override
  public int hashCode() {
    return tls.hashCode();
  }
}
