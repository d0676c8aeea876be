package org.trackerapi.stubs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trackerapi.stubs.ApiRequest;
import org.trackerapi.stubs.Authentication;
import org.trackerapi.stubs.CallContext;
import org.trackerapi.stubs.Condition;
import org.trackerapi.stubs.Credentials;
import org.trackerapi.stubs.Dispatcher;
import org.trackerapi.stubs.Interceptor;
import org.trackerapi.stubs.JavalinRoutes;
import org.trackerapi.stubs.NeutralRequest;
import org.trackerapi.stubs.NeutralResponse;
import org.trackerapi.stubs.Operation;
import org.trackerapi.stubs.Outcome;
import org.trackerapi.stubs.Refused;
import org.trackerapi.stubs.api.ControlApi;
import org.trackerapi.stubs.api.RegistrationApi;
import org.trackerapi.stubs.api.SettingsApi;
import org.trackerapi.stubs.api.TelemetryApi;
import org.trackerapi.stubs.model.Tracker;
import org.trackerapi.stubs.model.TrackerSource;

/** The same business code, served by Javalin and by a plain call of the dispatcher. */
class SampleTest {
  private static final String HASH = "a6aa75587e5c59c32d347da438505fc3";
  private static final String WRONG_HASH =
      "{\"success\":false,\"status\":{\"code\":3,\"description\":\"Wrong hash\"}}";

  /** A way to reach the dispatcher. */
  enum Way {
    PLAIN_CALL,
    JAVALIN
  }

  /** What came back. */
  private record Answer(int status, String body) {}

  /** Sends one request. */
  private interface Sender {
    Answer send(String method, String target, Map<String, String> headers, String body)
        throws Exception;

    default Answer post(String action, String json) throws Exception {
      return send("POST", "/tracker/" + action, Map.of("Content-Type", "application/json"), json);
    }
  }

  /** What is done with a sender. */
  private interface Use {
    void with(Sender sender) throws Exception;
  }

