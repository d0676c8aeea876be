package org.trackerapi.mock;

import com.github.tomakehurst.wiremock.common.JettySettings;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import java.util.List;
import java.util.function.Supplier;
import wiremock.org.eclipse.jetty.io.NetworkTrafficListener;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;

/** Puts the gate in front of WireMock's handlers, and the contract's errors in place of pages. */
final class GatedServer implements HttpServerFactory {
  private final Supplier<Gate> gates;

  GatedServer(Supplier<Gate> gates) {
    this.gates = gates;
  }

  @Override
  public HttpServer buildHttpServer(
      Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
    // WireMock makes its handlers in a constructor, so the gate comes from outside.
    Gate gate = gates.get();
    return new Jetty11HttpServer(options, admin, stubs) {
      @Override
      protected ServerConnector createHttpConnector(
          String address, int port, JettySettings settings, NetworkTrafficListener listener) {
        ServerConnector connector = super.createHttpConnector(address, port, settings, listener);
        HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
        connector.setConnectionFactories(
            List.of(new ContractConnections(http.getHttpConfiguration())));
        return connector;
      }

      @Override
      protected Handler createHandler(
          Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        jettyServer.setErrorHandler(new ContractErrorPages(null));
        gate.setHandler(super.createHandler(options, admin, stubs));
        return gate;
      }

      @Override
      protected void decorateMockServiceContextAfterConfig(ServletContextHandler context) {
        ErrorHandler notFound = context.getErrorHandler();
        context.setErrorHandler(new ContractErrorPages(notFound));
      }

      @Override
      protected void decorateAdminServiceContextAfterConfig(ServletContextHandler context) {
        context.setErrorHandler(new ContractErrorPages(null));
      }
    };
  }
}
