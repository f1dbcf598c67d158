package dev.chatcontract.conformance.simulator.door;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpUtils;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.chatcontract.conformance.simulator.log.Watchers;
import dev.chatcontract.conformance.wire.Pauses;
import dev.chatcontract.conformance.wire.ScriptPlayer;
import dev.chatcontract.conformance.wire.WireScript;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpField;
import wiremock.org.eclipse.jetty.http.HttpURI;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.AbstractHandler;

/**
 * The single entry point. It rejects requests that are not admitted, and turns all others into
 * requests that cannot break what handles them, the admin interface or the simulated API.
 */
public final class FrontHandler extends AbstractHandler {
  /** Name of the transformer parameter that holds an answer's script. */
  static final String SCRIPT = "wireScript";

  private static final String FETCH_SITE = "Sec-Fetch-Site";

  private final Gate gate;
  private final AdminApi admin;
  private final @Nullable Annex annex;
  private final StubRequestHandler api;
  private final Watchers watchers;
  private final Pauses pauses;

  public FrontHandler(
      Gate gate,
      AdminApi admin,
      @Nullable Annex annex,
      StubRequestHandler api,
      Watchers watchers,
      Pauses pauses) {
    this.gate = gate;
    this.admin = admin;
    this.annex = annex;
    this.api = api;
    this.watchers = watchers;
    this.pauses = pauses;
  }

  @Override
  public void handle(
      String path, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    base.setHandled(true);
    HttpURI uri = base.getHttpURI();
    String method = base.getMethod();
    String target = uri.getPathQuery() == null ? "" : uri.getPathQuery();
    String refusal =
        gate.refusal(
            headers(base, "Host"),
            uri.isAbsolute() ? uri.getAuthority() : null,
            headers(base, "Origin"),
            base.getHeader(FETCH_SITE));
    if (refusal != null) {
      refuse(base, response, 403, refusal);
      return;
    }
    // CONNECT would promise a tunnel; TRACE would repeat a signature to anyone who asked.
    if (method.equals("CONNECT") || method.equals("TRACE")) {
      refuse(base, response, 405, method + " is not served");
      return;
    }
    IncomingBody.read(
        base,
        new IncomingBody.Receiver() {
          @Override
          public void take(byte[] body) throws IOException {
            serve(base, response, method, target, body);
          }

          @Override
          public void refuse(int status) throws IOException {
            FrontHandler.this.refuse(base, response, status, "the body cannot be read");
          }
        });
  }

  private void serve(
      Request base, HttpServletResponse response, String method, String target, byte[] sent)
      throws IOException {
    byte[] body = sent;
    String encoding = base.getHeader("Content-Encoding");
    if (encoding != null && sent.length > 0) {
      if (!encoding.toLowerCase(Locale.ROOT).equals("gzip")) {
        refuse(base, response, 415, "a body may be sent plain or as gzip");
        return;
      }
      try {
        body = Gunzip.of(sent);
      } catch (IOException e) {
        refuse(base, response, 400, "the body is not gzip");
        return;
      } catch (Gunzip.TooLargeException e) {
        refuse(base, response, 413, "the body becomes too large");
        return;
      }
    }
    String path = base.getHttpURI().getPath();
    if (path != null && AdminApi.isAdmin(path)) {
      AdminAnswer answer =
          admin.answer(
              new AdminRequest(
                  method,
                  path,
                  base.getHeader("Content-Type"),
                  base.getHeader("Authorization"),
                  body));
      watchers.admin(method, path, answer.status(), answer.problem());
      write(response, answer.status(), answer.headers(), answer.body());
      return;
    }
    if (annex != null && path != null && annex.owns(path)) {
      visit(annex, base, response, method, path, body);
      return;
    }
    api.handle(
        new ApiRequest(method, target, headers(base), body),
        (unused, answer, attributes) -> respond(base, response, answer, attributes),
        null);
  }

  private static void visit(
      Annex annex,
      Request base,
      HttpServletResponse response,
      String method,
      String path,
      byte[] body)
      throws IOException {
    String query = base.getHttpURI().getQuery();
    annex.serve(
        new Annex.Visit(
            method,
            path,
            query == null ? "" : query,
            base.getHeader("Content-Type"),
            base.getHeader("Authorization"),
            body),
        new Annex.Reply() {
          @Override
          public void send(int status, List<Map.Entry<String, String>> headers, byte[] answer)
              throws IOException {
            write(response, status, headers, answer);
          }

          @Override
          public OutputStream stream(List<Map.Entry<String, String>> headers) throws IOException {
            write(response, 200, headers, null);
            response.flushBuffer();
            return response.getOutputStream();
          }
        });
  }

  private void respond(
      Request base, HttpServletResponse response, Response answer, Map<String, Object> attributes) {
    try {
      if (answer.getFault() != null) {
        ServeEvent event = (ServeEvent) attributes.get(ServeEvent.ORIGINAL_SERVE_EVENT_KEY);
        WireScript script =
            (WireScript) event.getResponseDefinition().getTransformerParameters().get(SCRIPT);
        Socket socket = new Jetty11HttpUtils().socket(base.getResponse());
        new ScriptPlayer(script, socket, pauses).play();
        return;
      }
      List<Map.Entry<String, String>> headers = new ArrayList<>();
      for (HttpHeader header : answer.getHeaders().all()) {
        header.values().forEach(value -> headers.add(Map.entry(header.key(), value)));
      }
      write(response, answer.getStatus(), headers, answer.getBody());
    } catch (IOException peerIsGone) {
      // The peer is gone.
    }
  }

  private static void write(
      HttpServletResponse response,
      int status,
      List<Map.Entry<String, String>> headers,
      byte @Nullable [] body)
      throws IOException {
    response.setStatus(status);
    headers.forEach(header -> response.addHeader(header.getKey(), header.getValue()));
    if (body != null && body.length > 0) {
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }

  private void refuse(Request base, HttpServletResponse response, int status, String reason)
      throws IOException {
    watchers.refused(base.getMethod(), base.getHttpURI().getPath(), status, reason);
    PlainErrors.write(response, status, reason);
  }

  private static List<String> headers(Request base, String name) {
    return Collections.list(base.getHeaders(name));
  }

  private static List<Map.Entry<String, String>> headers(Request base) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (HttpField field : base.getHttpFields()) {
      String value = field.getValue();
      headers.add(Map.entry(field.getName(), value == null ? "" : value));
    }
    return headers;
  }
}
