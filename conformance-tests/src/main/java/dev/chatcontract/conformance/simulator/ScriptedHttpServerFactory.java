package dev.chatcontract.conformance.simulator;

import com.github.tomakehurst.wiremock.core.FaultInjector;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty.JettyFaultInjectorFactory;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpUtils;
import com.github.tomakehurst.wiremock.servlet.FaultInjectorFactory;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.net.Socket;
import java.util.EnumSet;
import wiremock.jakarta.servlet.DispatcherType;
import wiremock.jakarta.servlet.Filter;
import wiremock.jakarta.servlet.FilterChain;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.ServletRequest;
import wiremock.jakarta.servlet.ServletResponse;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.servlet.FilterHolder;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;

/**
 * WireMock's own server with two parts exchanged: a query that cannot be decoded gets the API's
 * answer instead of a stack trace, and its connection-reset fault plays the {@link WireScript} that
 * the answer carries.
 *
 * <p>WireMock has four fixed faults and no way to say what bytes to write; this is the seam through
 * which all others come.
 */
final class ScriptedHttpServerFactory implements HttpServerFactory {
  /** Name under which an answer carries its script among the transformer parameters. */
  static final String SCRIPT = "wireScript";

  /** Answers a request whose query WireMock itself would fail on. */
  interface Undecodable {
    /** Returns the JSON to answer with. */
    byte[] answer(String method, String target, byte[] body);
  }

  private final Pauses pauses;
  private final Undecodable undecodable;

  ScriptedHttpServerFactory(Pauses pauses, Undecodable undecodable) {
    this.pauses = pauses;
    this.undecodable = undecodable;
  }

  @Override
  public String getName() {
    return "chat-contract-http-server";
  }

  @Override
  public HttpServer buildHttpServer(
      Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
    FaultInjectorFactory scripts = this::injector;
    Filter decodable = this::refuseUndecodable;
    return new Jetty11HttpServer(options, admin, stubs) {
      @Override
      protected void decorateMockServiceContextAfterConfig(ServletContextHandler context) {
        context.setAttribute(JettyFaultInjectorFactory.class.getName(), scripts);
        context.addFilter(new FilterHolder(decodable), "/*", EnumSet.of(DispatcherType.REQUEST));
      }
    };
  }

  /** WireMock decodes every query before any extension is asked, and answers 500 when it cannot. */
  private void refuseUndecodable(
      ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    String query = http.getQueryString();
    String target = http.getRequestURI() + "?" + query;
    if (query == null || query.indexOf('%') < 0 || Query.of(target).undecodable() == null) {
      chain.doFilter(request, response);
      return;
    }
    byte[] body = http.getInputStream().readAllBytes();
    byte[] answer = undecodable.answer(http.getMethod(), target, body);
    response.setContentType("application/json");
    response.setContentLength(answer.length);
    response.getOutputStream().write(answer);
  }

  private FaultInjector injector(HttpServletRequest request, HttpServletResponse response) {
    ServeEvent event = (ServeEvent) request.getAttribute(ServeEvent.ORIGINAL_SERVE_EVENT_KEY);
    WireScript script =
        (WireScript) event.getResponseDefinition().getTransformerParameters().get(SCRIPT);
    Jetty11HttpUtils jetty = new Jetty11HttpUtils();
    Socket socket = jetty.socket(jetty.unwrapResponse(response));
    return new ScriptPlayer(script, socket, pauses);
  }
}
