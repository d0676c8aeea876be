package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;

/** What every server that answers the documented examples does. */
abstract class DocumentedExamples {
  private static final Action READ = Contract.action("read").orElseThrow();

  abstract String baseUrl();

  @TestFactory
  Stream<DynamicTest> answersEachNamedExampleInEveryForm() {
    return Contract.actions().stream()
        .map(action -> dynamicTest(action.name(), () -> answersItsExamples(action)));
  }

  private void answersItsExamples(Action action) {
    for (Map.Entry<String, JsonNode> example : action.requestExamples().properties()) {
      ObjectNode parameters = withoutNulls(example.getValue().get("value"));
      JsonNode answer = action.answerExamples().get(example.getKey()).get("value");
      for (String slash : List.of("", "/")) {
        String url = baseUrl() + action.path() + slash;
        List<HttpResponse<String>> responses =
            List.of(
                Http.postJson(url, parameters.toString()),
                Http.postForm(url, parameters),
                Http.get(url + "?" + Http.encoded(parameters)));
        for (HttpResponse<String> response : responses) {
          ContractChecker.check(action, response);
          assertThat(Http.json(response)).as(example.getKey()).isEqualTo(answer);
        }
      }
    }
  }

  @Test
  void answersTheFirstExampleWhenNoneMatches() {
    JsonNode first = READ.answerExamples().iterator().next().get("value");

    assertThat(Http.json(Http.postJson(baseUrl() + READ.path(), "{\"tracker_id\":1}")))
        .isEqualTo(first);
    assertThat(Http.json(Http.send("POST", baseUrl() + READ.path(), null))).isEqualTo(first);
    assertThat(Http.json(Http.get(baseUrl() + READ.path()))).isEqualTo(first);
  }

  @Test
  void recognizesAnExampleWhateverTheHashAndWhateverElseIsSent() {
    Action location = Contract.action("location_request").orElseThrow();
    String body = "{\"hash\":\"0\",\"tracker_id\":300210,\"type\":\"gprs\",\"more\":[1]}";

    assertThat(Http.json(Http.postJson(baseUrl() + location.path(), body)))
        .isEqualTo(location.answerExamples().get("by_gprs").get("value"));
  }

  @TestFactory
  Stream<DynamicTest> answersEachDocumentedErrorOnRequest() {
    return Contract.actions().stream()
        .map(action -> dynamicTest(action.name(), () -> answersItsErrors(action)));
  }

  private void answersItsErrors(Action action) {
    for (CatalogueError error : action.errors()) {
      String url = baseUrl() + action.path();
      String number = Integer.toString(error.number());
      List<HttpResponse<String>> responses =
          List.of(
              Http.postJson(url, "{}", "X-Mock-Error", error.name()),
              Http.postJson(url + "/", "{}", "x-mock-error", number),
              Http.postJson(url + "?__error=" + number, "{}"),
              Http.get(url, "X-Mock-Error", error.name().toLowerCase(java.util.Locale.ROOT)),
              Http.get(url + "?__error=" + error.name()));
      for (HttpResponse<String> response : responses) {
        ContractChecker.check(action, response);
        assertThat(response.statusCode()).isEqualTo(error.httpStatus());
        assertThat(Http.json(response)).isEqualTo(error.example());
        assertThat(response.body()).startsWith("{\"success\":false,");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
      }
    }
  }

  @Test
  void listsTheDocumentedErrorsWhenAskedForAnother() {
    HttpResponse<String> response =
        Http.postJson(baseUrl() + READ.path(), "{}", "X-Mock-Error", "DEVICE_OFFLINE");

    ContractChecker.check(READ, response);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Http.json(response).at("/errors/0/parameter").asText()).isEqualTo("X-Mock-Error");
    String sentence = Http.json(response).at("/errors/0/error").asText();
    for (CatalogueError error : READ.errors()) {
      assertThat(sentence).contains(error.number() + " " + error.name());
    }
    HttpResponse<String> byQuery = Http.get(baseUrl() + READ.path() + "?__error=999");
    assertThat(Http.json(byQuery).at("/errors/0/parameter").asText()).isEqualTo("__error");
  }

  @Test
  void prefersTheHeaderToTheQuery() {
    HttpResponse<String> response =
        Http.get(baseUrl() + READ.path() + "?__error=4", "X-Mock-Error", "3");

    assertThat(Http.json(response).at("/status/code").asInt()).isEqualTo(3);
  }

  @Test
  void answersUnknownPathsAndWrongMethodsAsThePlatformDoes() {
    for (String path : List.of("", "/", "/tracker", "/tracker/nothing", "/tracker/read/more")) {
      assertError(Http.get(baseUrl() + path), 111);
    }
    for (String method : List.of("PUT", "DELETE", "PATCH")) {
      assertError(Http.send(method, baseUrl() + READ.path(), "{}"), 112);
    }
  }

  private static void assertError(HttpResponse<String> response, int number) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Http.json(response).get("success").asBoolean()).isFalse();
    assertThat(Http.json(response).at("/status/code").asInt()).isEqualTo(number);
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
  }

  @Test
  void letsPagesOfAnotherOriginCall() {
    HttpResponse<String> response =
        Http.send(
            "OPTIONS",
            baseUrl() + READ.path(),
            null,
            "Origin",
            "http://page.test",
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization,content-type,x-mock-error");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(response.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("GET", "POST");
    assertThat(response.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization", "Content-Type", "NVX-ISO-DateTime", "X-Mock-Error");
  }

  @Test
  void servesTheContract() {
    HttpResponse<String> response = Http.get(baseUrl().replaceFirst("/api-v2$", "/openapi.yaml"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).contains("yaml");
    assertThat(response.body()).startsWith("openapi: ").contains("/tracker/raw_command/send:");
  }

  private static ObjectNode withoutNulls(JsonNode example) {
    ObjectNode parameters = example.deepCopy();
    parameters.properties().removeIf(p -> p.getValue().isNull());
    return parameters;
  }
}
