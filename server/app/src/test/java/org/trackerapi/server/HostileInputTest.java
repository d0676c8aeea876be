package org.trackerapi.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.behaviour.fleet.FleetFile;
import org.trackerapi.spec.Contract;
import org.trackerapi.spec.Fixtures;

/** Sends bytes that no client library would send. */
class HostileInputTest {
  private static final String HASH = Fixtures.hashOf("master").orElseThrow();
  private static TrackerServer server;

  @BeforeAll
  static void start() {
    World world = new World(FleetFile.fixture(), WorldClock.realTime());
    server = TrackerServer.start(world, ServerOptions.onFreePort());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Arguments is(String what, String error, String request) {
    return Arguments.of(what, error, request);
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  }

  private static String post(String headers, String body) {
    return "POST /api-v2/tracker/read HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        + headers
        + "Content-Length: "
        + body.getBytes(ISO_8859_1).length
        + "\r\n\r\n"
        + body;
  }

  private static String json(String body) {
    return post("Content-Type: application/json\r\n", body);
  }

  private static String form(String body) {
    return post("Content-Type: application/x-www-form-urlencoded\r\n", body);
  }

  static Stream<Arguments> requests() {
    String read = "/api-v2/tracker/read";
    String ok = "{\"hash\":\"" + HASH + "\",\"tracker_id\":123456}";
    return Stream.of(
        is("a bad escape in the path", "WRONG_REQUEST_FORMAT", get("/api-v2/tracker/%zz")),
        is("a NUL in the path", "WRONG_REQUEST_FORMAT", get("/api-v2/tracker/%00")),
        is("a path that climbs", "", get("/api-v2/../../etc/passwd")),
        is("an escaped slash", "WRONG_HANDLER", get("/api-v2/tracker%2fread")),
        is("a path parameter", "WRONG_HANDLER", get("/api-v2/tracker/read;x=1")),
        is("two slashes", "WRONG_HANDLER", get("/api-v2//tracker/read")),
        is("invalid UTF-8 in the path", "WRONG_HANDLER", get("/api-v2/%ff%fe")),
        is("a dot segment", "WRONG_HANDLER", get("/api-v2/tracker/%2e%2e/x")),
        is("a path outside the base path", "WRONG_HANDLER", get("/favicon.ico")),
        is(
            "a raw blank in the query",
            "WRONG_REQUEST_FORMAT",
            get(read + "?labels=[\"a\", \"b\"]")),
        is(
            "a whole address of another host",
            "",
            get("http://example.com" + read + "?hash=" + HASH + "&tracker_id=123456")),
        is("a bad escape in the query", "", get(read + "?hash=" + HASH + "&tracker_id=%zz")),
        is(
            "raw brackets and quotes",
            "",
            get("/api-v2/tracker/list?hash=" + HASH + "&labels=[\"x\"]")),
        is("raw braces", "INVALID_PARAMETERS", get(read + "?hash=" + HASH + "&tracker_id={1}")),
        is("headers without end", "TOO_LARGE_REQUEST", get(read + "?x=" + "a".repeat(300_000))),
        is(
            "an unknown method",
            "WRONG_METHOD",
            "FOO " + read + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
        is(
            "TRACE",
            "WRONG_METHOD",
            "TRACE " + read + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
        is("no HTTP at all", "WRONG_REQUEST_FORMAT", "hello\r\n\r\n"),
        is("no host", "WRONG_REQUEST_FORMAT", "GET " + read + " HTTP/1.1\r\n\r\n"),
        is("an unknown HTTP version", "", "GET " + read + " HTTP/9.9\r\nHost: a\r\n\r\n"),
        is(
            "a header without colon",
            "WRONG_REQUEST_FORMAT",
            "GET " + read + " HTTP/1.1\r\nHost: a\r\nnocolon\r\n\r\n"),
        is(
            "two lengths",
            "WRONG_REQUEST_FORMAT",
            "POST "
                + read
                + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        is(
            "a length that is none",
            "WRONG_REQUEST_FORMAT",
            "POST " + read + " HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\nab"),
        is(
            "bad chunks",
            "WRONG_REQUEST_FORMAT",
            "POST "
                + read
                + " HTTP/1.1\r\n"
                + "Host: a\r\n"
                + "Connection: close\r\n"
                + "Transfer-Encoding: chunked\r\n"
                + "Content-Type: application/json\r\n\r\n"
                + "zz\r\n"
                + "{}\r\n"
                + "0\r\n\r\n"),
        is(
            "an unknown transfer coding",
            "",
            "POST "
                + read
                + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: foo\r\n\r\n"),
        is(
            "an unknown charset",
            "WRONG_REQUEST_FORMAT",
            post("Content-Type: application/json; charset=klingon\r\n", ok)),
        is("an empty charset", "", post("Content-Type: application/json; charset=\r\n", ok)),
        is("multipart without boundary", "", post("Content-Type: multipart/form-data\r\n", "x")),
        is(
            "a plain body declared gzip",
            "",
            post("Content-Type: application/json\r\nContent-Encoding: gzip\r\n", ok)),
        is("a content type that is none", "", post("Content-Type: ;;;/=\r\n", ok)),
        is("no content type", "", post("", ok)),
        is("broken JSON", "WRONG_REQUEST_FORMAT", json("{\"hash\": ")),
        is("JSON that is a list", "WRONG_REQUEST_FORMAT", json("[1]")),
        is("JSON that is a number", "WRONG_REQUEST_FORMAT", json("1")),
        is("JSON null", "WRONG_REQUEST_FORMAT", json("null")),
        is("something behind the JSON", "WRONG_REQUEST_FORMAT", json(ok + "x")),
        is("invalid UTF-8 in JSON", "WRONG_REQUEST_FORMAT", json("{\"hash\":\"\u00ff\u00fe\"}")),
        is(
            "very deep JSON",
            "WRONG_REQUEST_FORMAT",
            json("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")),
        is(
            "a number beyond all bounds",
            "INVALID_PARAMETERS",
            json("{\"hash\":\"" + HASH + "\",\"tracker_id\":1e400}")),
        is(
            "a number of many digits",
            "",
            json("{\"hash\":\"" + HASH + "\",\"tracker_id\":" + "9".repeat(5_000) + "}")),
        is("NaN", "WRONG_REQUEST_FORMAT", json("{\"hash\":\"" + HASH + "\",\"tracker_id\":NaN}")),
        is("a hash that is an object", "WRONG_HASH", json("{\"hash\":{\"a\":1},\"tracker_id\":1}")),
        is(
            "a hash that is a list",
            "WRONG_HASH",
            json("{\"hash\":[\"" + HASH + "\"],\"tracker_id\":1}")),
        is(
            "a control character in the hash",
            "WRONG_HASH",
            json("{\"hash\":\"\\u0000" + HASH + "\",\"tracker_id\":1}")),
        is("a stray percent in a form", "", form("hash=" + HASH + "&tracker_id=%")),
        is("invalid UTF-8 in a form", "", form("hash=" + HASH + "&tracker_id=%ff")),
        is("a form without names", "WRONG_HASH", form("=&=&&&")),
        is("an empty body", "WRONG_HASH", json("")),
        is(
            "a header that is no hash",
            "WRONG_HASH",
            "GET "
                + read
                + "?tracker_id=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: NVX"
                + HASH
                + "\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void hostileBytesGetAnErrorOfTheContract(String what, String error, String request)
      throws IOException {
    String answer = exchange(request.getBytes(ISO_8859_1));
    assertThat(answer).startsWith("HTTP/1.1 ");
    String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(head)
        .containsIgnoringCase("Content-Type: application/json; charset=utf-8")
        .containsIgnoringCase("Access-Control-Allow-Origin: *")
        .doesNotContainIgnoringCase("Server:");
    assertThat(body)
        .doesNotContain("<", "Exception", "org.", "java.", "jetty", "Jetty", "\tat ")
        .startsWith("{\"success\":");
    JsonNode json = new ObjectMapper().readTree(body);
    if (!json.get("success").asBoolean()) {
      int code = json.at("/status/code").intValue();
      assertThat(Contract.errors().byNumber(code)).isPresent();
      assertThat(code).as("never an unexpected error").isNotEqualTo(6);
    }
    if (!error.isEmpty()) {
      assertThat(json.at("/status/code").intValue())
          .as(body)
          .isEqualTo(Contract.errors().byName(error).orElseThrow().number());
    }
  }

  @Test
  void clientsWhoSendSlowlyKeepNobodyWaiting() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 250; i++) {
        Socket socket = new Socket("127.0.0.1", server.port());
        slow.add(socket);
        byte[] whole = json("{\"hash\":\"" + HASH + "\",\"tracker_id\":1}").getBytes(UTF_8);
        socket.getOutputStream().write(whole, 0, whole.length - 5);
      }
      assertThat(exchange(json("{\"hash\":\"" + HASH + "\",\"tracker_id\":1}").getBytes(UTF_8)))
          .contains("\"success\":false");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aBodyOfManyMegabytesIsTooLargeAndTheServerGoesOn() throws IOException {
    String answer = exchange(json("x".repeat(20_000_000)).getBytes(ISO_8859_1));
    assertThat(answer).contains("\"code\":9");
    assertThat(exchange(get("/health").getBytes(UTF_8))).startsWith("HTTP/1.1 200");
  }

  /** Sends bytes and reads until the server closes; a server may close before it has read all. */
  private static String exchange(byte[] request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
      } catch (SocketException e) {
        // The server has answered and closed already; its answer is what counts.
      }
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
