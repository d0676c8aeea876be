package org.trackerapi.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.trackerapi.client.TrackerClient;
import org.trackerapi.client.model.ListRequest;
import org.trackerapi.client.model.ReadRequest;
import org.trackerapi.spec.Contract;
import org.trackerapi.spec.Fixtures;

/**
 * Compares a call of the Java client, from model to model, with a bare {@link HttpClient} that
 * sends the same bytes over loopback and keeps the answer as bytes. The two take turns call by
 * call, so that whatever else the machine does meets both.
 */
public final class ClientComparison implements AutoCloseable {
  private static final String HASH = Fixtures.hashOf("master").orElseThrow();
  private static final PrintStream OUT = System.out;

  private final boolean list;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Javalin server;
  private final TrackerClient client;
  private final HttpRequest request;

  /**
   * Starts a server that gives the contract's example as answer to every request.
   *
   * @param trackers 0 for {@code tracker/read}, else how many {@code tracker/list} answers
   */
  ClientComparison(int trackers) throws JsonProcessingException {
    list = trackers > 0;
    String path = list ? "/tracker/list" : "/tracker/read";
    byte[] answer = answer(trackers);
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.port = 0;
                  config.routes.post(
                      path,
                      ctx -> {
                        ctx.bodyAsBytes(); // what is left unread costs the connection
                        ctx.contentType("application/json").result(answer);
                      });
                })
            .start();
    String url = "http://127.0.0.1:" + server.port();
    client = TrackerClient.builder().baseUrl(url).hash(HASH).build();
    String body = "{\"hash\":\"" + HASH + "\"" + (list ? "}" : ",\"tracker_id\":123456}");
    request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)))
            .build();
  }

  private static byte[] answer(int trackers) throws JsonProcessingException {
    JsonNode examples =
        Contract.action(trackers > 0 ? "list" : "read").orElseThrow().answerExamples();
    ObjectNode answer = examples.iterator().next().get("value").deepCopy();
    if (trackers > 0) {
      ArrayNode list = (ArrayNode) answer.get("list");
      while (list.size() < trackers) {
        list.add(list.get(0));
      }
    }
    return new ObjectMapper().writeValueAsBytes(answer);
  }

  /** Calls with the client: request and answer are models. */
  Object client() {
    return list
        ? client.trackerList(new ListRequest())
        : client.trackerRead(new ReadRequest().trackerId(123456));
  }

  /** Calls with a bare {@link HttpClient}: request and answer are bytes. */
  byte[] bare() throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  @Override
  public void close() {
    server.stop();
  }

  /**
   * Measures both calls.
   *
   * @param args none
   */
  public static void main(String[] args) throws Exception {
    OUT.println("| call | client µs | bare µs | ratio |");
    OUT.println("|---|---|---|---|");
    measure("`read`", 0, 10_000);
    measure("`list` of 2,500", 2_500, 500);
  }

  private static void measure(String name, int trackers, int calls) throws Exception {
    try (ClientComparison comparison = new ClientComparison(trackers)) {
      long[] client = new long[calls];
      long[] bare = new long[calls];
      for (int i = -calls; i < calls; i++) { // the first half warms up
        long clientTime = time(comparison::client);
        long bareTime = time(comparison::bare);
        if (i >= 0) {
          client[i] = clientTime;
          bare[i] = bareTime;
        }
      }
      double clientMedian = median(client);
      double bareMedian = median(bare);
      OUT.printf(
          "| %s | %,.0f | %,.0f | %.2f |%n",
          name, clientMedian, bareMedian, clientMedian / bareMedian);
    }
  }

  private static long time(Callable<Object> call) throws Exception {
    long start = System.nanoTime();
    call.call();
    return System.nanoTime() - start;
  }

  private static double median(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1_000.0;
  }
}
