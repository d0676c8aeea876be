package org.trackerapi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerapi.client.model.GetFuelRequest;
import org.trackerapi.client.model.RawCommandSendRequest;
import org.trackerapi.client.model.Tracker;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;
import org.trackerapi.spec.Fixtures;
import org.trackerapi.spec.Recipe;

/** Calls all actions of an implementation of the contract that serves the fixture fleet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EveryAction {
  private static final String MASTER = Fixtures.hashOf("master").orElseThrow();

  /** Returns the base URL. */
  abstract String url();

  /** Goes back to the fixture fleet. */
  abstract void reset();

  static Stream<Action> actions() {
    return Contract.actions().stream();
  }

  /** Returns the recipes that an ordinary request of the client can follow. */
  static Stream<Recipe> recipes() {
    return actions()
        .flatMap(action -> action.errors().stream().map(error -> Recipe.of(action, error)))
        .filter(recipe -> recipe.kind() == Recipe.Kind.REQUEST && canBeSaid(recipe));
  }

  /** Types rule out some wrong requests, such as text for a number. */
  private static boolean canBeSaid(Recipe recipe) {
    Class<?> type = Calls.method(TrackerCalls.class, recipe.action()).getParameterTypes()[0];
    try {
      return Codec.JSON
          .<JsonNode>valueToTree(Codec.JSON.treeToValue(recipe.request(), type))
          .equals(recipe.request());
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyActionAnswersItsExamples(Action action) throws IOException {
    TrackerClient client = client().build();
    for (JsonNode example : action.requestExamples()) {
      reset();
      assertThat(success(Calls.call(client, TrackerCalls.class, action, example.get("value"))))
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyActionAnswersAsynchronouslyWithTheHashInTheHeader(Action action) throws Exception {
    reset();
    AsyncTrackerCalls async = client().hash(MASTER).sendHashIn(HashPlace.HEADER).build().async();
    ObjectNode request = action.requestExamples().iterator().next().get("value").deepCopy();
    request.remove("hash");
    CompletableFuture<?> answer =
        (CompletableFuture<?>) Calls.call(async, AsyncTrackerCalls.class, action, request);
    assertThat(success(answer.get(20, TimeUnit.SECONDS))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void everyErrorArrivesInTheRoleThatProvokesIt(Recipe recipe) {
    reset();
    TrackerClient client = client().build();
    TrackerException failure =
        catchThrowableOfType(
            TrackerException.class,
            () -> Calls.call(client, TrackerCalls.class, recipe.action(), recipe.request()));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).contains(ErrorCode.valueOf(recipe.error().name()));
    assertThat(failure.httpStatus()).isEqualTo(recipe.error().httpStatus());
    assertThat(failure.action()).isEqualTo("tracker/" + recipe.action().name());
    assertThat(failure).hasMessageContaining(recipe.error().wording());
    if (failure.is(ErrorCode.DELETE_ENTITY_ASSOCIATED_WITH)) {
      assertThat(failure.rules().size() + failure.vehicles().size()).isPositive();
    }
  }

  @Test
  void theRecipesReachMostErrors() {
    assertThat(recipes().map(recipe -> recipe.error().name()).distinct()).hasSizeGreaterThan(25);
  }

  @Test
  void everyViolationOfARequestIsNamed() {
    RawCommandSendRequest wrong = new RawCommandSendRequest().hash(MASTER).trackerId(0).command("");
    TrackerException failure =
        catchThrowableOfType(
            TrackerException.class, () -> client().build().trackerRawCommandSend(wrong));
    assertThat(failure.code()).contains(ErrorCode.INVALID_PARAMETERS);
    assertThat(failure.errors())
        .extracting(e -> e.getParameter())
        .containsExactlyInAnyOrder("tracker_id", "command");
  }

  @Test
  void aListCanBeStreamed() {
    reset();
    TrackerClient client = client().hash(MASTER).build();
    try (Stream<Tracker> trackers = client.trackerListStream(null)) {
      assertThat(trackers.toList()).isEqualTo(client.trackerList().getList()).hasSizeGreaterThan(9);
    }
  }

  @Test
  void datesComeAsAskedFor() {
    GetFuelRequest request = new GetFuelRequest().hash(MASTER).trackerId(265489);
    assertThat(client().build().trackerGetFuel(request).getUserTime())
        .matches("[0-9-]{10} [0-9:]{8}");
    assertThat(client().isoDates(true).build().trackerGetFuel(request).getUserTime())
        .matches("[0-9-]{10}T[0-9:]{8}(Z|[+-][0-9:]{5})");
  }

  TrackerClient.Builder client() {
    return TrackerClient.builder().baseUrl(url()).retry(RetryPolicy.NONE);
  }

  static boolean success(Object answer) {
    return Codec.JSON.<JsonNode>valueToTree(answer).path("success").asBoolean();
  }
}
