package org.trackerapi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerapi.client.model.ReadRequest;
import org.trackerapi.mock.TrackerMock;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Fixtures;

@Timeout(60)
class SimulatorTest extends EveryAction {
  private static final ReadRequest READ =
      new ReadRequest().hash(Fixtures.hashOf("master").orElseThrow()).trackerId(123456);

  private TrackerMock mock;

  @BeforeAll
  void start() {
    mock = TrackerMock.start();
  }

  @AfterAll
  void stop() {
    mock.close();
  }

  @Override
  String url() {
    return mock.baseUrl();
  }

  @Override
  void reset() {
    mock.reset();
  }

  static Stream<Arguments> errors() {
    return actions()
        .flatMap(action -> action.errors().stream().map(error -> Arguments.of(action, error)));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void everyDocumentedErrorArrivesWhenItIsForced(Action action, CatalogueError error) {
    reset();
    mock.failNext(action.name(), error.name());
    TrackerClient client = client().build();
    JsonNode request = action.requestExamples().iterator().next().get("value");
    TrackerException failure =
        catchThrowableOfType(
            TrackerException.class, () -> Calls.call(client, TrackerCalls.class, action, request));
    assertThat(failure.code()).contains(ErrorCode.valueOf(error.name()));
    assertThat(failure.httpStatus()).isEqualTo(error.httpStatus());
    assertThat(failure.errors()).hasSize(error.example().path("errors").size());
    assertThat(failure.rules()).hasSize(error.example().path("rules").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TOO_MANY_REQUESTS", "DATABASE_UNAVAILABLE"})
  void aReadGetsOverAFailureThatPasses(String error) {
    reset();
    mock.failNext("read", error, 2);
    TrackerClient client =
        client().retry(new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(5))).build();
    assertThat(client.trackerRead(READ).getValue().getId()).isEqualTo(123456);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "truncated", "empty"})
  void aFaultOfTheNetworkIsExplained(String fault) throws Exception {
    network("{\"rules\":[{\"faults\":[\"%s\"],\"percent\":100}]}".formatted(fault));
    assertThatExceptionOfType(NoAnswerException.class)
        .isThrownBy(() -> client().build().trackerRead(READ))
        .withMessageStartingWith("tracker/read: ");
    reset();
  }

  @Test
  void aSlowNetworkRunsIntoTheTimeLimit() throws Exception {
    network("{\"rules\":[{\"delay_ms\":60000}]}");
    assertThatExceptionOfType(NoAnswerException.class)
        .isThrownBy(() -> client().timeout(Duration.ofMillis(100)).build().trackerRead(READ))
        .withMessageContaining("within 0.1 s");
    reset();
  }

  @Test
  void aReadGetsThroughAFlakyNetwork() {
    mock.network("flaky");
    TrackerClient client =
        client().retry(new RetryPolicy(20, Duration.ofMillis(1), Duration.ofMillis(5))).build();
    for (int i = 0; i < 10; i++) {
      assertThat(client.trackerRead(READ).getValue().getId()).isEqualTo(123456);
    }
    reset();
  }

  @Test
  void aStreamedPostOfAClientThatAsksForHttp2IsAnswered() throws Exception {
    reset();
    HttpRequest.BodyPublisher streamed =
        HttpRequest.BodyPublishers.ofInputStream(
            () -> new ByteArrayInputStream(Codec.bytes(Codec.tree(READ, false))));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url() + "/tracker/read")).POST(streamed).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).contains("Object 1");
  }

  private void network(String rules) throws Exception {
    reset();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(mock.rootUrl() + "/__admin/tracker/network"))
                    .POST(HttpRequest.BodyPublishers.ofString(rules))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
  }
}
