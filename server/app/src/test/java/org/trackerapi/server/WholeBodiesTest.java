package org.trackerapi.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WholeBodiesTest {
  private static final int LONGEST = 10;
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  /** Answers with the body that it was given. */
  private static final class Echo extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      try {
        String body = Content.Source.asString(request, UTF_8);
        response.write(true, UTF_8.encode("got " + body), callback);
      } catch (IOException e) {
        Response.writeError(request, response, callback, 400);
      }
      return true;
    }
  }

  @BeforeEach
  void start() throws Exception {
    WholeBodies bodies = new WholeBodies(LONGEST);
    bodies.setHandler(new Echo());
    connector.setIdleTimeout(300);
    server.addConnector(connector);
    server.setHandler(bodies);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  private String answer(String headers, String sent) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
      socket.setSoTimeout(20_000);
      String head = "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + headers + "\r\n\r\n";
      socket.getOutputStream().write((head + sent).getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void aBodyThatStaysAwayEndsWithTheIdleTimeout() throws IOException {
    assertThat(answer("Content-Length: 5", "ab")).startsWith("HTTP/1.1 400");
    assertThat(answer("Transfer-Encoding: chunked", "2\r\nab\r\n")).startsWith("HTTP/1.1 400");
  }

  @Test
  void wholeBodiesArePassedOnAlsoLongOnes() throws IOException {
    String longer = "x".repeat(3 * LONGEST);
    assertThat(answer("Content-Length: 5", "abcde")).endsWith("got abcde");
    assertThat(answer("Content-Length: " + longer.length(), longer)).endsWith("got " + longer);
    assertThat(answer("Transfer-Encoding: chunked", "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"))
        .contains("got abc");
    assertThat(answer("Content-Length: 0", "")).contains("got ");
  }
}
