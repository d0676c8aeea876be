package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What stock WireMock answers with status 500 and class names, or with HTML. */
class HostileInputTest {
  private static final String PATH = "/api-v2/tracker/read";
  private static final String JSON =
      "{\"hash\":\"a6aa75587e5c59c32d347da438505fc3\",\"tracker_id\":123456}";
  private static final String FORM = "hash=a6aa75587e5c59c32d347da438505fc3&tracker_id=123456";

  private static TrackerMock simulation;
  private static TrackerMock examples;

  @BeforeAll
  static void start() {
    simulation = TrackerMock.start();
    examples = TrackerMock.builder().examplesOnly().start();
  }

  @AfterAll
  static void stop() {
    simulation.close();
    examples.close();
  }

  /** A request, and the number that the simulation answers; 0 for success. */
  private record Hostile(String name, byte[] request, int code) {
    static Hostile post(String name, String headers, String body, int code) throws IOException {
      return new Hostile(
          name, Wire.post(PATH, headers, body.getBytes(StandardCharsets.UTF_8)), code);
    }

    static Hostile raw(String name, String request, int code) {
      return new Hostile(name, request.getBytes(StandardCharsets.ISO_8859_1), code);
    }
  }

  private static List<Hostile> requests() throws IOException {
    String form = "Content-Type: application/x-www-form-urlencoded\r\n";
    String get = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    String chunked =
        "POST "
            + PATH
            + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n";
    List<Hostile> requests = new ArrayList<>();
    for (String charset : List.of("klingon", "\"\"", "%", "utf-8; charset=nothing")) {
      String type = "Content-Type: application/json; charset=" + charset + "\r\n";
      requests.add(Hostile.post("charset " + charset, type, JSON, -1));
    }
    requests.add(Hostile.post("no boundary", "Content-Type: multipart/form-data\r\n", "x", -1));
    requests.add(Hostile.post("plain gzip", "Content-Encoding: gzip\r\n", JSON, 5));
    requests.add(
        new Hostile("cut gzip", Wire.post(PATH, "", new byte[] {0x1f, (byte) 0x8b, 8}), -1));
    requests.add(Hostile.post("stray percent", form, FORM + "&x=%", -1));
    requests.add(Hostile.post("percent and no digits", form, FORM + "&x=%zz", -1));
    requests.add(Hostile.post("escapes that are no UTF-8", form, FORM + "&x=%ff%fe", -1));
    requests.add(
        new Hostile(
            "bytes that are no UTF-8", Wire.post(PATH, form, new byte[] {'a', '=', -1}), -1));
    requests.add(
        Hostile.raw("stray percent in query", "GET " + PATH + "?" + FORM + "&x=%" + get, -1));
    requests.add(Hostile.raw("stray percent in path", "GET /api-v2/tracker/re%zzad" + get, -1));
    requests.add(Hostile.raw("climbing path", "GET /api-v2/../../etc/passwd" + get, -1));
    requests.add(Hostile.raw("no chunk size", chunked + "zz\r\n{}\r\n0\r\n\r\n", 5));
    requests.add(Hostile.raw("chunk that ends early", chunked + "ff\r\n{}", 5));
    requests.add(Hostile.raw("no HTTP", "GARBAGE\r\n\r\n", -1));
    requests.add(Hostile.raw("no host", "GET " + PATH + " HTTP/1.1\r\n\r\n", -1));
    requests.add(
        Hostile.raw(
            "length that is no number",
            "POST " + PATH + " HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n{}",
            -1));
    requests.add(Hostile.raw("strange method", "BREW " + PATH + get, 112));
    return requests;
  }

  @TestFactory
  Stream<DynamicTest> isAnsweredInTheContractsShapeByTheSimulation() throws IOException {
    return requests().stream()
        .map(hostile -> dynamicTest(hostile.name(), () -> check(simulation, hostile, true)));
  }

  @TestFactory
  Stream<DynamicTest> isAnsweredInTheContractsShapeByTheExamples() throws IOException {
    return requests().stream()
        .map(hostile -> dynamicTest(hostile.name(), () -> check(examples, hostile, false)));
  }

  private static void check(TrackerMock mock, Hostile hostile, boolean exactly) throws IOException {
    String response = Wire.send(mock.port(), hostile.request());

    assertThat(response).startsWith("HTTP/1.1 ");
    assertThat(response.substring(9, 12)).isNotEqualTo("500");
    String body = response.substring(response.indexOf("\r\n\r\n") + 4);
    assertThat(body).startsWith("{\"success\":");
    assertThat(body).doesNotContain("Exception", "wiremock", "jetty", "<");
    assertThat(response).contains("Access-Control-Allow-Origin: *");
    if (exactly && hostile.code() > 0) {
      assertThat(body).contains("\"code\":" + hostile.code() + ",");
    }
  }

  @Test
  void isStillThereInTheJournal() throws IOException {
    try (TrackerMock mock = TrackerMock.start()) {
      for (Hostile hostile : requests()) {
        Wire.send(mock.port(), hostile.request());
      }

      String all = Http.get(mock.rootUrl() + "/__admin/requests").body();
      String count =
          Http.postJson(mock.rootUrl() + "/__admin/requests/count", "{\"method\":\"POST\"}").body();

      assertThat(Http.json(all).at("/meta/total").asInt()).isGreaterThan(12);
      assertThat(Http.json(count).get("count").asInt()).isGreaterThan(8);
    }
  }

  @Test
  void outsideTheBasePathIsRefusedToo() {
    assertThat(Http.get(simulation.rootUrl() + "/other").statusCode()).isEqualTo(404);
    assertThat(
            Http.json(
                    Http.send(
                        "POST",
                        simulation.rootUrl() + "/other",
                        "{}",
                        "Content-Type",
                        "application/json; charset=klingon"))
                .at("/status/code")
                .asInt())
        .isEqualTo(5);
  }

  @Test
  void aBodyBeyondTheLimitIsTooLarge() throws IOException {
    byte[] body = new byte[1_048_577];

    String response = Wire.send(simulation.port(), Wire.post(PATH, "", body));

    assertThat(response).startsWith("HTTP/1.1 412 ").contains("\"code\":9,");
  }
}
