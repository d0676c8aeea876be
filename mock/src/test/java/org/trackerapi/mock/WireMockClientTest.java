package org.trackerapi.mock;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.CountMatchingStrategy;
import com.github.tomakehurst.wiremock.client.VerificationException;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock WireMock's client, over HTTP, finds all that it knows. */
class WireMockClientTest {
  private static final String FUEL = "/api-v2/tracker/get_fuel";
  private static final String QUERY = "?hash=a6aa75587e5c59c32d347da438505fc3&tracker_id=265489";
  @TempDir private static Path root;
  private static TrackerMock mock;
  private static WireMock client;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(root.resolve("__files"));
    Files.writeString(root.resolve("__files/page.txt"), "a page");
    mock = TrackerMock.builder().rootDirectory(root).start();
    client = new WireMock("127.0.0.1", mock.port());
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  @BeforeEach
  void reset() {
    client.resetToDefaultMappings();
    client.resetRequests();
  }

  private static HttpResponse<String> fuel(String... headers) {
    return Http.get(mock.rootUrl() + FUEL + QUERY, headers);
  }

  @Test
  void registersStubsByPriorityThatWinOverTheSimulation() {
    client.register(any(urlPathEqualTo(FUEL)).atPriority(9).willReturn(okJson("{\"by\":9}")));
    StubMapping first =
        client.register(get(urlPathEqualTo(FUEL)).atPriority(1).willReturn(okJson("{\"by\":1}")));

    assertThat(fuel().body()).isEqualTo("{\"by\":1}");
    client.removeStubMapping(first);
    assertThat(fuel().body()).isEqualTo("{\"by\":9}");
    client.resetMappings();
    assertThat(fuel().body()).startsWith("{\"success\":true");
  }

  @Test
  void followsScenariosBackIntoTheSimulation() {
    client.register(
        get(urlPathEqualTo(FUEL))
            .inScenario("once")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("done")
            .willReturn(aResponse().withStatus(503)));

    assertThat(fuel().statusCode()).isEqualTo(503);
    assertThat(fuel().statusCode()).isEqualTo(200);
    client.resetScenarios();
    assertThat(fuel().statusCode()).isEqualTo(503);
  }

  @Test
  void verifiesWhatTheSimulationHasAnswered() {
    fuel();
    fuel("X-Mock-Error", "208");
    Http.postJson(mock.rootUrl() + FUEL, "{\"tracker_id\": 7}");

    client.verifyThat(2, getRequestedFor(urlPathEqualTo(FUEL)));
    client.verifyThat(
        getRequestedFor(urlPathEqualTo(FUEL)).withHeader("X-Mock-Error", equalTo("208")));
    client.verifyThat(
        new CountMatchingStrategy(CountMatchingStrategy.LESS_THAN, 2),
        postRequestedFor(urlPathEqualTo(FUEL)).withRequestBody(matchingJsonPath("$.tracker_id")));
    assertThat(client.find(getRequestedFor(urlPathEqualTo(FUEL)))).hasSize(2);
    assertThat(client.getServeEvents()).hasSize(3).allMatch(event -> event.getWasMatched());
    assertThatThrownBy(() -> client.verifyThat(getRequestedFor(urlPathEqualTo(FUEL + "l"))))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining("Most similar request");
    assertThat(
            Http.postJson(
                    mock.rootUrl() + "/__admin/near-misses/request-pattern",
                    "{\"urlPath\":\"" + FUEL + "l\"}")
                .body())
        .contains("\"" + FUEL + QUERY + "\"");
    Http.send(
        "DELETE",
        mock.rootUrl() + "/__admin/requests/" + client.getServeEvents().get(0).getId(),
        null);
    Http.postJson(mock.rootUrl() + "/__admin/requests/remove", "{\"method\":\"GET\"}");
    assertThat(client.getServeEvents()).isEmpty();
  }

  @Test
  void fillsInTemplatesProxiesAndServesFiles() {
    client.register(
        post(urlPathEqualTo("/echo"))
            .willReturn(
                aResponse()
                    .withBody("{{jsonPath request.body '$.a'}}")
                    .withTransformers("response-template")));
    client.register(
        any(urlPathEqualTo("/proxied/api-v2/tracker/get_fuel"))
            .willReturn(
                aResponse().proxiedFrom(mock.rootUrl()).withProxyUrlPrefixToRemove("/proxied")));

    assertThat(Http.postJson(mock.rootUrl() + "/echo", "{\"a\":\"b\"}").body()).isEqualTo("b");
    assertThat(Http.get(mock.rootUrl() + "/proxied" + FUEL + QUERY).body())
        .startsWith("{\"success\":true");
    assertThat(Http.get(mock.rootUrl() + "/page.txt").body()).isEqualTo("a page");
    assertThat(Http.get(mock.rootUrl() + "/__admin/files").body()).contains("page.txt");
    assertThat(client.takeSnapshotRecording()).hasSize(1);
  }

  @Test
  void letsPagesOfOtherOriginsReadWhatStubsAnswer() {
    client.register(
        get(urlPathEqualTo(FUEL)).atPriority(2).willReturn(aResponse().withStatus(418)));
    client.register(
        get(urlPathEqualTo(FUEL))
            .withHeader("X-Own", equalTo("1"))
            .atPriority(1)
            .willReturn(aResponse().withHeader("Access-Control-Allow-Origin", "http://own.test")));

    assertThat(
            fuel("Origin", "http://page.test").headers().allValues("Access-Control-Allow-Origin"))
        .containsExactly("http://page.test");
    assertThat(
            fuel("Origin", "http://page.test", "X-Own", "1")
                .headers()
                .allValues("Access-Control-Allow-Origin"))
        .containsExactly("http://own.test");
  }

  @Test
  void saysThatItIsHealthyAndWhichVersionItIs() {
    for (String path : new String[] {"health", "version", "settings", "scenarios", "docs"}) {
      assertThat(Http.get(mock.rootUrl() + "/__admin/" + path).statusCode())
          .as(path)
          .isEqualTo(200);
    }
  }
}
