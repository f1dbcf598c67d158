package dev.chatcontract.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;

/**
 * Answers every request over TLS with the documented profile, over HTTP/1.1 only or HTTP/2 as well.
 */
final class TlsServer {
  static final String HTTP_1 = "http/1.1";
  static final String HTTP_2 = "h2";

  private static final String HOST = "127.0.0.1";
  private static final char[] PASSWORD = "changeit".toCharArray();

  private TlsServer() {}

  /**
   * The process, and the JVM options by which a client trusts its certificate in addition to the
   * system's.
   */
  record Started(ServerProcess process, List<String> trust) implements AutoCloseable {
    int port() {
      return process.port();
    }

    /** Returns the URL of the server, or of a proxy in front of it, at this port. */
    String baseUrl(int port) {
      return "https://" + HOST + ":" + port;
    }

    @Override
    public void close() throws IOException {
      process.close();
    }
  }

  static Started start(Path folder, String protocol) throws IOException {
    Path trust = folder.resolve("trust-" + protocol.replace('/', '-') + ".jks");
    ServerProcess process = ServerProcess.start(512, TlsServer.class, protocol, trust.toString());
    return new Started(
        process,
        List.of(
            "-Djavax.net.ssl.trustStore=" + trust,
            "-Djavax.net.ssl.trustStorePassword=" + new String(PASSWORD)));
  }

  /** Arguments: the best protocol that it speaks, the trust store to write. */
  public static void main(String[] args) throws Exception {
    HeldCertificate certificate =
        new HeldCertificate.Builder().commonName(HOST).addSubjectAlternativeName(HOST).build();
    writeTrust(certificate, Path.of(args[1]));
    byte[] answer = Answers.SAMPLE.bytes();
    MockWebServer server = new MockWebServer();
    server.setServerSocketFactory(new WithoutDelay());
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .build()
            .sslSocketFactory());
    server.setProtocols(
        args[0].equals(HTTP_2)
            ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1)
            : List.of(Protocol.HTTP_1_1));
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(new Buffer().write(answer))
                .build();
          }
        });
    server.start(InetAddress.getLoopbackAddress(), 0);
    forgetRequests(server);
    ServerProcess.serveUntilParentEnds(server.getPort());
    System.exit(0);
  }

  /** Discards recorded requests, all of which the server would keep. */
  private static void forgetRequests(MockWebServer server) {
    Thread forgetting =
        new Thread(
            () -> {
              try {
                while (true) {
                  server.takeRequest();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    forgetting.setDaemon(true);
    forgetting.start();
  }

  /** Keeps the system's certificates, since reading them is part of a first call. */
  private static void writeTrust(HeldCertificate certificate, Path file)
      throws IOException, GeneralSecurityException {
    KeyStore trust = KeyStore.getInstance("JKS");
    Path system = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    try (InputStream in = Files.newInputStream(system)) {
      trust.load(in, PASSWORD);
    }
    trust.setCertificateEntry("benchmarks", certificate.certificate());
    try (OutputStream out = Files.newOutputStream(file)) {
      trust.store(out, PASSWORD);
    }
  }

  /**
   * Otherwise the second packet of each answer waits 40 ms for a delayed acknowledgement of the
   * first.
   */
  private static final class WithoutDelay extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new ServerSocket() {
        @Override
        public Socket accept() throws IOException {
          Socket accepted = super.accept();
          accepted.setTcpNoDelay(true);
          return accepted;
        }
      };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
      throw new UnsupportedOperationException();
    }
  }
}
