package org.trackerapi.mock;

import wiremock.org.eclipse.jetty.http.BadMessageException;
import wiremock.org.eclipse.jetty.io.Connection;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.server.Connector;
import wiremock.org.eclipse.jetty.server.HttpChannelOverHttp;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;
import wiremock.org.eclipse.jetty.server.HttpConnection;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;

/** Refuses what is no HTTP request with a status of the contract, where Jetty has many. */
final class ContractConnections extends HttpConnectionFactory {
  ContractConnections(HttpConfiguration configuration) {
    super(configuration);
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    HttpConnection connection =
        new HttpConnection(getHttpConfiguration(), connector, endPoint, false) {
          @Override
          protected HttpChannelOverHttp newHttpChannel() {
            return new Channel(this, connector, getHttpConfiguration(), getEndPoint());
          }
        };
    return configure(connection, connector, endPoint);
  }

  /** Reads one connection. */
  private static final class Channel extends HttpChannelOverHttp {
    Channel(
        HttpConnection connection,
        Connector connector,
        HttpConfiguration configuration,
        EndPoint endPoint) {
      super(connection, connector, configuration, endPoint, connection);
    }

    @Override
    public void badMessage(BadMessageException failure) {
      int status = ContractErrorPages.page(failure.getCode(), false).status();
      super.badMessage(new BadMessageException(status, failure.getReason(), failure));
    }
  }
}
