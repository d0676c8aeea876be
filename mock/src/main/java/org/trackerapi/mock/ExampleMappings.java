package org.trackerapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;

/**
 * Makes plain WireMock mappings out of the contract: documented examples, documented errors on
 * request, and the platform's answers to unknown paths and wrong methods.
 *
 * <p>Nothing in them needs an extension, so stock WireMock serves them unchanged.
 */
final class ExampleMappings {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final List<String> METHODS = List.of("POST", "GET");

  private final String basePath;

  /**
   * Prepares mappings below a base path.
   *
   * @param basePath empty, or a path that begins with a slash and does not end in one
   */
  ExampleMappings(String basePath) {
    this.basePath = basePath;
  }

  /** Returns all mappings, by the name of the file that {@link #export} writes them to. */
  Map<String, ArrayNode> byFile() {
    Map<String, ArrayNode> files = new LinkedHashMap<>();
    for (Action action : Contract.actions()) {
      ArrayNode mappings = NODES.arrayNode();
      METHODS.forEach(method -> addExamples(mappings, action, method));
      METHODS.forEach(method -> addUndocumentedErrors(mappings, action, method));
      files.put(action.path().substring(1).replace('/', '-'), mappings);
    }
    files.put("errors", documentedErrors());
    files.put("other-requests", otherRequests());
    return files;
  }

  /**
   * Writes the mappings to a folder that stock WireMock takes as its root directory.
   *
   * @param folder created when it does not exist; files of the same name are replaced
   * @return the number of mappings
   * @throws IOException if a file cannot be written
   */
  int export(Path folder) throws IOException {
    Path mappings = Files.createDirectories(folder.resolve("mappings"));
    int count = 0;
    for (Map.Entry<String, ArrayNode> file : byFile().entrySet()) {
      ObjectNode document = NODES.objectNode().set("mappings", file.getValue());
      Files.write(
          mappings.resolve(file.getKey() + ".json"),
          (JSON.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8));
      count += file.getValue().size();
    }
    return count;
  }

  private void addExamples(ArrayNode mappings, Action action, String method) {
    List<String> names = namesOf(action.requestExamples());
    JsonNode answers = action.answerExamples();
    String first = names.get(0);
    for (String name : names) {
      ObjectNode parameters = parameters(action.requestExamples().get(name).get("value"));
      boolean otherAnswer = !name.equals(first) || names.size() > 1;
      if (!parameters.isEmpty() && otherAnswer) {
        for (ObjectNode match : matches(method, parameters)) {
          addExample(mappings, action, method, name, match)
              .put("priority", Priority.named(parameters.size()));
        }
      }
    }
    addExample(mappings, action, method, first, NODES.objectNode())
        .put("priority", Priority.FIRST_EXAMPLE);
    if (!namesOf(answers).containsAll(names)) {
      throw new IllegalStateException(
          action.name() + ": expected an answer example for each of " + names);
    }
  }

  private ObjectNode addExample(
      ArrayNode mappings, Action action, String method, String name, ObjectNode match) {
    ObjectNode mapping =
        mapping(
            method + " " + action.path() + " " + name + " " + String.join("", namesOf(match)),
            request(method, pathOf(action.path().substring(1))).setAll(match),
            200,
            action.answerExamples().get(name).get("value"));
    mappings.add(mapping);
    return mapping;
  }

  /** Returns the ways in which a method carries parameters, as parts of a request pattern. */
  private static List<ObjectNode> matches(String method, ObjectNode parameters) {
    ObjectNode texts = NODES.objectNode();
    parameters.properties().forEach(p -> texts.set(p.getKey(), textPattern(p.getValue())));
    if (method.equals("GET")) {
      return List.of(NODES.objectNode().set("queryParameters", texts));
    }
    ObjectNode json = NODES.objectNode();
    json.putArray("bodyPatterns").add(jsonPattern(parameters));
    return List.of(json, NODES.objectNode().set("formParameters", texts));
  }

  private static ObjectNode textPattern(JsonNode value) {
    return value.isContainerNode()
        ? jsonPattern(value)
        : NODES.objectNode().put("equalTo", value.asText());
  }

  private static ObjectNode jsonPattern(JsonNode value) {
    ObjectNode pattern = NODES.objectNode();
    pattern.set("equalToJson", value);
    return pattern.put("ignoreExtraElements", true);
  }

  /** Returns an example's parameters without the hash, which every caller has its own of. */
  private static ObjectNode parameters(JsonNode example) {
    ObjectNode parameters = NODES.objectNode();
    example.properties().stream()
        .filter(p -> !p.getKey().equals("hash") && !p.getValue().isNull())
        .forEach(p -> parameters.set(p.getKey(), p.getValue()));
    return parameters;
  }

  private ArrayNode documentedErrors() {
    ArrayNode mappings = NODES.arrayNode();
    for (CatalogueError error : Contract.errors().all()) {
      String actions =
          Contract.actions().stream()
              .filter(action -> action.errors().contains(error))
              .map(action -> action.path().substring(1))
              .collect(Collectors.joining("|"));
      ObjectNode called =
          NODES.objectNode().put("matches", "(?i)(" + error.name() + "|" + error.number() + ")");
      if (!actions.isEmpty()) {
        for (String method : METHODS) {
          ObjectNode request = request(method, pathOf("(" + actions + ")"));
          String name = method + " error " + error.number() + " " + error.name();
          addForcedByHeader(
              mappings, name, request, called, error.httpStatus(), error.example(), 0);
          addForcedByQuery(mappings, name, request, called, error.httpStatus(), error.example(), 0);
        }
      }
    }
    return mappings;
  }

