package org.trackerapi.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerapi.behaviour.RateLimit;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.behaviour.fleet.FleetDescription;
import org.trackerapi.behaviour.fleet.FleetFile;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;
import org.trackerapi.spec.Fixtures;
import org.trackerapi.spec.Recipe;

/** How requests are read and answers are sent. */
class TransportTest {
  private static final FleetDescription FIXTURE = FleetFile.fixture();
  private static final String HASH = Fixtures.hashOf("master").orElseThrow();
  private static World world;
  private static TrackerServer server;

  @BeforeAll
  static void start() {
    world = world();
    server = TrackerServer.start(world, ServerOptions.onFreePort());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static World world() {
    return new World(FIXTURE, WorldClock.frozen(FIXTURE.exampleInstant()));
  }

  private static String url(String action) {
    return server.url() + "/tracker/" + action;
  }

  private static ObjectNode with(String parameters) {
    return Http.object(parameters).put("hash", HASH);
  }

  private static int number(String error) {
    return Contract.errors().byName(error).orElseThrow().number();
  }

  static List<Action> actions() {
    return Contract.actions();
  }

  @ParameterizedTest
  @MethodSource("actions")
  void jsonFormQueryAndTrailingSlashAreAnsweredAlike(Action action) {
    ObjectNode request = action.requestExamples().elements().next().get("value").deepCopy();
    List<String> answers = new ArrayList<>();
    for (String slash : List.of("", "/")) {
      for (int form = 0; form < 3; form++) {
        world.reset();
        String url = server.url() + action.path() + slash;
        Http.Answer answer =
            switch (form) {
              case 0 -> Http.post(url, request);
              case 1 -> Http.postForm(url, request);
              default -> Http.get(url, request);
            };
        ContractCheck.check(action, answer.status(), answer.body());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        answers.add(answer.response().body());
      }
    }
    assertThat(Set.copyOf(answers)).hasSize(1);
  }

  @Test
  void theHashIsTakenFromTheBodyThenTheQueryThenTheHeader() {
    String body = "{'tracker_id': 123456}";
    HttpRequest.Builder header =
        HttpRequest.newBuilder(URI.create(url("read") + "?tracker_id=123456"))
            .header("Authorization", "NVX " + HASH);
    assertThat(Http.send(header.build()).status()).isEqualTo(200);
    String unknown = "0".repeat(32);
    assertThat(Http.post(url("read") + "?hash=" + HASH, Http.object(body)).status()).isEqualTo(200);
    assertThat(
            Http.post(url("read") + "?hash=" + HASH, Http.object(body).put("hash", unknown)).code())
        .isEqualTo(number("SESSION_NOT_FOUND"));
    assertThat(
            Http.send(
                    HttpRequest.newBuilder(
                            URI.create(url("read") + "?tracker_id=123456&hash=" + unknown))
                        .header("Authorization", "NVX " + HASH)
                        .build())
                .code())
        .isEqualTo(number("SESSION_NOT_FOUND"));
    assertThat(Http.post(url("read"), Http.object(body).put("hash", HASH.toUpperCase())).status())
        .isEqualTo(200);
  }

  @Test
  void datesAreInIso8601WhenTheParameterOrTheHeaderAsksForIt() {
    ObjectNode request = with("{'tracker_id': 265489}");
    assertThat(Http.post(url("get_state"), request).body().get("user_time").asText())
        .isEqualTo("2026-11-02 13:47:13");
    assertThat(
            Http.post(url("get_state"), request.deepCopy().put("iso_datetime", true))
                .body()
                .get("user_time")
                .asText())
        .isEqualTo("2026-11-02T13:47:13+01:00");
    assertThat(
            Http.send(
                    HttpRequest.newBuilder(
                            URI.create(url("get_state") + "?" + Http.encoded(request)))
                        .header("NVX-ISO-DateTime", "true")
                        .build())
                .body()
                .at("/state/last_update")
                .asText())
        .isEqualTo("2026-11-02T13:47:09+01:00");
  }

  @Test
  void numbersMayBeTextAndUnknownParametersAreIgnored() {
    assertThat(
            Http.post(url("read"), with("{'tracker_id': '123456', 'include': ['x'], 'a[]': 1}"))
                .status())
        .isEqualTo(200);
    assertThat(
            Http.postText(
                    url("batch_get_inputs"),
                    "application/x-www-form-urlencoded",
                    "hash=" + HASH + "&trackers=%5B265489%2C+123456%5D&trackers[]=9")
                .body()
                .get("data"))
        .hasSize(2);
  }

  @Test
  void aPageOfAnyOriginMayCallAndReadErrorsToo() {
    Http.Answer preflight =
        Http.send(
            HttpRequest.newBuilder(URI.create(url("read")))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://example.com")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type, nvx-iso-datetime")
                .build());
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
    assertThat(preflight.header("Access-Control-Allow-Headers"))
        .isEqualTo("content-type, nvx-iso-datetime");
    Http.Answer error = Http.post(url("read"), with("{'tracker_id': 111333}"));
    assertThat(error.code()).isEqualTo(number("NOT_FOUND_IN_DATABASE"));
    assertThat(error.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void aBodyLargerThanTheLimitIsRefusedAndOneAtTheLimitIsNot() {
    for (Action action : List.of(Contract.actions().get(0), Contract.actions().get(15))) {
      Recipe recipe =
          Recipe.of(action, Contract.errors().byName("TOO_LARGE_REQUEST").orElseThrow());
      int bytes = recipe.send().get("body-bytes").intValue();
      String body = "{\"hash\":\"" + HASH + "\",\"tracker_id\":123456,\"trackers\":[123456]}";
      String url = server.url() + action.path();
      Http.Answer tooLarge =
          Http.postText(url, "application/json", body + " ".repeat(bytes - body.length()));
      assertThat(tooLarge.code()).isEqualTo(recipe.error().number());
      assertThat(tooLarge.status()).isEqualTo(recipe.error().httpStatus());
      assertThat(
              Http.postText(url, "application/json", body + " ".repeat(bytes - 1 - body.length()))
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void moreRequestsThanTheRateLimitAreRefusedPerHash() {
    ServerOptions usual = ServerOptions.onFreePort();
    ServerOptions limited =
        new ServerOptions(
            usual.host(), 0, usual.basePath(), usual.maxBody(), RateLimit.of(3), false);
    try (TrackerServer strict = TrackerServer.start(world(), limited)) {
      String url = strict.url() + "/tracker/read";
      List<Integer> codes =
          IntStream.range(0, 12)
              .mapToObj(i -> Http.post(url, with("{'tracker_id': 123456}")).code())
              .toList();
      assertThat(codes).startsWith(0, 0, 0).contains(number("TOO_MANY_REQUESTS"));
      assertThat(
              Http.post(
                      url,
                      Http.object("{'tracker_id': 400001}")
                          .put("hash", Fixtures.hashOf("other_account").orElseThrow()))
                  .code())
          .isZero();
    }
  }

  @Test
  void oneOfManyParallelRegistrationsOfADeviceSucceeds() throws Exception {
    ObjectNode request =
        with(
            "{'label': 'Race', 'group_id': 0, 'model': 'telfmb920', 'plugin_id': 44,"
                + " 'device_id': '860000000000777', 'phone': '34600777777'}");
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 48; i++) {
        ObjectNode mine = request.deepCopy().put("phone", "346007777" + (10 + i));
        calls.add(() -> Http.post(url("register"), mine).code());
      }
      List<Integer> codes = new ArrayList<>();
      for (Future<Integer> code : threads.invokeAll(calls)) {
        codes.add(code.get());
      }
      assertThat(codes).filteredOn(code -> code == 0).hasSize(1);
      assertThat(codes)
          .filteredOn(code -> code != 0)
          .containsOnly(number("DEVICE_ID_ALREADY_IN_USE"));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void healthAndContractAreServedBesideTheActions() {
    String root = "http://127.0.0.1:" + server.port();
    assertThat(Http.send(HttpRequest.newBuilder(URI.create(root + "/health")).build()).body())
        .isEqualTo(Http.object("{'status': 'up'}"));
    for (String path : List.of("/health", "/openapi.yaml")) {
      Http.Answer head =
          Http.send(
              HttpRequest.newBuilder(URI.create(root + path))
                  .method("HEAD", HttpRequest.BodyPublishers.noBody())
                  .build());
      assertThat(head.status()).as(path).isEqualTo(200);
    }
    Http.Answer contract =
        Http.send(HttpRequest.newBuilder(URI.create(root + "/openapi.yaml")).build());
    assertThat(contract.response().body()).contains("3.0.3", "/tracker/raw_command/send");
  }

  @Test
  void theActionsMayBeAtTheRoot() {
    ServerOptions usual = ServerOptions.onFreePort();
    ServerOptions atRoot = new ServerOptions(usual.host(), 0, "", usual.maxBody(), null, true);
    try (TrackerServer other = TrackerServer.start(world(), atRoot)) {
      assertThat(Http.post(other.url() + "/tracker/read", with("{'tracker_id': 123456}")).status())
          .isEqualTo(200);
      assertThat(Http.post(other.url() + "/nothing", with("{}")).code())
          .isEqualTo(number("WRONG_HANDLER"));
    }
  }
}
