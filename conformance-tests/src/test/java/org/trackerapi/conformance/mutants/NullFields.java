package org.trackerapi.conformance.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.trackerapi.spec.Contract;

/** Adds a null for each field that an answer lacks and that the contract allows to be null. */
final class NullFields {
  private NullFields() {}

  static void fill(String action, ObjectNode body) {
    JsonNode schema =
        Contract.action(action)
            .orElseThrow()
            .post()
            .at("/responses/200/content/application~1json/schema");
    fill(schema, body);
  }

  private static JsonNode resolved(JsonNode schema) {
    return schema.has("$ref")
        ? Contract.tree().at(schema.get("$ref").asText().substring(1))
        : schema;
  }

  private static void fill(JsonNode unresolved, JsonNode value) {
    JsonNode schema = resolved(unresolved);
    if (value.isArray()) {
      value.forEach(item -> fill(schema.path("items"), item));
    } else if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        if (object.has(property.getKey())) {
          fill(property.getValue(), object.get(property.getKey()));
        } else if (resolved(property.getValue()).path("nullable").asBoolean()) {
          object.putNull(property.getKey());
        }
      }
      JsonNode others = schema.path("additionalProperties");
      if (others.isObject()) {
        object.properties().stream()
            .filter(entry -> !schema.path("properties").has(entry.getKey()))
            .forEach(entry -> fill(others, entry.getValue()));
      }
    }
  }
}
