package org.trackerapi.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractExamplesTest {
  private static final ContractSchemas SCHEMAS = new ContractSchemas(Contract.tree());
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Action> actions() {
    return Contract.actions().stream();
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyRequestFormHasExamplesThatValidate(Action action) {
    String body = pointer(action, "post") + "/requestBody/content/";
    for (String form : List.of("application~1json", "application~1x-www-form-urlencoded")) {
      assertThat(Contract.tree().at(body + form + "/examples")).as(form).isNotEmpty();
      assertExamplesValidate(body + form);
    }
    for (JsonNode parameter : action.get().get("parameters")) {
      assertParameterExamplesValidate(action, parameter);
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyGetParameterHasAnExample(Action action) {
    for (JsonNode parameter : ContractSchemas.queryParameters(action)) {
      boolean shown =
          parameter.has("example")
              || parameter.has("examples")
              || parameter.at("/content/application~1json/examples").size() > 0;
      assertThat(shown).as(action.name() + " " + parameter.get("name")).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyAnswerHasExamplesThatValidate(Action action) {
    for (String method : List.of("post", "get")) {
      String responses = pointer(action, method) + "/responses";
      for (Map.Entry<String, JsonNode> response : Contract.tree().at(responses).properties()) {
        String content = responses + "/" + response.getKey() + "/content/application~1json";
        assertThat(Contract.tree().at(content + "/examples")).as(content).isNotEmpty();
        assertExamplesValidate(content);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void requestAndAnswerExamplesHaveTheSameNames(Action action) {
    assertThat(names(action.answerExamples())).isEqualTo(names(action.requestExamples()));
  }

  @Test
  void anExampleThatViolatesItsSchemaIsReported() {
    ObjectNode request = JSON.createObjectNode().put("tracker_id", 0);
    assertThat(SCHEMAS.violations("/components/schemas/ReadRequest", request)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void examplesSpeakOfTheFixtureFleet(Action action) {
    Set<Integer> known = new HashSet<>();
    Fixtures.fleet().get("trackers").forEach(tracker -> known.add(tracker.get("id").intValue()));
    Fixtures.fleet().get("unknown_tracker_ids").forEach(id -> known.add(id.intValue()));
    known.add(Fixtures.fleet().at("/next/tracker_id").intValue());
    List<Integer> named = new ArrayList<>();
    for (JsonNode example : action.requestExamples()) {
      JsonNode value = example.get("value");
      if (value.has("tracker_id")) {
        named.add(value.get("tracker_id").intValue());
      }
      value.path("trackers").forEach(id -> named.add(id.intValue()));
      assertThat(value.get("hash").asText()).isEqualTo(Fixtures.hashOf("master").orElseThrow());
    }
    for (JsonNode example : action.answerExamples()) {
      example.get("value").findParents("source").forEach(t -> named.add(t.get("id").intValue()));
    }
    assertThat(known).containsAll(named);
  }

  private static void assertExamplesValidate(String mediaType) {
    for (Map.Entry<String, JsonNode> example :
        Contract.tree().at(mediaType + "/examples").properties()) {
      JsonNode resolved = example.getValue();
      if (resolved.has("$ref")) {
        resolved = Contract.tree().at(resolved.get("$ref").asText().substring(1));
      }
      assertThat(SCHEMAS.violations(mediaType + "/schema", resolved.get("value")))
          .as(mediaType + " " + example.getKey())
          .isEmpty();
    }
  }

  private static void assertParameterExamplesValidate(Action action, JsonNode parameter) {
    int index = 0;
    for (JsonNode candidate : action.get().get("parameters")) {
      if (candidate == parameter) {
        break;
      }
      index++;
    }
    String place = pointer(action, "get") + "/parameters/" + index;
    if (parameter.has("content")) {
      assertExamplesValidate(place + "/content/application~1json");
    } else if (!parameter.has("$ref")) {
      assertExamplesValidate(place);
    }
  }

  private static String pointer(Action action, String method) {
    return "/paths/" + action.path().replace("/", "~1") + "/" + method;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
