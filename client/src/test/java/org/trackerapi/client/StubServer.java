package org.trackerapi.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as a test tells it to, and remembers what it was asked. */
final class StubServer implements AutoCloseable {
  /** What a server does with a request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** What a server was asked; the port of the client tells connections apart. */
  record Request(String path, String body, Map<String, List<String>> headers, int clientPort) {}

  final List<Request> requests = new CopyOnWriteArrayList<>();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private StubServer(Answer answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(
              new Request(
                  exchange.getRequestURI().getPath(),
                  body,
                  Map.copyOf(exchange.getRequestHeaders()),
                  exchange.getRemoteAddress().getPort()));
          try (exchange) {
            answer.to(exchange);
          }
        });
    server.start();
  }

  /** Starts a server that does the same with every request. */
  static StubServer doing(Answer answer) {
    return new StubServer(answer);
  }

  /** Starts a server with these answers, one after the other; the last one stays. */
  static StubServer answering(Answer... answers) {
    List<Answer> left = new CopyOnWriteArrayList<>(answers);
    return new StubServer(
        exchange -> (left.size() > 1 ? left.remove(0) : left.get(0)).to(exchange));
  }

  /** Returns an answer with a JSON body; header names and values alternate. */
  static Answer json(int status, String body, String... headers) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** Returns an answer with an error of the API. */
  static Answer error(int status, int number) {
    return json(
        status,
        "{\"success\":false,\"status\":{\"code\":%d,\"description\":\"Refused\"}}"
            .formatted(number));
  }

  /** Returns the answer that has nothing more to say than success. */
  static Answer success() {
    return json(200, "{\"success\":true}");
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api-v2";
  }

  /** Returns a client of this server that never repeats a call. */
  TrackerClient.Builder client() {
    return TrackerClient.builder().baseUrl(url()).retry(RetryPolicy.NONE);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
