package org.trackerapi.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** Validates values against places in the contract, by the rules of OpenAPI 3.0. */
final class ContractSchemas {
  private static final String CONTRACT = "https://contract.example/openapi.json";

  private final JsonNode contract;
  private final SchemaRegistry registry;
  private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

  ContractSchemas(JsonNode contract) {
    this.contract = contract;
    Map<String, String> documents = Map.of(CONTRACT, contract.toString());
    registry =
        SchemaRegistry.withDialect(Dialects.getOpenApi30(), builder -> builder.schemas(documents));
  }

  /** Returns what is wrong with a value, by the schema at a JSON pointer of the contract. */
  List<String> violations(String pointer, JsonNode value) {
    String place = contract.at(pointer).path("$ref").asText("#" + pointer);
    return compiled
        .computeIfAbsent(place, at -> registry.getSchema(SchemaLocation.of(CONTRACT + at)))
        .validate(
            value,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  /** Returns what a reference refers to, and anything else as it is. */
  static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? Contract.tree().at(node.get("$ref").asText().substring(1)) : node;
  }

  /** Returns the parameters that an action takes in the query, references resolved. */
  static List<JsonNode> queryParameters(Action action) {
    return StreamSupport.stream(action.get().get("parameters").spliterator(), false)
        .map(ContractSchemas::resolved)
        .filter(parameter -> parameter.get("in").asText().equals("query"))
        .toList();
  }
}
