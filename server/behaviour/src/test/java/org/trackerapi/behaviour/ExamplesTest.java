package org.trackerapi.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/** Sends every request example of the contract at its instant and expects the answer example. */
class ExamplesTest {
  static Stream<Arguments> examples() {
    return Contract.actions().stream()
        .flatMap(
            action ->
                action.requestExamples().properties().stream()
                    .map(entry -> Arguments.of(action.name(), entry.getKey(), action, entry)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("examples")
  void theExampleRequestGetsTheExampleAnswer(
      String name, String example, Action action, Map.Entry<String, JsonNode> entry) {
    Driver.Answer answer =
        Driver.fixture().send(action, (ObjectNode) entry.getValue().get("value"));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    JsonNode shown = action.answerExamples().get(example);
    if (shown != null && !shown.path("summary").asText().contains("shortened")) {
      assertThat(answer.body().toPrettyString()).isEqualTo(shown.get("value").toPrettyString());
    }
  }
}
