package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;

class SimulationTest {
  private static final String HASH = "a6aa75587e5c59c32d347da438505fc3";
  private static final String API_KEY = "bd2990277c60e0412753e8445382c1a3";
  private static final Instant INSTANT = Instant.parse("2026-11-02T12:47:13Z");

  @RegisterExtension
  static final TrackerMockExtension TRACKER =
      TrackerMockExtension.of(
          TrackerMock.builder().clock(WorldClock.frozen(INSTANT)).network("perfect"));

  private static JsonNode call(TrackerMock mock, String action, String parameters) {
    return Http.json(
        Http.postJson(
            mock.baseUrl() + "/tracker/" + action,
            "{\"hash\":\"" + HASH + "\"" + parameters + "}"));
  }

  private static JsonNode call(String action, String parameters) {
    return call(TRACKER.mock(), action, parameters);
  }

  private static HttpResponse<String> control(String method, String path, String body) {
    return Http.send(method, TRACKER.mock().rootUrl() + "/__admin/tracker" + path, body);
  }

  private static int code(JsonNode answer) {
    return answer.at("/status/code").asInt();
  }

  private static JsonNode register(TrackerMock mock, String hash) {
    return Http.json(
        Http.postJson(
            mock.baseUrl() + "/tracker/register_quick",
            "{\"hash\":\""
                + hash
                + "\",\"label\":\"Courier\",\"group_id\":0,\"imei\":\"35645587458999\"}"));
  }

  private static int count(TrackerMock mock, String hash) {
    return Http.json(Http.get(mock.baseUrl() + "/tracker/list?hash=" + hash)).get("list").size();
  }

  @Test
  void remembersWhatWasRegistered() {
    int id = register(TRACKER.mock(), HASH).at("/value/id").asInt();

    assertThat(call("get_state", ",\"tracker_id\":" + id).at("/state/connection_status").asText())
        .isEqualTo("just_registered");
  }

  @Test
  void forgetsItOnReset() {
    int before = count(TRACKER.mock(), HASH);
    register(TRACKER.mock(), HASH);
    assertThat(count(TRACKER.mock(), HASH)).isEqualTo(before + 1);

    assertThat(control("POST", "/reset", null).statusCode()).isEqualTo(200);

    assertThat(count(TRACKER.mock(), HASH)).isEqualTo(before);
  }

  @Test
  void returnsToASnapshot() {
    int before = count(TRACKER.mock(), HASH);
    control("POST", "/snapshot", "{\"name\":\"before\"}");
    register(TRACKER.mock(), HASH);

    assertThat(control("POST", "/restore", "{\"name\":\"before\"}").statusCode()).isEqualTo(200);

    assertThat(count(TRACKER.mock(), HASH)).isEqualTo(before);
    assertThat(control("GET", "/snapshot", null).body()).contains("\"before\"");
    assertThat(control("POST", "/restore", "{\"name\":\"none\"}").statusCode()).isEqualTo(404);
  }

  @Test
  void movesVehiclesWithTheClock() {
    JsonNode first = call("get_state", ",\"tracker_id\":1234567");
    assertThat(call("get_state", ",\"tracker_id\":1234567")).isEqualTo(first);

    HttpResponse<String> clock = control("POST", "/clock", "{\"advance\":\"PT10M\"}");

    assertThat(Http.json(clock).get("instant").asText()).isEqualTo("2026-11-02T12:57:13Z");
    JsonNode later = call("get_state", ",\"tracker_id\":1234567");
    assertThat(later.at("/state/gps/location")).isNotEqualTo(first.at("/state/gps/location"));
    assertThat(later.get("user_time").asText()).isEqualTo("2026-11-02 13:57:13");
  }

  @Test
  void answersTheSameForTheSameSeedAndInstant() {
    String url = "/tracker/list?hash=" + HASH;
    try (TrackerMock one = generated();
        TrackerMock other = generated()) {
      assertThat(Http.get(one.baseUrl() + url).body())
          .isEqualTo(Http.get(other.baseUrl() + url).body());
      assertThat(Http.get(one.baseUrl() + "/tracker/get_states?hash=" + HASH).body())
          .isEqualTo(Http.get(other.baseUrl() + "/tracker/get_states?hash=" + HASH).body());
      assertThat(count(one, HASH)).isGreaterThan(300);
    }
  }

  private static TrackerMock generated() {
    return TrackerMock.builder().generate(300).seed(7).clock(WorldClock.frozen(INSTANT)).start();
  }