  private static void over(Way way, Dispatcher dispatcher, Use use) throws Exception {
    if (way == Way.PLAIN_CALL) {
      use.with(
          (method, target, headers, body) -> {
            NeutralResponse response =
                dispatcher.dispatch(
                    NeutralRequest.of(
                        method, target, headers, body.getBytes(StandardCharsets.UTF_8)));
            return new Answer(
                response.status(), new String(response.bytes(), StandardCharsets.UTF_8));
          });
      return;
    }
    Javalin server =
        Javalin.create(
                config ->
                    JavalinRoutes.register(
                        config.routes, dispatcher, Dispatcher.SERVER_PATH, 1_000))
            .start(0);
    try {
      HttpClient client = HttpClient.newHttpClient();
      String base = "http://localhost:" + server.port() + Dispatcher.SERVER_PATH;
      use.with(
          (method, target, headers, body) -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + target));
            headers.forEach(request::header);
            request.method(method, HttpRequest.BodyPublishers.ofString(body));
            HttpResponse<String> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
          });
    } finally {
      server.stop();
    }
  }

  private static Tracker tracker(int id, String label, boolean clone, boolean blocked) {
    TrackerSource source =
        TrackerSource.builder()
            .id(id + 1_000_000)
            .deviceId("35645587458" + id)
            .model("telfmb920")
            .blocked(blocked)
            .tariffId(345_678)
            .statusListingId(null)
            .creationDate(LocalDate.of(2023, 2, 10))
            .build();
    return Tracker.builder()
        .id(id)
        .label(label)
        .clone_(clone)
        .groupId(0)
        .source(source)
        .tagBindings(List.of())
        .build();
  }

  private static Dispatcher.Builder sample() {
    SampleInventory inventory =
        new SampleInventory(
            List.of(
                tracker(1, "Chevrolet", false, false),
                tracker(2, "Grüner Peterbilt", true, false),
                tracker(3, "Blocked", false, true)));
    return Dispatcher.builder(
            none(ControlApi.class),
            inventory,
            none(RegistrationApi.class),
            none(SettingsApi.class),
            none(TelemetryApi.class))
        .authenticator(SampleTest::authenticate)
        .authorizer((operation, principal) -> principal.equals("master"))
        .checkAnswers(true);
  }

  /**
   * The sample implements one interface; the others answer every call with a failure of the server.
   */
  private static <T> T none(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException("secret of " + method.getName());
            }));
  }

  private static Authentication authenticate(Operation operation, Credentials credentials) {
    String hash = credentials.first().orElse("").replaceFirst("^NVX ", "");
    if (!hash.matches("[0-9a-f]{32}")) {
      return Authentication.missing();
    }
    return switch (hash) {
      case HASH -> Authentication.granted("master");
      case "b6aa75587e5c59c32d347da438505fc3" -> Authentication.granted("sub-user");
      default -> Authentication.unknown();
    };
  }

  @ParameterizedTest
  @EnumSource
  void servesTheActionsOfTheSample(Way way) throws Exception {
    over(
        way,
        sample().build(),
        api -> {
          String two = "{\"hash\":\"" + HASH + "\",\"tracker_id\":2}";
          assertThat(api.post("read", two))
              .isEqualTo(
                  new Answer(
                      200,
                      "{\"success\":true,\"value\":{\"id\":2,\"label\":\"Grüner"
                          + " Peterbilt\",\"clone\":true,"
                          + "\"group_id\":0,\"source\":{\"id\":1000002,\"device_id\":\"356455874582\","
                          + "\"model\":\"telfmb920\",\"blocked\":false,\"tariff_id\":345678,"
                          + "\"status_listing_id\":null,\"creation_date\":\"2023-02-10\"},"
                          + "\"tag_bindings\":[]}}"));
          assertThat(api.post("delete", two)).isEqualTo(new Answer(200, "{\"success\":true}"));
          assertThat(api.post("read", two).body()).contains("\"code\":201");
          assertThat(api.post("corrupt", two.replace(":2}", ":3}")).body())
              .contains("\"code\":208");
          assertThat(api.post("corrupt", two.replace(":2}", ":1}")).status()).isEqualTo(200);
          assertThat(api.post("corrupt", two.replace(":2}", ":1}")).body())
              .contains("\"code\":252");
        });
  }

  @ParameterizedTest
  @EnumSource
  void readsEveryFormOfARequestAlike(Way way) throws Exception {
    over(
        way,
        sample().build(),
        api -> {
          Answer json =
              api.post("list", "{\"hash\":\"" + HASH + "\",\"labels\":[\"Peter\",\"Chev\"]}");
          assertThat(json.body()).contains("\"id\":1,", "\"id\":2,").doesNotContain("\"id\":3,");
          String pairs = "hash=" + HASH + "&labels=%5B%22Peter%22%2C%22Chev%22%5D";
          Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
          assertThat(api.send("POST", "/tracker/list", form, pairs)).isEqualTo(json);
          assertThat(api.send("GET", "/tracker/list?" + pairs, Map.of(), "")).isEqualTo(json);
          assertThat(api.send("GET", "/tracker/list/?" + pairs, Map.of(), "")).isEqualTo(json);
          assertThat(api.send("POST", "/tracker/list/?" + pairs, Map.of(), "")).isEqualTo(json);
          assertThat(
                  api.send(
                      "POST",
                      "/tracker/list",
                      Map.of("Authorization", "NVX " + HASH),
                      "{\"labels\":\"[\\\"Peter\\\",\\\"Chev\\\"]\"}"))
              .isEqualTo(json);
        });
  }

  @ParameterizedTest
  @EnumSource
  void refusesInTheContractsShapeAndOrder(Way way) throws Exception {
    over(
        way,
        sample().build(),
        api -> {
          assertThat(api.post("read", "{").body()).contains("\"code\":5");
          assertThat(api.post("read", "{\"tracker_id\":0}")).isEqualTo(new Answer(400, WRONG_HASH));
          assertThat(api.post("read", "{\"hash\":\"x\",\"tracker_id\":0}").body())
              .isEqualTo(WRONG_HASH);
          assertThat(api.post("read", "{\"hash\":\"" + "0".repeat(32) + "\"}").body())
              .contains("\"code\":4");
          assertThat(api.post("corrupt", "{\"hash\":\"b6aa75587e5c59c32d347da438505fc3\"}").body())
              .contains("\"code\":13");
          assertThat(api.post("read", "{\"hash\":\"" + HASH + "\",\"tracker_id\":\"x\"}").body())
              .isEqualTo(
                  "{\"success\":false,\"status\":{\"code\":7,\"description\":\"Invalid"
                      + " parameters\"},\"errors\":[{\"parameter\":\"tracker_id\",\"error\":\"expected"
                      + " an integer of at least 1 but got \\\"x\\\"\"}]}");
          assertThat(api.post("nothing", "{}").body()).contains("\"code\":111");
          assertThat(api.send("PUT", "/tracker/read", Map.of(), "").body())
              .contains("\"code\":112");
          Answer failed = api.post("get_state", "{\"hash\":\"" + HASH + "\",\"tracker_id\":1}");
          assertThat(failed.body()).contains("\"code\":6").doesNotContain("secret", "Exception");
        });
  }

  @Test
  void refusesABodyThatIsTooLarge() throws Exception {
    over(
        Way.JAVALIN,
        sample().build(),
        api ->
            assertThat(api.post("read", "{\"hash\":\"" + "x".repeat(2_000) + "\"}").body())
                .contains("\"code\":9"));
  }

  @ParameterizedTest
  @EnumSource
  void hooksSeeTheOperationAndTheTypedRequest(Way way) throws Exception {
    List<String> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
    Interceptor hook =
        new Interceptor() {
          @Override
          public void received(Operation operation, NeutralRequest request) {
            if (request.header("X-Too-Often").size() > 0) {
              throw new Refused(Condition.TOO_MANY_REQUESTS, "Slow down.");
            }
          }

          @Override
          public void before(CallContext context, ApiRequest request) {
            seen.add(context.operation() + " by " + context.principal() + " " + request);
          }

          @Override
          public void after(Outcome outcome) {
            seen.add(outcome.status() + " " + outcome.condition());
          }
        };
    over(
        way,
        sample().interceptor(hook).build(),
        api -> {
          api.send("GET", "/tracker/read?hash=" + HASH + "&tracker_id=9", Map.of(), "");
          assertThat(api.send("GET", "/tracker/read", Map.of("X-Too-Often", "1"), "").body())
              .contains("\"code\":15");
          api.send("GET", "/nowhere", Map.of(), "");
        });
    assertThat(seen)
        .containsExactly(
            "trackerReadByQuery by master TrackerReadRequest[nvxIsoDateTime=false,"
                + " body=ReadRequest[hash=null, isoDatetime=false, trackerId=9]]",
            "400 null",
            "429 TOO_MANY_REQUESTS",
            "400 UNKNOWN_PATH");
  }

  @Test
  void businessCodeKnowsNoHttp() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/org/trackerapi/stubs/sample/SampleInventory.java"));
    assertThat(source.lines().filter(line -> line.startsWith("import ")))
        .noneMatch(
            line -> line.matches(".*(javalin|jakarta|java\\.net|Neutral|jackson|Dispatcher).*"));
  }
}
