package dev.chatcontract.conformance.simulator.door;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import java.util.function.Function;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.Server;

/**
 * WireMock's own server without its servlets, which are its admin API, its files and its parsing of
 * requests. {@link FrontHandler} replaces them.
 */
public final class SimulatorHttpServerFactory implements HttpServerFactory {
  private final Function<StubRequestHandler, FrontHandler> front;
  private final PlainErrors errors;

  public SimulatorHttpServerFactory(
      Function<StubRequestHandler, FrontHandler> front, PlainErrors errors) {
    this.front = front;
    this.errors = errors;
  }

  @Override
  public String getName() {
    return "chat-contract-http-server";
  }

  @Override
  public HttpServer buildHttpServer(
      Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
    return new Jetty11HttpServer(options, admin, stubs) {
      @Override
      protected Handler createHandler(
          Options unused, AdminRequestHandler unreachable, StubRequestHandler api) {
        return front.apply(api);
      }

      @Override
      protected void applyAdditionalServerConfiguration(Server server, Options unused) {
        server.setErrorHandler(errors);
      }
    };
  }
}