  @Test
  void setsTheClockInEveryWay() {
    assertThat(Http.json(control("POST", "/clock", "{\"speed\":60}")).get("speed").asDouble())
        .isEqualTo(60);
    assertThat(Http.json(control("POST", "/clock", "{\"freeze\":true}")).get("frozen").asBoolean())
        .isTrue();
    assertThat(
            Http.json(control("POST", "/clock", "{\"instant\":\"2027-01-01T00:00:00Z\"}"))
                .get("instant")
                .asText())
        .isEqualTo("2027-01-01T00:00:00Z");
    assertThat(Http.json(control("POST", "/clock", "{\"real\":true}")).get("speed").asDouble())
        .isEqualTo(1);
    TRACKER.mock().clock().freezeAt(INSTANT);
    TRACKER.mock().clock().advance(Duration.ofMinutes(1));
    assertThat(Http.json(control("GET", "/clock", null)).get("instant").asText())
        .isEqualTo("2026-11-02T12:48:13Z");
  }

  @Test
  void letsTheNextCallsFail() {
    control("POST", "/fail", "{\"action\":\"list\",\"error\":\"DATABASE_ERROR\",\"times\":2}");
    TRACKER.mock().failNext(null, "208");

    assertThat(code(call("list", ""))).isEqualTo(1);
    assertThat(code(call("read", ",\"tracker_id\":123456"))).isZero();
    assertThat(code(call("get_fuel", ",\"tracker_id\":265489"))).isEqualTo(208);
    assertThat(Http.json(control("GET", "/fail", null)).at("/queued/0/times").asInt()).isEqualTo(1);
    assertThat(code(call("list", ""))).isEqualTo(1);
    assertThat(code(call("list", ""))).isZero();
    TRACKER.mock().failNext("list", "1", 5);
    assertThat(Http.json(control("DELETE", "/fail", null)).get("queued")).isEmpty();
    assertThat(code(call("list", ""))).isZero();
    assertThatThrownBy(() -> TRACKER.mock().failNext("list", "208"))
        .hasMessageContaining("tracker/list documents");
  }

  @Test
  void answersForcedErrorsOfEveryAction() {
    Contract.actions()
        .forEach(
            action ->
                action
                    .errors()
                    .forEach(
                        error -> {
                          HttpResponse<String> response =
                              Http.get(
                                  TRACKER.mock().baseUrl()
                                      + action.path()
                                      + "?__error="
                                      + error.number());
                          ContractChecker.check(action, response);
                          assertThat(code(Http.json(response))).isEqualTo(error.number());
                        }));
  }

  @Test
  void answersForcedErrorsInsteadOfDoingWhatWasAsked() {
    String before = control("GET", "/world", null).body();
    for (Action action : Contract.actions()) {
      JsonNode parameters = action.requestExamples().iterator().next().get("value");
      CatalogueError error = action.errors().get(action.errors().size() - 1);
      String url = TRACKER.mock().baseUrl() + action.path();
      String name = error.name().toLowerCase(Locale.ROOT);
      for (HttpResponse<String> response :
          List.of(
              Http.postJson(url, parameters.toString(), ForcedErrors.HEADER, name),
              Http.postForm(url + "/", parameters, ForcedErrors.HEADER, name),
              Http.postForm(url + "?__error=" + name, parameters),
              Http.get(url + "/?" + Http.encoded(parameters), ForcedErrors.HEADER, name))) {
        ContractChecker.check(action, response);
        assertThat(code(Http.json(response))).as(action.name()).isEqualTo(error.number());
      }
    }
    assertThat(control("GET", "/world", null).body()).isEqualTo(before);
  }

  @Test
  void refusesToForceWhatAnActionDoesNotDocument() {
    for (String wanted : List.of("208", "DEVICE_BLOCKED", "999", "", "x".repeat(5_000))) {
      HttpResponse<String> response =
          Http.get(TRACKER.mock().baseUrl() + "/tracker/list?__error=" + wanted);

      assertThat(code(Http.json(response))).isEqualTo(7);
      assertThat(Http.json(response).at("/errors/0/parameter").asText()).isEqualTo("__error");
      assertThat(Http.json(response).at("/errors/0/error").asText())
          .contains("tracker/list documents: 1 DATABASE_ERROR, 3 WRONG_HASH", "but was \"")
          .hasSizeLessThan(1_000);
    }
  }

  @Test
  void showsTheWorldWithRoles() {
    int id = register(TRACKER.mock(), HASH).at("/value/id").asInt();

    JsonNode world = Http.json(control("GET", "/world", null));

    assertThat(world.get("trackers").findValuesAsText("id")).contains("123456", "" + id);
    assertThat(world.get("users").findValuesAsText("hash")).contains(HASH);
    for (JsonNode tracker : world.get("trackers")) {
      if (tracker.get("id").asInt() == 888999) {
        assertThat(tracker.at("/roles/0").asText()).isEqualTo("blocked");
        assertThat(tracker.get("blocked").asBoolean()).isTrue();
      }
    }
  }

