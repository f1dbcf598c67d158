package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.Test;

class WatchedTlsTest {
  private final SSLSocketFactory given =
      new HandshakeCertificates.Builder().build().sslSocketFactory();
  private final WatchedTls tls = new WatchedTls(given);
  private final InetAddress host = InetAddress.getLoopbackAddress();

  @Test
  void itsSocketsAreThoseOfTheGivenFactory() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, host)) {
      int port = server.getLocalPort();
      check(tls.createSocket(), 0);
      check(tls.createSocket("127.0.0.1", port), port);
      check(tls.createSocket("127.0.0.1", port, host, 0), port);
      check(tls.createSocket(host, port), port);
      check(tls.createSocket(host, port, host, 0), port);
      check(tls.createSocket(new Socket(host, port), "127.0.0.1", port, true), port);
    }
  }

  private static void check(Socket socket, int port) throws IOException {
    try (socket) {
      assertThat(socket).isInstanceOf(SSLSocket.class);
      assertThat(socket.getPort()).isEqualTo(port);
    }
  }

  @Test
  void itsCipherSuitesAreThoseOfTheGivenFactory() {
    assertThat(tls.getDefaultCipherSuites()).isEqualTo(given.getDefaultCipherSuites()).isNotEmpty();
    assertThat(tls.getSupportedCipherSuites())
        .isEqualTo(given.getSupportedCipherSuites())
        .isNotEmpty();
  }

  @Test
  void clientsWithTheSameSettingsShareConnections() {
    SSLSocketFactory other = new HandshakeCertificates.Builder().build().sslSocketFactory();
    assertThat(tls).isEqualTo(new WatchedTls(given)).hasSameHashCodeAs(new WatchedTls(given));
    assertThat(tls).hasSameHashCodeAs(given);
    assertThat(tls).isNotEqualTo(new WatchedTls(other)).isNotEqualTo(given);
  }

  @Test
  void aCancelledCallBeginsNoHandshake() throws IOException {
    CallWatch watch = new CallWatch();
    Call call = new OkHttpClient().newCall(new Request.Builder().url("https://h/").build());
    CallWatch.Blocking waiting = watch.start(call, TimeUnit.MINUTES.toNanos(1));
    try (ServerSocket server = new ServerSocket(0, 10, host);
        Socket connected = new Socket(host, server.getLocalPort())) {
      Socket other = new Socket(host, server.getLocalPort());
      check(tls.createSocket(other, "h", 1, true), server.getLocalPort());
      call.cancel();
      assertThatThrownBy(() -> tls.createSocket(connected, "h", 1, false))
          .isInstanceOf(IOException.class)
          .hasMessage("Canceled");
    } finally {
      watch.stop(waiting);
    }
  }
}
