package dev.chatcontract.conformance.runner;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;
import okhttp3.HttpUrl;

/**
 * Changes the URL in each request line between OkHttp and the network: the client signs after all
 * interceptors, so no interceptor could break the signature.
 */
final class BrokenRequestLine extends SocketFactory {
  private static final String METHOD = "POST ";
  private static final String VERSION = " HTTP/1.1\r\n";

  private final UnaryOperator<HttpUrl> change;

  BrokenRequestLine(UnaryOperator<HttpUrl> change) {
    this.change = change;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public OutputStream getOutputStream() throws IOException {
        return new Lines(super.getOutputStream());
      }
    };
  }

  /** OkHttp writes the head of a request in one piece, and no body starts like a request line. */
  private final class Lines extends FilterOutputStream {
    Lines(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
      int end = text.indexOf(VERSION);
      if (text.startsWith(METHOD + "/") && end > 0) {
        HttpUrl url =
            change.apply(HttpUrl.get("http://server" + text.substring(METHOD.length(), end)));
        text = METHOD + url.encodedPath() + "?" + url.encodedQuery() + text.substring(end);
      }
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }
}
