package org.trackerapi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.CatalogueError;
import org.trackerapi.spec.Contract;

/** Holds an answer against what the contract says the action answers. */
final class AnswerCheck {
  /** Errors that any path may answer: demo accounts, paths and methods that are not offered. */
  private static final Set<Integer> OUTSIDE = Set.of(101, 111, 112);

  /** Longer lists are validated in samples: their items are alike. */
  private static final int LONG_LIST = 400;

  private static final String DOCUMENT = "https://tracker-api.invalid/openapi.json";
  private static final SchemaRegistry REGISTRY = registry();
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private AnswerCheck() {}

  /** Returns everything about the answer that the contract does not describe; empty when fine. */
  static List<String> problems(Action action, Answer answer) {
    List<String> problems = new ArrayList<>();
    if (!isJsonType(answer.contentType())) {
      problems.add(
          "Content-Type is "
              + (answer.contentType().isEmpty() ? "missing" : answer.contentType())
              + ", not application/json");
    }
    JsonNode json = answer.json();
    if (!json.isObject()) {
      problems.add(
          json.isMissingNode()
              ? "the body is no JSON: " + answer.brokenJson()
              : "the body is no JSON object");
      return problems;
    }
    if (answer.status() == 200) {
      if (!answer.isSuccess()) {
        problems.add("HTTP 200 without \"success\": true");
      } else {
        problems.addAll(violations(successSchema(action), json));
      }
    } else {
      problems.addAll(refusal(action, answer));
    }
    return problems;
  }

  private static boolean isJsonType(String type) {
    return type.split(";")[0].strip().equalsIgnoreCase("application/json");
  }

  private static List<String> refusal(Action action, Answer answer) {
    List<String> problems = new ArrayList<>();
    JsonNode json = answer.json();
    if (!json.path("success").isBoolean() || json.get("success").asBoolean()) {
      problems.add("HTTP " + answer.status() + " without \"success\": false");
    }
    problems.addAll(violations("ErrorResponse", json));
    int code = answer.code();
    if (code == 0) {
      return problems;
    }
    CatalogueError error = Contract.errors().byNumber(code).orElse(null);
    boolean documented = action.errors().stream().anyMatch(own -> own.number() == code);
    if (error == null || !(documented || code <= 15 || OUTSIDE.contains(code))) {
      problems.add("code " + code + " is none that the contract documents for this action");
    } else if (error.httpStatus() != answer.status()) {
      problems.add(
          "code " + code + " came with HTTP " + answer.status() + ", not " + error.httpStatus());
    }
    return problems;
  }

  /** Returns where the JSON differs from a schema of the contract. */
  static List<String> violations(String schemaName, JsonNode json) {
    Schema schema = SCHEMAS.computeIfAbsent(schemaName, AnswerCheck::schema);
    List<String> problems = new ArrayList<>();
    for (Error error : schema.validate(sampled(json))) {
      String problem = error.getInstanceLocation() + " " + error.getMessage();
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
    }
    integers(json, "", problems);
    return problems.size() > 5 ? problems.subList(0, 5) : problems;
  }

  /** The contract's integers are of 32 bits, and its ids among them. */
  private static void integers(JsonNode node, String path, List<String> problems) {
    if (node.isIntegralNumber() && !node.canConvertToInt() && isId(path)) {
      problems.add(path + " is no integer of 32 bits: " + node);
    } else if (node.isContainerNode() && node.size() <= LONG_LIST) {
      if (node.isObject()) {
        node.properties()
            .forEach(entry -> integers(entry.getValue(), path + "/" + entry.getKey(), problems));
      } else {
        for (JsonNode item : node) {
          integers(item, path, problems);
        }
      }
    }
  }

  private static boolean isId(String path) {
    return path.endsWith("id") || path.endsWith("blocked") || path.endsWith("not_exist");
  }

  private static JsonNode sampled(JsonNode json) {
    JsonNode list = json.path("list");
    if (!list.isArray() || list.size() <= LONG_LIST) {
      return json;
    }
    ObjectNode copy = Call.JSON.createObjectNode();
    json.properties().forEach(entry -> copy.set(entry.getKey(), entry.getValue()));
    ArrayNode some = copy.putArray("list");
    for (int i = 0; i < list.size(); i += list.size() / LONG_LIST) {
      some.add(list.get(i));
    }
    return copy;
  }

  /** Returns the name of the schema of the answer 200 of an action. */
  static String successSchema(Action action) {
    String reference =
        action.post().at("/responses/200/content/application~1json/schema/$ref").asText();
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static Schema schema(String name) {
    return REGISTRY.getSchema(SchemaLocation.of(DOCUMENT + "#/components/schemas/" + name));
  }

  private static SchemaRegistry registry() {
    String document = Contract.tree().toString();
    return SchemaRegistry.withDialect(
        Dialects.getOpenApi30(),
        builder ->
            builder
                .schemas(Map.of(DOCUMENT, document))
                .schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  }
}
