package dev.chatcontract.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers every request with the same bytes. */
final class RawServer implements AutoCloseable {
  private final ServerSocket socket;

  RawServer(String answer) throws IOException {
    socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> serve(answer.getBytes(StandardCharsets.UTF_8)), "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  private void serve(byte[] answer) {
    while (!socket.isClosed()) {
      try (Socket one = socket.accept();
          OutputStream out = one.getOutputStream()) {
        InputStream in = one.getInputStream();
        byte[] asked = new byte[8192];
        if (in.read(asked) > 0) {
          out.write(answer);
          out.flush();
          one.shutdownOutput();
          // Closing a socket with unread bytes resets it, and the answer may be lost.
          in.transferTo(OutputStream.nullOutputStream());
        }
      } catch (IOException e) {
        // Closed, or a connection without a request.
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
