package org.trackerapi.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the request examples of the contract for people who try the API by hand: as a Postman
 * collection and as a file of HTTP requests that editors run.
 *
 * <p>Base URL and hash are variables, set to the simulator and its master user. Every example is a
 * JSON request; the first one of an action also comes as a form and as a query. Examples that write
 * start from the fixture fleet, so that all of them succeed one after the other.
 */
final class RequestCollections {
  private static final String SIMULATOR = "http://127.0.0.1:8080";
  private static final String BASE_URL = SIMULATOR + "/api-v2";
  private static final String RESET_URL = SIMULATOR + "/__admin/tracker/reset";
  private static final String FORM = "application/x-www-form-urlencoded";
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
      for (Map.Entry<String, JsonNode> example : action.requestExamples().properties()) {
        JsonNode parameters = example.getValue().get("value");
        JsonNode answer = action.answerExamples().path(example.getKey()).path("value");
        folder.add(item(action, title(action, example), json(action, parameters), answer));
      }
      Map.Entry<String, JsonNode> first = first(action);
      JsonNode parameters = first.getValue().get("value");
      JsonNode answer = action.answerExamples().path(first.getKey()).path("value");
      folder.add(item(action, action.name() + ": as a form", form(action, parameters), answer));
      folder.add(item(action, action.name() + ": as a query", query(action, parameters), answer));
    }
    ArrayNode variables = collection.putArray("variable");
    variables.addObject().put("key", "baseUrl").put("value", BASE_URL);
    variables.addObject().put("key", "hash").put("value", masterHash);
    variables.addObject().put("key", "resetUrl").put("value", RESET_URL);
    return collection;
  }

  private static String title(Action action, Map.Entry<String, JsonNode> example) {
    return action.name() + ": " + example.getValue().path("summary").asText(example.getKey());
  }

  private static Map.Entry<String, JsonNode> first(Action action) {
    return action.requestExamples().properties().iterator().next();
  }

  private static boolean writes(Action action) {
    return !action.post().path("x-safe").asBoolean();
  }

  private static ObjectNode item(Action action, String name, ObjectNode request, JsonNode answer) {
    ObjectNode item = JSON.createObjectNode();
    item.put("name", name);
    item.set("request", request);
    ArrayNode events = item.putArray("event");
    if (writes(action)) {
      ArrayNode before = script(events, "prerequest");
      before.add("// This example starts from the simulator's fixture fleet; empty the variable");
      before.add("// resetUrl to keep what other requests have changed.");
      before.add("const url = pm.variables.get('resetUrl');");
      before.add("const simulator = url && url.split('/__admin')[0];");
      before.add("if (url && pm.variables.get('baseUrl').startsWith(simulator)) {");
      before.add("  pm.sendRequest({ url, method: 'POST' }, () => {});");
      before.add("}");
    }
    ArrayNode test = script(events, "test");
    test.add("pm.test('succeeds', () => {");
    test.add("  pm.response.to.have.status(200);");
    test.add("  pm.expect(pm.response.json().success).to.equal(true);");
    test.add("});");
    ArrayNode responses = item.putArray("response");
    responses.add(response("Success", 200, answer, request));
    for (CatalogueError error : action.errors()) {
      String wording = error.number() + " " + error.wording();
      responses.add(response(wording, error.httpStatus(), error.example(), request));
    }
    return item;
  }

  private static ArrayNode script(ArrayNode events, String when) {
    return events.addObject().put("listen", when).putObject("script").putArray("exec");
  }

  private ObjectNode json(Action action, JsonNode parameters) {
    ObjectNode request = request("POST", action);
    ObjectNode body = request.putObject("body").put("mode", "raw").put("raw", body(parameters));
    body.putObject("options").putObject("raw").put("language", "json");
    return withContentType(request, "application/json");
  }

  private ObjectNode form(Action action, JsonNode parameters) {
    ObjectNode request = request("POST", action);
    ArrayNode fields = request.putObject("body").put("mode", "urlencoded").putArray("urlencoded");
    texts(parameters)
        .forEach((key, value) -> fields.addObject().put("key", key).put("value", value));
    return withContentType(request, FORM);
  }

  private ObjectNode query(Action action, JsonNode parameters) {
    ObjectNode request = request("GET", action);
    ObjectNode url = (ObjectNode) request.get("url");
    url.put("raw", url.get("raw").asText() + "?" + encoded(parameters));
    ArrayNode fields = url.putArray("query");
    texts(parameters)
        .forEach((key, value) -> fields.addObject().put("key", key).put("value", value));
    return request;
  }

  private static ObjectNode withContentType(ObjectNode request, String type) {
    request.putArray("header").addObject().put("key", "Content-Type").put("value", type);
    return request;
  }

  private static ObjectNode request(String method, Action action) {
    ObjectNode request = JSON.createObjectNode();
    request.put("method", method);
    request.put("description", action.post().get("description").asText());
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
    out.append("@resetUrl = ").append(RESET_URL).append('\n');
    for (Action action : actions) {
      String post = "POST {{baseUrl}}" + action.path() + "\nContent-Type: ";
      for (Map.Entry<String, JsonNode> example : action.requestExamples().properties()) {
        begin(out, action, title(action, example));
        out.append(post).append("application/json\n\n");
        out.append(body(example.getValue().get("value"))).append('\n');
      }
      JsonNode parameters = first(action).getValue().get("value");
      begin(out, action, action.name() + ": as a form");
      out.append(post).append(FORM).append("\n\n").append(encoded(parameters)).append('\n');
      begin(out, action, action.name() + ": as a query");
      out.append("GET {{baseUrl}}").append(action.path());
      out.append('?').append(encoded(parameters)).append('\n');
    }
    return out.toString();
  }

  private static void begin(StringBuilder out, Action action, String title) {
    if (writes(action)) {
      out.append("\n### Back to the fixture fleet (simulator only)\nPOST {{resetUrl}}\n");
    }
    out.append("\n### ").append(title).append('\n');
  }

  /**
   * Returns the parameters as texts: arrays and objects as JSON, as forms and queries have them.
   */
  private Map<String, String> texts(JsonNode parameters) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
      JsonNode value = parameter.getValue();
      if (!value.isNull()) {
        String text = value.isTextual() ? value.asText() : value.toString();
        texts.put(parameter.getKey(), text.equals(masterHash) ? "{{hash}}" : text);
      }
    }
    return texts;
  }

  private String encoded(JsonNode parameters) {
    return texts(parameters).entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return text.equals("{{hash}}")
        ? text
        : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
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
