package example;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.trackerapi.conformance.junit.TrackerApiConformance;
import org.trackerapi.conformance.profile.Profile;
import org.trackerapi.conformance.profile.ProfileFile;

/** A server that knows tracker/list so far, and claims no more than that. */
class MyTrackerServerTest extends TrackerApiConformance {
  private static final String HASH = "0123456789abcdef0123456789abcdee";
  private static HttpServer server;

  @BeforeAll
  static void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/tracker/list",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String request = body + exchange.getRequestURI().getRawQuery();
          boolean known = request.contains(HASH);
          String answer =
              known
                  ? "{\"success\": true, \"list\": []}"
                  : "{\"success\": false, \"status\": {\"code\": "
                      + (request.contains("hash") ? 4 : 3)
                      + ", \"description\": \"No\"}}";
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(known ? 200 : 400, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Override
  protected String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api";
  }

  @Override
  protected Profile profile() {
    String yaml =
        """
        format: 1
        hash: %s
        claims: [list/answer, list/once, list/tags, list/labels-none, list/form, list/query, list/3, list/4]
        """;
    return ProfileFile.parse(yaml.formatted(HASH), "profile", Map.of());
  }
}