  @Test
  void listsTheErrorCatalogueWithRecipes() {
    JsonNode errors = Http.json(control("GET", "/errors?action=get_fuel", null)).get("errors");

    assertThat(errors.findValuesAsText("number")).contains("208", "201");
    assertThat(errors.findValuesAsText("action")).containsOnly("get_fuel");
    assertThat(Http.json(control("GET", "/errors", null)).get("errors"))
        .hasSize(Contract.errors().all().size());
  }

  @Test
  void offersItsFleetAsAConformanceProfile() {
    assertThat(Http.json(control("GET", "/profile", null)).at("/accounts/0/users/0/hash").asText())
        .isEqualTo(HASH);
  }

  @Test
  void logsTheDemonstrationUserIn() {
    String url = TRACKER.mock().baseUrl() + "/user/auth";

    HttpResponse<String> granted =
        Http.postJson(url, "{\"login\":\"demo@example.com\",\"password\":\"demo\"}");

    assertThat(Http.json(granted).get("hash").asText()).isEqualTo(HASH);
    assertThat(granted.headers().firstValue("X-Mock-Outside-Contract")).hasValue("user/auth");
    assertThat(Http.json(Http.get(url + "/?login=demo%40example.com&password=demo")).get("hash"))
        .isEqualTo(Http.json(granted).get("hash"));
    assertThat(code(Http.json(Http.get(url + "?login=demo&password=wrong")))).isEqualTo(102);
    assertThat(Http.json(Http.get(url + "?login=demo")).at("/errors/0/parameter").asText())
        .isEqualTo("password");
    assertThat(code(Http.json(Http.postJson(url, "{")))).isEqualTo(5);
  }

  @Test
  void givesEachHashAWorldOfItsOwn() {
    try (TrackerMock mock = TrackerMock.builder().isolate(3).start()) {
      String anybody = "0123456789abcdef0123456789abcdef";
      int before = count(mock, HASH);

      register(mock, HASH);
      register(mock, anybody);

      assertThat(count(mock, HASH)).isEqualTo(before + 1);
      assertThat(count(mock, anybody)).isEqualTo(before + 1);
      assertThat(count(mock, API_KEY)).isEqualTo(before);
      // A fourth world takes the place of the one that was used last of all.
      assertThat(count(mock, "00000000000000000000000000000000")).isEqualTo(before);
      assertThat(count(mock, HASH)).isEqualTo(before);
      assertThat(code(Http.json(Http.get(mock.baseUrl() + "/tracker/list?hash=abc")))).isEqualTo(3);
      Http.send("POST", mock.rootUrl() + "/__admin/tracker/reset?hash=" + HASH, null);
      mock.session(API_KEY).clock().freezeAt(INSTANT);
      assertThat(mock.session(HASH).clock().isFrozen()).isFalse();
    }
  }

  @Test
  void sharesOneWorldUnlessTold() {
    int before = count(TRACKER.mock(), API_KEY);

    register(TRACKER.mock(), HASH);

    assertThat(count(TRACKER.mock(), API_KEY)).isEqualTo(before + 1);
  }

  @Test
  void letsStubsOfTheUserWin(@TempDir Path root) throws Exception {
    Files.createDirectories(root.resolve("mappings"));
    Files.writeString(
        root.resolve("mappings/mine.json"),
        "{\"request\":{\"urlPath\":\"/api-v2/tracker/get_fuel\",\"method\":\"POST\","
            + "\"bodyPatterns\":[{\"matchesJsonPath\":\"$[?(@.tracker_id == 1)]\"}]},"
            + "\"response\":{\"status\":418,\"body\":\"mine\"}}");
    try (TrackerMock mock = TrackerMock.builder().rootDirectory(root).start()) {
      String url = mock.baseUrl() + "/tracker/get_fuel";

      assertThat(Http.postJson(url, "{\"tracker_id\":1}").body()).isEqualTo("mine");
      assertThat(code(call(mock, "get_fuel", ",\"tracker_id\":2"))).isEqualTo(201);
      mock.wireMock()
          .stubFor(
              WireMock.get(WireMock.urlPathEqualTo("/api-v2/tracker/get_fuel"))
                  .inScenario("fuel")
                  .whenScenarioStateIs("empty")
                  .willReturn(WireMock.ok("none")));
      assertThat(code(Http.json(Http.get(url + "?hash=" + HASH)))).isEqualTo(7);
      mock.wireMock().setScenarioState("fuel", "empty");
      assertThat(Http.get(url + "?hash=" + HASH).body()).isEqualTo("none");
      mock.wireMock().resetToDefaultMappings();
      assertThat(Http.postJson(url, "{\"tracker_id\":1}").body()).isEqualTo("mine");
      mock.wireMock().resetMappings();
      assertThat(code(Http.json(Http.postJson(url, "{\"tracker_id\":1}")))).isEqualTo(3);
    }
  }

