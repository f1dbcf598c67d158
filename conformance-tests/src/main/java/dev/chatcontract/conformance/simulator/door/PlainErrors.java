package dev.chatcontract.conformance.simulator.door;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chatcontract.conformance.simulator.log.Watchers;
import java.io.IOException;
import java.nio.ByteBuffer;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.http.HttpStatus;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;

/**
 * Answers what is not HTTP, or is more than the server accepts, with a status and one line of plain
 * text.
 */
public final class PlainErrors extends ErrorHandler {
  private static final String PLAIN = "text/plain;charset=us-ascii";

  private final Watchers watchers;

  public PlainErrors(Watchers watchers) {
    this.watchers = watchers;
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    base.setHandled(true);
    write(response, response.getStatus(), HttpStatus.getMessage(response.getStatus()));
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    watchers.refused("-", "-", status, "not HTTP that is served here: " + reason);
    fields.put(HttpHeader.CONTENT_TYPE, PLAIN);
    return ByteBuffer.wrap(line(status, HttpStatus.getMessage(status)));
  }

  /**
   * Rejects a request and closes its connection, since the rest of its body may still be on its
   * way.
   */
  static void write(HttpServletResponse response, int status, String reason) throws IOException {
    byte[] line = line(status, reason);
    response.setStatus(status);
    response.setContentType(PLAIN);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Connection", "close");
    response.setContentLength(line.length);
    response.getOutputStream().write(line);
  }

  private static byte[] line(int status, String reason) {
    return (status + " " + reason + "\n").getBytes(US_ASCII);
  }
}
