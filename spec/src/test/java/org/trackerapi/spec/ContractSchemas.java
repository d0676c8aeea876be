package org.trackerapi.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;

/** Validates values against places in the contract, by the rules of OpenAPI 3.0. */
final class ContractSchemas {
  private static final String CONTRACT = "https://contract.example/openapi.json";

  private final SchemaRegistry registry;

  ContractSchemas(JsonNode contract) {
    Map<String, String> documents = Map.of(CONTRACT, contract.toString());
    registry =
        SchemaRegistry.withDialect(Dialects.getOpenApi30(), builder -> builder.schemas(documents));
  }

  /** Returns what is wrong with a value, by the schema at a JSON pointer of the contract. */
  List<String> violations(String pointer, JsonNode value) {
    Schema schema = registry.getSchema(SchemaLocation.of(CONTRACT + "#" + pointer));
    return schema
        .validate(
            value,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }
}
