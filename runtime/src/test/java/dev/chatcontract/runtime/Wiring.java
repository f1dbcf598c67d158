package dev.chatcontract.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** The protocol between a test's client and server. */
enum Wiring {
  PLAIN,
  TLS_1_2,
  TLS_1_3;

  private static final HeldCertificate CERTIFICATE =
      new HeldCertificate.Builder()
          .commonName("localhost")
          .addSubjectAlternativeName("127.0.0.1")
          .addSubjectAlternativeName("localhost")
          .build();

  private static final HandshakeCertificates SERVER =
      new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build();
  private static final HandshakeCertificates CLIENT =
      new HandshakeCertificates.Builder().addTrustedCertificate(CERTIFICATE.certificate()).build();

  private static final int BACKLOG = 500;

  static SSLSocketFactory serverSockets() {
    return SERVER.sslSocketFactory();
  }

  ServerSocket listen() throws IOException {
    if (this == PLAIN) {
      return new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    }
    SSLServerSocket socket =
        (SSLServerSocket)
            SERVER
                .sslContext()
                .getServerSocketFactory()
                .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    socket.setEnabledProtocols(new String[] {this == TLS_1_2 ? "TLSv1.2" : "TLSv1.3"});
    return socket;
  }

  String url(int port) {
    return (this == PLAIN ? "http" : "https") + "://127.0.0.1:" + port;
  }

  /** Returns a client to pass in, which trusts the server. */
  OkHttpClient.Builder client() {
    return new OkHttpClient.Builder()
        .sslSocketFactory(CLIENT.sslSocketFactory(), CLIENT.trustManager());
  }
}