  private void addUndocumentedErrors(ArrayNode mappings, Action action, String method) {
    ObjectNode anything = NODES.objectNode().put("matches", ".*");
    CatalogueError refused = Answer.frameworkError("invalid-parameters");
    ObjectNode request = request(method, pathOf(action.path().substring(1)));
    String name = method + " " + action.path() + " undocumented error";
    addForcedByHeader(
        mappings,
        name,
        request,
        anything,
        refused.httpStatus(),
        refusal(action, ForcedErrors.HEADER),
        1);
    addForcedByQuery(
        mappings,
        name,
        request,
        anything,
        refused.httpStatus(),
        refusal(action, ForcedErrors.QUERY),
        1);
  }

  private static void addForcedByHeader(
      ArrayNode mappings,
      String name,
      ObjectNode request,
      ObjectNode called,
      int status,
      JsonNode body,
      int rank) {
    ObjectNode asked = request.deepCopy();
    asked.putObject("headers").set(ForcedErrors.HEADER, called);
    mappings.add(
        mapping(name + " by header", asked, status, body)
            .put("priority", Priority.FORCED_BY_HEADER + rank));
  }

  private static void addForcedByQuery(
      ArrayNode mappings,
      String name,
      ObjectNode request,
      ObjectNode called,
      int status,
      JsonNode body,
      int rank) {
    ObjectNode asked = request.deepCopy();
    asked.putObject("queryParameters").set(ForcedErrors.QUERY, called);
    mappings.add(
        mapping(name + " by query", asked, status, body)
            .put("priority", Priority.FORCED_BY_QUERY + rank));
  }

  private static JsonNode refusal(Action action, String parameter) {
    ObjectNode body = Answer.frameworkError("invalid-parameters").example().deepCopy();
    body.putArray("errors")
        .addObject()
        .put("parameter", parameter)
        .put("error", ForcedErrors.documented(action));
    return body;
  }

  private ArrayNode otherRequests() {
    ArrayNode mappings = NODES.arrayNode();
    String everything = quoted(basePath) + (basePath.isEmpty() ? "/.*" : "(/.*)?");
    ObjectNode preflight = mapping("preflight", request("OPTIONS", everything), 204, null);
    ObjectNode headers = (ObjectNode) preflight.at("/response/headers");
    Cors.preflight().forEach(headers::put);
    mappings.add(preflight.put("priority", Priority.PREFLIGHT));
    ObjectNode contract = mapping("contract", request("GET", "/openapi\\.yaml"), 200, null);
    ObjectNode response = (ObjectNode) contract.get("response");
    response.put("body", text(Contract.openapi()));
    ((ObjectNode) response.get("headers")).put("Content-Type", "application/yaml; charset=utf-8");
    mappings.add(contract.put("priority", Priority.PREFLIGHT));
    String actions =
        Contract.actions().stream()
            .map(action -> action.path().substring(1))
            .collect(Collectors.joining("|"));
    addFrameworkError(mappings, "wrong-method", pathOf("(" + actions + ")"), Priority.WRONG_METHOD);
    addFrameworkError(mappings, "unknown-path", everything, Priority.UNKNOWN_PATH);
    return mappings;
  }

  private static void addFrameworkError(
      ArrayNode mappings, String condition, String path, int priority) {
    CatalogueError error = Answer.frameworkError(condition);
    mappings.add(
        mapping(condition, request("ANY", path), error.httpStatus(), error.example())
            .put("priority", priority));
  }

  private String pathOf(String belowBasePath) {
    return quoted(basePath) + "/" + belowBasePath + "/?";
  }

  private static String quoted(String path) {
    return path.matches("[A-Za-z0-9/_~-]*") ? path : Pattern.quote(path);
  }

  private static ObjectNode request(String method, String pathPattern) {
    return NODES.objectNode().put("method", method).put("urlPathPattern", pathPattern);
  }

  private static ObjectNode mapping(String name, ObjectNode request, int status, JsonNode body) {
    ObjectNode mapping = NODES.objectNode();
    UUID id = UUID.nameUUIDFromBytes(("tracker-mock " + name).getBytes(StandardCharsets.UTF_8));
    mapping.put("id", id.toString()).put("name", name).set("request", request);
    ObjectNode response = mapping.putObject("response").put("status", status);
    ObjectNode headers = response.putObject("headers");
    if (body != null) {
      response.set("jsonBody", body);
      headers.put("Content-Type", "application/json; charset=utf-8");
    }
    Cors.always().forEach(headers::put);
    return mapping;
  }

  private static String text(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> namesOf(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Priorities from 101 on, so that a user's own mapping, 5 unless it says otherwise, wins. */
  private static final class Priority {
    private static final int PREFLIGHT = 101;
    private static final int FORCED_BY_HEADER = 102;
    private static final int FORCED_BY_QUERY = 104;
    private static final int FIRST_EXAMPLE = 150;
    private static final int WRONG_METHOD = 151;
    private static final int UNKNOWN_PATH = 152;

    /** An example that says more is asked first, for it may contain another one. */
    private static int named(int parameters) {
      return FIRST_EXAMPLE - Math.min(parameters, 40);
    }
  }
}
