package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.behaviour.fleet.FleetFile;
import org.trackerapi.server.ServerOptions;
import org.trackerapi.server.TrackerServer;

/** What stock WireMock answers with status 500 and class names, or with HTML. */
class HostileInputTest {
  private static final String REQUEST =
      "GET "
          + HostileRequest.PATH
          + "?hash=a6aa75587e5c59c32d347da438505fc3&tracker_id=123456 HTTP/1.1\r\nHost: a\r\n";

  private static TrackerServer server;
  private static TrackerMock simulation;
  private static TrackerMock examples;

  @BeforeAll
  static void start() {
    World world = new World(FleetFile.fixture(), WorldClock.realTime());
    server = TrackerServer.start(world, ServerOptions.onFreePort());
    simulation = TrackerMock.start();
    examples = TrackerMock.builder().examplesOnly().start();
  }

  @AfterAll
  static void stop() {
    server.close();
    simulation.close();
    examples.close();
  }

  private static String check(int port, byte[] request) throws IOException {
    String response = Wire.send(port, request);
    assertThat(response).startsWith("HTTP/1.1 ").contains("Access-Control-Allow-Origin: *");
    String body = response.substring(response.indexOf("\r\n\r\n") + 4);
    assertThat(body)
        .startsWith("{\"success\":")
        .doesNotContain("Exception", "wiremock", "jetty", "<");
    assertThat(response.substring(9, 12)).isNotEqualTo("500");
    return response.substring(9, 12) + " " + body;
  }

  @TestFactory
  Stream<DynamicTest> isAnsweredAsByTheServer() {
    return HostileRequest.all().stream()
        .map(
            hostile ->
                dynamicTest(
                    hostile.name(),
                    () ->
                        assertThat(check(simulation.port(), hostile.bytes()))
                            .isEqualTo(answer(Wire.send(server.port(), hostile.bytes())))));
  }

  private static String answer(String response) {
    return response.substring(9, 12) + " " + response.substring(response.indexOf("\r\n\r\n") + 4);
  }

  @TestFactory
  Stream<DynamicTest> isAnsweredInTheContractsShapeByTheExamples() {
    return HostileRequest.all().stream()
        .map(hostile -> dynamicTest(hostile.name(), () -> check(examples.port(), hostile.bytes())));
  }

  @Test
  void isStillThereInTheJournal() throws IOException {
    try (TrackerMock mock = TrackerMock.start()) {
      for (HostileRequest hostile : HostileRequest.all()) {
        Wire.send(mock.port(), hostile.bytes());
      }

      String all = Http.get(mock.rootUrl() + "/__admin/requests").body();
      String count =
          Http.postJson(mock.rootUrl() + "/__admin/requests/count", "{\"method\":\"POST\"}").body();

      assertThat(Http.json(all).at("/meta/total").asInt()).isGreaterThan(40);
      assertThat(Http.json(count).get("count").asInt()).isGreaterThan(30);
    }
  }

  @Test
  void isRefusedOutsideTheBasePathToo() throws IOException {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    String klingon = "Content-Type: application/json; charset=klingon\r\n";
    String chunked = " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n";
    assertThat(Http.get(simulation.rootUrl() + "/other").statusCode()).isEqualTo(404);
    for (String path : List.of("/other", "/__admin/mappings", "/__admin/requests/count")) {
      assertThat(check(simulation.port(), Wire.post(path, klingon, body))).contains("\"code\":5,");
      byte[] broken = ("POST " + path + chunked).getBytes(StandardCharsets.UTF_8);
      assertThat(check(simulation.port(), broken)).contains("\"code\":5,");
    }
  }

  @Test
  void callersThatSendNothingMoreHoldNobodyUp() throws IOException {
    List<Socket> idle = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Socket socket = new Socket("127.0.0.1", simulation.port());
      OutputStream out = socket.getOutputStream();
      String head =
          i % 2 == 0 ? "POST " : "POST " + HostileRequest.PATH + " HTTP/1.1\r\nHost: a\r\n";
      out.write(
          (head + (i % 2 == 0 ? "" : "Content-Length: 9\r\n\r\n{"))
              .getBytes(StandardCharsets.UTF_8));
      idle.add(socket);
    }

    assertThat(Wire.send(simulation.port(), REQUEST + "Connection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
    for (Socket socket : idle) {
      socket.close();
    }
  }

  @Test
  void severalRequestsInOneGoAreAnsweredInOrder() throws IOException {
    String unknown = REQUEST.replace("123456", "111333");

    String all =
        Wire.send(
            simulation.port(),
            REQUEST + "\r\n" + unknown + "\r\n" + REQUEST + "Connection: close\r\n\r\n");

    assertThat(all.split("HTTP/1.1 ", -1)).hasSize(4);
    assertThat(all).containsSubsequence("HTTP/1.1 200", "\"code\":201", "HTTP/1.1 200");
  }
}
