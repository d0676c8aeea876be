package org.trackerapi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerapi.client.model.Tracker;
import org.trackerapi.mock.TrackerMock;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;
import org.trackerapi.spec.Fixtures;

/** Calls all actions of the simulator, with the examples of the contract. */
class SimulatorTest {
  private static TrackerMock mock;

  @BeforeAll
  static void start() {
    mock = TrackerMock.start();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  static Stream<Action> actions() {
    return Contract.actions().stream();
  }

  static Stream<Arguments> errors() {
    return actions()
        .flatMap(action -> action.errors().stream().map(error -> Arguments.of(action, error)));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyActionAnswersItsExamples(Action action) throws IOException {
    TrackerClient client = client().build();
    for (JsonNode example : action.requestExamples()) {
      Object answer = Calls.call(client, TrackerCalls.class, action, example.get("value"));
      assertThat(success(answer)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyActionAnswersAsynchronouslyWithTheHashInTheHeader(Action action) throws Exception {
    String hash = Fixtures.hashOf("master").orElseThrow();
    AsyncTrackerCalls async = client().hash(hash).sendHashIn(HashPlace.HEADER).build().async();
    ObjectNode request = action.requestExamples().iterator().next().get("value").deepCopy();
    request.remove("hash");
    CompletableFuture<?> answer =
        (CompletableFuture<?>) Calls.call(async, AsyncTrackerCalls.class, action, request);
    assertThat(success(answer.get(20, TimeUnit.SECONDS))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("errors")
  void everyDocumentedErrorArrivesWithItsCode(Action action, CatalogueError error)
      throws IOException {
    TrackerClient client = client().httpClient(new ForcedErrors(error.name())).build();
    JsonNode request = action.requestExamples().iterator().next().get("value");
    TrackerException failure =
        catchThrowableOfType(
            TrackerException.class, () -> Calls.call(client, TrackerCalls.class, action, request));
    assertThat(failure.code()).contains(ErrorCode.valueOf(error.name()));
    assertThat(failure.httpStatus()).isEqualTo(error.httpStatus());
    assertThat(failure).hasMessageContaining(error.wording());
    assertThat(failure.errors()).hasSize(error.example().path("errors").size());
    assertThat(failure.rules()).hasSize(error.example().path("rules").size());
  }

  @Test
  void aListCanBeStreamed() {
    TrackerClient client = client().hash(Fixtures.hashOf("master").orElseThrow()).build();
    try (Stream<Tracker> trackers = client.trackerListStream(null)) {
      assertThat(trackers.toList()).isEqualTo(client.trackerList().getList()).isNotEmpty();
    }
  }

  private static TrackerClient.Builder client() {
    return TrackerClient.builder().baseUrl(mock.baseUrl()).retry(RetryPolicy.NONE);
  }

  private static boolean success(Object answer) {
    return Codec.JSON.<JsonNode>valueToTree(answer).path("success").asBoolean();
  }
}