  @Test
  void showsRequestsInWireMocksJournal() {
    call("read", ",\"tracker_id\":123456");
    Http.get(TRACKER.mock().rootUrl() + "/elsewhere");

    TRACKER
        .mock()
        .wireMock()
        .verify(
            WireMock.postRequestedFor(WireMock.urlPathEqualTo("/api-v2/tracker/read"))
                .withRequestBody(WireMock.matchingJsonPath("$.tracker_id")));
    JsonNode newest =
        Http.json(Http.get(TRACKER.mock().rootUrl() + "/__admin/requests?limit=2"))
            .at("/requests/1");
    assertThat(newest.at("/response/body").asText()).contains("\"id\":123456");
    assertThat(TRACKER.mock().wireMock().findUnmatchedRequests().getRequests()).isNotEmpty();
    assertThat(TRACKER.mock().wireMock().findNearMissesForUnmatchedRequests()).isNotNull();
    TRACKER.mock().wireMock().resetRequests();
    assertThat(TRACKER.mock().wireMock().getAllServeEvents()).isEmpty();
  }

  @Test
  void remembersARequestBeforeItsCallerHasTheAnswer() {
    for (int i = 0; i < 200; i++) {
      call("read", ",\"tracker_id\":" + i);

      TRACKER
          .mock()
          .wireMock()
          .verify(
              1,
              WireMock.postRequestedFor(WireMock.anyUrl())
                  .withRequestBody(WireMock.containing("\"tracker_id\":" + i + "}")));
      TRACKER.mock().wireMock().resetRequests();
    }
  }

  @Test
  void isClosedAsOftenAsOneLikes() {
    TrackerMock mock = TrackerMock.start();
    mock.close();
    mock.close();

    assertThatThrownBy(mock::port).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void servesItsOwnPagesBesideActionsWithoutABasePath() {
    try (TrackerMock mock = TrackerMock.builder().basePath("/").start()) {
      assertThat(code(Http.json(Http.get(mock.baseUrl() + "/tracker/list")))).isEqualTo(3);
      assertThat(code(Http.json(Http.get(mock.baseUrl() + "/nothing")))).isEqualTo(111);
      for (String path : List.of("/openapi.yaml", "/__admin/health", "/__admin/tracker/clock")) {
        assertThat(Http.get(mock.rootUrl() + path).statusCode()).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  void keepsTheJournalWithinItsBound() {
    try (TrackerMock mock = TrackerMock.builder().journal(5).start()) {
      for (int i = 0; i < 9; i++) {
        Http.get(mock.baseUrl() + "/tracker/read?tracker_id=" + i);
      }

      assertThat(mock.wireMock().getAllServeEvents())
          .extracting(event -> event.getRequest().queryParameter("tracker_id").firstValue())
          .containsExactly("8", "7", "6", "5", "4");
    }
  }

  @Test
  void answersTheSourcesSamplesAsTheContractSays() {
    for (SourceSamples.Sample sample : SourceSamples.all()) {
      TRACKER.mock().reset();

      ContractChecker.check(sample.action(), sample.send(TRACKER.mock().baseUrl()));
    }
  }

  @Test
  void leavesRecordingToWireMock() {
    try (TrackerMock target = TrackerMock.start();
        TrackerMock mock = TrackerMock.start()) {
      mock.wireMock().startRecording(target.rootUrl());
      assertThat(code(call(mock, "read", ",\"tracker_id\":123456"))).isZero();

      assertThat(mock.wireMock().stopRecording().getStubMappings()).hasSize(1);

      assertThat(target.wireMock().getAllServeEvents()).hasSize(1);
      assertThat(call(mock, "read", ",\"tracker_id\":123456").at("/value/id").asInt())
          .isEqualTo(123456);
    }
  }

  @Test
  void streamsLongAnswersAndRemembersTheirBeginning() {
    try (TrackerMock mock = TrackerMock.builder().generate(2000).start()) {
      HttpResponse<String> response = Http.get(mock.baseUrl() + "/tracker/list?hash=" + HASH);

      assertThat(Http.json(response).get("list").size()).isGreaterThan(2000);
      assertThat(mock.wireMock().getAllServeEvents().get(0).getResponse().getBody())
          .hasSizeLessThan(10_000)
          .startsWith(response.body().substring(0, 4_000).getBytes(StandardCharsets.UTF_8));
    }
  }
}
