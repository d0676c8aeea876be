package org.trackerapi.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;
import org.trackerapi.spec.Recipe;

/** Provokes every error of every action as the contract's catalogue says. */
class RecipesTest {
  private static Stream<Recipe> recipes() {
    return Contract.actions().stream()
        .flatMap(action -> action.errors().stream().map(error -> Recipe.of(action, error)));
  }

  static Stream<Arguments> provocations() {
    return recipes()
        .filter(recipe -> recipe.kind() == Recipe.Kind.REQUEST)
        .map(recipe -> Arguments.of(recipe.action().name(), recipe.error().name(), recipe));
  }

  @ParameterizedTest(name = "{0} answers {1}")
  @MethodSource("provocations")
  void eachErrorIsProvokedByItsRecipe(String action, String error, Recipe recipe) {
    Driver driver = Driver.fixture();
    Driver.Answer answer = driver.send(recipe.action(), recipe.request());
    assertThat(answer.code()).as("%s", answer.body()).isEqualTo(recipe.error().number());
    assertThat(answer.status()).isEqualTo(recipe.error().httpStatus());
    assertThat(answer.body().at("/status/description").asText())
        .isEqualTo(recipe.error().wording());
    assertThat(driver.world.fleet().allTrackers())
        .as("nothing changed")
        .containsExactlyInAnyOrderElementsOf(Driver.fixture().world.fleet().allTrackers());
  }

  @Test
  void brokenJsonIsAWrongRequestFormatForEveryAction() {
    for (Action action : Contract.actions()) {
      Recipe recipe = Recipe.of(action, error("WRONG_REQUEST_FORMAT"));
      Driver.Answer answer =
          Driver.fixture()
              .raw(
                  recipe.send().get("method").asText(),
                  action.path(),
                  Map.of("Content-Type", recipe.send().get("content-type").asText()),
                  recipe.send().get("body").asText().getBytes(StandardCharsets.UTF_8));
      assertThat(answer.code()).as(action.name()).isEqualTo(recipe.error().number());
    }
  }

  @Test
  void whatOnlyAPlatformCanProvokeIsMarkedSo() {
    List<String> platform =
        recipes()
            .filter(recipe -> recipe.kind() == Recipe.Kind.PLATFORM)
            .map(recipe -> recipe.error().name())
            .distinct()
            .toList();
    assertThat(platform)
        .containsExactlyInAnyOrder(
            "DATABASE_ERROR",
            "UNEXPECTED_ERROR",
            "QUEUE_SERVICE_ERROR",
            "DATABASE_UNAVAILABLE",
            "DEVICE_LIMIT_EXCEEDED");
    assertThat(provocations().count()).isGreaterThan(200);
  }

  private static CatalogueError error(String name) {
    return Contract.errors().byName(name).orElseThrow();
  }
}
