package org.trackerapi.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorCatalogueTest {
  private static final List<Integer> ON_EVERY_ACTION = List.of(1, 3, 4, 5, 6, 7, 9, 11, 14, 15);

  static Stream<Action> actions() {
    return Contract.actions().stream();
  }

  @Test
  void numbersAndNamesAreUnique() {
    Set<Integer> numbers = new HashSet<>();
    for (CatalogueError error : Contract.errors().all()) {
      assertThat(numbers.add(error.number())).as(error.name()).isTrue();
      assertThat(error.name()).matches("[A-Z]+(_[A-Z]+)*");
      assertThat(error.meaning()).endsWith(".");
      assertThat(error.example().get("success").asBoolean()).isFalse();
      assertThat(error.example().fieldNames().next()).isEqualTo("success");
    }
  }

  @Test
  void everyGeneralErrorIsThere() {
    assertThat(Contract.errors().all())
        .extracting(CatalogueError::number)
        .contains(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 101, 102, 103, 111, 112);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyErrorOfAnActionStandsUnderTheStatusOfTheCatalogue(Action action) {
    for (Map.Entry<String, JsonNode> response : action.post().get("responses").properties()) {
      if (response.getKey().equals("200")) {
        continue;
      }
      for (Map.Entry<String, JsonNode> example :
          response.getValue().at("/content/application~1json/examples").properties()) {
        CatalogueError error = Contract.errors().byName(example.getKey()).orElseThrow();
        assertThat(error.httpStatus()).as(error.name()).hasToString(response.getKey());
        assertThat(example.getValue().get("$ref").asText())
            .isEqualTo("#/components/examples/" + error.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyActionListsTheGeneralErrorsThatCanOccur(Action action) {
    assertThat(action.errors()).extracting(CatalogueError::number).containsAll(ON_EVERY_ACTION);
    assertThat(action.error("13").isPresent()).isEqualTo(!action.requiredRights().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyErrorOfAnActionHasARecipeOrAReason(Action action) {
    for (CatalogueError error : action.errors()) {
      Recipe recipe = Recipe.of(action, error);
      assertThat(recipe.how()).as(action.name() + "/" + error.number()).endsWith(".");
      if (recipe.kind() == Recipe.Kind.REQUEST) {
        assertThat(changed(recipe))
            .as("%s/%s changes the example or the user", action.name(), error.number())
            .isTrue();
        assertThat(recipe.user().equals("nobody") || recipe.request().has("hash")).isTrue();
        recipe
            .request()
            .fieldNames()
            .forEachRemaining(
                name -> assertThat(action.requestSchema().get("properties").has(name)).isTrue());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void theParameterInTheExampleOf7IsOneOfTheAction(Action action) {
    JsonNode example = action.error("7").orElseThrow().example();
    assertThat(
            action
                .requestSchema()
                .get("properties")
                .has(example.at("/errors/0/parameter").asText()))
        .isTrue();
  }

  @Test
  void frameworkErrorsNameEntriesOfTheCatalogue() {
    Contract.tree()
        .get("x-framework-errors")
        .forEach(name -> assertThat(Contract.errors().byName(name.asText())).isPresent());
  }

  private static boolean changed(Recipe recipe) {
    JsonNode example = recipe.action().requestExamples().iterator().next().get("value");
    return !recipe.request().equals(example);
  }
}
