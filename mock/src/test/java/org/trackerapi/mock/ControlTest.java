package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.trackerapi.behaviour.WorldClock;

/** Every control endpoint keeps to its description, whatever it is sent. */
class ControlTest {
  private static final Instant INSTANT = Instant.parse("2026-11-02T12:47:13Z");
  private static final String HASH = "a6aa75587e5c59c32d347da438505fc3";

  @RegisterExtension
  static final TrackerMockExtension TRACKER =
      TrackerMockExtension.of(TrackerMock.builder().clock(WorldClock.frozen(INSTANT)));

  private static HttpResponse<String> control(String method, String path, String body) {
    return Http.send(method, TRACKER.mock().rootUrl() + "/__admin/tracker" + path, body);
  }

  /** What is sent to an endpoint, and the status of the answer. */
  private record Sent(String method, String path, String body, int status) {}

  private static List<Sent> right() {
    return List.of(
        new Sent("GET", "", null, 200),
        new Sent("GET", "/clock", null, 200),
        new Sent("GET", "/clock?hash=" + HASH, null, 200),
        new Sent("POST", "/clock", "{\"freeze\":true}", 200),
        new Sent("POST", "/clock?hash=" + HASH, "{\"speed\":60}", 200),
        new Sent("POST", "/snapshot", "{}", 200),
        new Sent("POST", "/snapshot", "{\"name\":\"a\"}", 200),
        new Sent("GET", "/snapshot", null, 200),
        new Sent("POST", "/restore", null, 200),
        new Sent("POST", "/restore", "{\"name\":\"none\"}", 404),
        new Sent("GET", "/world", null, 200),
        new Sent("GET", "/profile", null, 200),
        new Sent("GET", "/errors", null, 200),
        new Sent("GET", "/errors?action=output%2Fupdate", null, 200),
        new Sent("POST", "/fail", "{\"error\":7}", 200),
        new Sent("POST", "/fail?hash=" + HASH, "{\"action\":\"list\",\"error\":\"3\"}", 200),
        new Sent("GET", "/fail", null, 200),
        new Sent("DELETE", "/fail", null, 200),
        new Sent("POST", "/network", "{\"profile\":\"slow\",\"rate_limit\":5}", 200),
        new Sent("GET", "/network", null, 200),
        new Sent("POST", "/network?hash=" + HASH, "{\"rules\":[{\"faults\":[\"reset\"]}]}", 200),
        new Sent("DELETE", "/network", null, 200),
        new Sent("POST", "/reset", null, 200));
  }

  @Test
  void answersAsDescribed() {
    for (Sent sent : right()) {
      HttpResponse<String> response = control(sent.method(), sent.path(), sent.body());

      assertThat(response.statusCode())
          .as("%s: %s", sent, response.body())
          .isEqualTo(sent.status());
      check(sent.method(), sent.path(), response);
    }
  }

  private static void check(String method, String path, HttpResponse<String> response) {
    ControlChecker.check(method.toLowerCase(Locale.ROOT), path.replaceFirst("\\?.*", ""), response);
  }

  @TestFactory
  Stream<DynamicTest> refusesInOneSentence() {
    List<String[]> wrong =
        List.of(
            post("/clock", "{\"advance\":\"ten minutes\"}", "Expected a duration like PT10M"),
            post("/clock", "{\"advance\":\"-PT1M\"}", "Expected a duration from zero"),
            post("/clock", "{\"advance\":\"P9999999D\"}", "Expected to stay before the year"),
            post("/clock", "{\"speed\":-1}", "Expected a speed from 0"),
            post("/clock", "{\"speed\":\"fast\"}", "Expected a number as speed"),
            post("/clock", "{\"instant\":\"yesterday\"}", "Expected an instant like"),
            post("/clock", "{\"instant\":5}", "Expected an instant like"),
            post("/clock", "{\"freeze\":1}", "Expected true for freeze"),
            post("/clock", "{}", "Expected real, freeze, instant, speed or advance"),
            post("/clock", "{\"now\":1}", "Expected only the keys"),
            post("/clock", "nothing", "Expected one JSON object, got nothing"),
            post("/clock", "{\"real\":true} x", "Expected one JSON object"),
            post("/clock", "{\"real\":true,\"real\":true}", "Expected one JSON object"),
            post("/clock", "[".repeat(100_000), "[[[..."),
            post("/clock", "x".repeat(3_000_000), "xxx..."),
            post("/clock?hash=short", "{\"real\":true}", "Expected a hash of 32 hexadecimal"),
            post("/clock?hsah=" + HASH, "{\"real\":true}", "Expected only the parameter hash"),
            post("/fail", "{\"action\":\"list\"}", "Expected the name or number of an error"),
            post("/fail", "{\"error\":{}}", "Expected the name or number of an error"),
            post("/fail", "{\"action\":\"list\",\"error\":208}", "tracker/list documents: 1 "),
            post("/fail", "{\"action\":\"no\",\"error\":3}", "Expected the name of an action"),
            post("/fail", "{\"action\":{},\"error\":3}", "Expected the name of an action"),
            post("/fail", "{\"error\":999}", "Expected the name or number of an error"),
            post("/fail", "{\"error\":3,\"times\":0}", "Expected a whole number from 1 as times"),
            post("/network", "{\"profile\":\"fast\"}", "Expected a profile of [flaky, offline"),
            post("/network", "{\"rate_limit\":-1}", "Expected a whole number from 0 to"),
            post("/network", "{\"rules\":{}}", "Expected a list of rules"),
            post("/network", "{\"rules\":[1]}", "Expected a rule as a JSON object"),
            post("/network", "{\"rules\":[{\"delay\":1}]}", "Expected only the keys"),
            post("/network", "{\"rules\":[{\"faults\":\"reset\"}]}", "Expected a list as faults"),
            post("/network", "{\"rules\":[{\"faults\":[\"fire\"]}]}", "Expected a fault"),
            post("/network", "{\"rules\":[{},{}]}", "got two for all others"),
            post("/snapshot", "{\"name\":1}", "Expected a text of 1 to 100 characters"),
            post("/snapshot", "{\"name\":\"\"}", "Expected a text of 1 to 100 characters"),
            post("/restore", "{}", "but none was taken"),
            post("/reset", "[]", "Expected one JSON object"),
            post("/reset", "{\"all\":true}", "Expected no keys, got all"),
            new String[] {"GET", "/errors?action=nothing", null, "Expected the name of an action"},
            new String[] {"GET", "/world?foo=1", null, "Expected only the parameter hash"},
            new String[] {"DELETE", "/fail?hash=%25", null, "Expected a hash of 32 hexadecimal"});
    return wrong.stream()
        .map(
            sent ->
                DynamicTest.dynamicTest(
                    sent[0] + " " + sent[1] + " " + Shown.of(sent[2]),
                    () -> assertRefused(sent[0], sent[1], sent[2], sent[3])));
  }

