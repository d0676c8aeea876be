package org.trackerapi.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the request examples of the contract for people who try the API by hand: as a Postman
 * collection and as a file of HTTP requests that editors run.
 *
 * <p>Base URL and hash are variables, set to the simulator and its master user.
 */
final class RequestCollections {
  private static final String BASE_URL = "http://127.0.0.1:8080/api-v2";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final String title;
  private final String masterHash;
  private final List<Action> actions;

  RequestCollections(JsonNode contract, List<Action> actions) {
    this.title = contract.at("/info/title").asText() + " " + contract.at("/info/version").asText();
    this.masterHash = actions.get(0).requestExamples().iterator().next().at("/value/hash").asText();
    this.actions = actions;
  }

  /**
   * Returns a Postman collection, format 2.1: a folder per tag, a request per example with a test
   * of its answer, and every documented answer saved with it.
   */
  ObjectNode postman() {
    ObjectNode collection = JSON.createObjectNode();
    ObjectNode info = collection.putObject("info");
    info.put("name", title);
    info.put("schema", "https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
    ArrayNode folders = collection.putArray("item");
    Map<String, ArrayNode> byTag = new TreeMap<>();
    for (Action action : actions) {
      ArrayNode folder =
          byTag.computeIfAbsent(
              action.tag(), tag -> folders.addObject().put("name", tag).putArray("item"));
      action
          .requestExamples()
          .properties()
          .forEach(example -> folder.add(item(action, example.getKey(), example.getValue())));
    }
    ArrayNode variables = collection.putArray("variable");
    variables.addObject().put("key", "baseUrl").put("value", BASE_URL);
    variables.addObject().put("key", "hash").put("value", masterHash);
    variables.addObject().put("key", "resetUrl").put("value", "");
    ArrayNode before = script(collection.putArray("event"), "prerequest");
    before.add(
        "// Examples start from the fixture fleet. To run them one after the other, set resetUrl to"
            + " the");
    before.add("// simulator's http://127.0.0.1:8080/__admin/tracker/reset.");
    before.add("const url = pm.variables.get('resetUrl');");
    before.add("if (url) pm.sendRequest({ url, method: 'POST' }, () => {});");
    return collection;
  }

  private ObjectNode item(Action action, String exampleName, JsonNode example) {
    ObjectNode item = JSON.createObjectNode();
    item.put("name", action.name() + ": " + example.path("summary").asText(exampleName));
    ObjectNode request = request(action, example.get("value"));
    item.set("request", request);
    ArrayNode test = script(item.putArray("event"), "test");
    test.add("pm.test('succeeds', () => {");
    test.add("  pm.response.to.have.status(200);");
    test.add("  pm.expect(pm.response.json().success).to.equal(true);");
    test.add("});");
    ArrayNode responses = item.putArray("response");
    JsonNode answer = action.answerExamples().path(exampleName).path("value");
    responses.add(response("Success", 200, answer, request));
    for (CatalogueError error : action.errors()) {
      String name = error.number() + " " + error.wording();
      responses.add(response(name, error.httpStatus(), error.example(), request));
    }
    return item;
  }

  private static ArrayNode script(ArrayNode events, String when) {
    return events.addObject().put("listen", when).putObject("script").putArray("exec");
  }

  private ObjectNode request(Action action, JsonNode parameters) {
    ObjectNode request = JSON.createObjectNode();
    request.put("method", "POST");
    request.put("description", action.post().get("description").asText());
    request
        .putArray("header")
        .addObject()
        .put("key", "Content-Type")
        .put("value", "application/json");
    ObjectNode body = request.putObject("body").put("mode", "raw").put("raw", body(parameters));
    body.putObject("options").putObject("raw").put("language", "json");
    ObjectNode url = request.putObject("url").put("raw", "{{baseUrl}}" + action.path());
    url.putArray("host").add("{{baseUrl}}");
    ArrayNode path = url.putArray("path");
    for (String segment : action.path().substring(1).split("/")) {
      path.add(segment);
    }
    return request;
  }

  private static ObjectNode response(String name, int status, JsonNode body, ObjectNode request) {
    ObjectNode response = JSON.createObjectNode();
    response.put("name", name);
    response.set("originalRequest", request);
    response.put("code", status);
    response.put("_postman_previewlanguage", "json");
    response
        .putArray("header")
        .addObject()
        .put("key", "Content-Type")
        .put("value", "application/json");
    response.put("body", text(body));
    return response;
  }

  /** Returns a file of HTTP requests, as IntelliJ, Visual Studio Code and httpyac read them. */
  String http() {
    StringBuilder out = new StringBuilder("# " + title + "\n\n");
    out.append("@baseUrl = ").append(BASE_URL).append('\n');
    out.append("@hash = ").append(masterHash).append('\n');
    for (Action action : actions) {
      for (JsonNode example : action.requestExamples()) {
        out.append("\n### ").append(action.name()).append(": ");
        out.append(example.path("summary").asText()).append('\n');
        out.append("POST {{baseUrl}}").append(action.path()).append('\n');
        out.append("Content-Type: application/json\n\n");
        out.append(body(example.get("value"))).append('\n');
      }
    }
    return out.toString();
  }

  /** Returns the parameters as text, with the variable instead of the master's hash. */
  private String body(JsonNode parameters) {
    return text(parameters).replace("\"" + masterHash + "\"", "\"{{hash}}\"");
  }

  private static String text(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
