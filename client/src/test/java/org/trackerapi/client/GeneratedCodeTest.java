package org.trackerapi.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerapi.client.model.Secrets;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

class GeneratedCodeTest {
  static Stream<Action> actions() {
    return Contract.actions().stream();
  }

  @Test
  void errorCodesAreThoseOfTheCatalogue() {
    assertThat(ErrorCode.values())
        .extracting(code -> List.<Object>of(code.name(), code.number(), code.httpStatus()))
        .containsExactlyInAnyOrderElementsOf(
            Contract.errors().all().stream()
                .map(error -> List.<Object>of(error.name(), error.number(), error.httpStatus()))
                .toList());
    assertThat(ErrorCode.of(208)).contains(ErrorCode.DEVICE_BLOCKED);
    assertThat(ErrorCode.of(-1)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyActionIsACallOfBothKinds(Action action) {
    Method call = Calls.method(TrackerCalls.class, action);
    Method async = Calls.method(AsyncTrackerCalls.class, action);
    assertThat(async.getParameterTypes()).isEqualTo(call.getParameterTypes());
    assertThat(async.getReturnType()).isEqualTo(CompletableFuture.class);
    assertThat(async.getGenericReturnType().getTypeName())
        .isEqualTo(
            "java.util.concurrent.CompletableFuture<" + call.getReturnType().getName() + ">");
  }

  @Test
  void thereIsNoCallBeyondTheActions() {
    assertThat(Arrays.stream(TrackerCalls.class.getMethods()).filter(Calls::isCall))
        .extracting(Method::getName)
        .hasSameElementsAs(actions().map(Action::operationId).toList());
  }

  @ParameterizedTest
  @MethodSource("actions")
  void requestExamplesLoseNothing(Action action) throws IOException {
    Class<?> type = Calls.method(TrackerCalls.class, action).getParameterTypes()[0];
    for (JsonNode example : action.requestExamples()) {
      Object request = Codec.JSON.treeToValue(example.get("value"), type);
      assertThat(Codec.JSON.<JsonNode>valueToTree(request))
          .isEqualTo(Calls.withoutNulls(example.get("value")));
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void answerExamplesLoseNothing(Action action) throws IOException {
    Class<?> type = Calls.method(TrackerCalls.class, action).getReturnType();
    for (JsonNode example : action.answerExamples()) {
      Object answer = Codec.JSON.treeToValue(example.get("value"), type);
      assertThat(Codec.JSON.<JsonNode>valueToTree(answer))
          .isEqualTo(Calls.withoutNulls(example.get("value")));
    }
  }

  @Test
  void everyTextThatSoundsSecretIsHidden() {
    Set<String> secrets = new TreeSet<>();
    for (JsonNode schema : Contract.tree().at("/components/schemas")) {
      schema
          .path("properties")
          .properties()
          .forEach(
              property -> {
                boolean text = property.getValue().path("type").asText().equals("string");
                if (text && property.getKey().matches(".*(hash|password|secret|activation_).*")) {
                  secrets.add(property.getKey());
                }
              });
    }
    assertThat(secrets).contains("hash").allMatch(Secrets::has);
    assertThat(Secrets.has("tracker_id")).isFalse();
  }

  @Test
  void needsTheJdkAndJacksonOnly() {
    JavaClasses main =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.trackerapi.client");
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "com.fasterxml.jackson..", "org.trackerapi.client..")
        .check(main);
  }
}