  private static String[] post(String path, String body, String sentence) {
    return new String[] {"POST", path, body, sentence};
  }

  private static void assertRefused(String method, String path, String body, String sentence) {
    HttpResponse<String> response = control(method, path, body);

    assertThat(response.statusCode()).isEqualTo(path.equals("/restore") ? 404 : 400);
    assertThat(Http.json(response).get("error").asText())
        .contains(sentence)
        .doesNotContain("\n")
        .hasSizeLessThan(1_000);
    check(method, path, response);
    assertThat(TRACKER.mock().clock().instant()).isEqualTo(INSTANT);
  }

  @Test
  void saysWhichPathsAndMethodsThereAre() {
    assertThat(control("GET", "/nothing", null).statusCode()).isEqualTo(404);
    assertThat(Http.json(control("GET", "/nothing", null)).get("error").asText())
        .contains("/__admin/tracker/clock");
    HttpResponse<String> put = control("PUT", "/clock", null);
    assertThat(put.statusCode()).isEqualTo(405);
    assertThat(put.headers().firstValue("Allow")).hasValue("GET, POST");
    assertThat(Http.json(put).get("error").asText()).isEqualTo("Expected GET, POST, got PUT");
  }

  @Test
  void describesItselfAndFleetFiles() {
    String described = control("GET", "/openapi.yaml", null).body();
    for (JsonNode endpoint : Http.json(control("GET", "", null)).get("endpoints")) {
      String path = endpoint.asText().replaceFirst("[A-Z]+ /__admin/tracker", "");
      assertThat(described).contains("\n  " + (path.isEmpty() ? "/" : path) + ":\n");
    }
    assertThat(Http.json(control("GET", "/fleet.schema.json", null)).get("title").asText())
        .isEqualTo("Fleet");
  }

  @Test
  void letsPagesOfOtherOriginsIn() {
    HttpResponse<String> preflight =
        Http.send(
            "OPTIONS",
            TRACKER.mock().rootUrl() + "/__admin/tracker/network",
            null,
            "Origin",
            "http://page.test",
            "Access-Control-Request-Method",
            "DELETE");

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
        .contains("DELETE");
    assertThat(
            Http.get(
                    TRACKER.mock().rootUrl() + "/__admin/tracker/clock?hash=x",
                    "Origin",
                    "http://page.test")
                .headers()
                .firstValue("Access-Control-Allow-Origin"))
        .hasValue("http://page.test");
  }

  @Test
  void setsTheClockInEveryWay() {
    assertThat(clock("{\"speed\":60}").get("speed").asDouble()).isEqualTo(60);
    assertThat(clock("{\"freeze\":true}").get("frozen").asBoolean()).isTrue();
    assertThat(clock("{\"instant\":\"2027-01-01T00:00:00Z\"}").get("instant").asText())
        .isEqualTo("2027-01-01T00:00:00Z");
    assertThat(clock("{\"advance\":\"PT10M\"}").get("instant").asText())
        .isEqualTo("2027-01-01T00:10:00Z");
    assertThat(clock("{\"instant\":\"2020-01-01T00:00:00Z\"}").get("instant").asText())
        .isEqualTo("2020-01-01T00:00:00Z");
    assertThat(clock("{\"real\":true}").get("speed").asDouble()).isEqualTo(1);
  }

  private static JsonNode clock(String body) {
    return Http.json(control("POST", "/clock", body));
  }
}
