package org.trackerapi.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/** Checks answers against the contract: status, schema, and that an error is documented. */
final class ContractCheck {
  private static final String CONTRACT = "https://contract.example/openapi.json";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(
          Dialects.getOpenApi30(),
          builder -> builder.schemas(Map.of(CONTRACT, Contract.tree().toString())));
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private ContractCheck() {}

  static void check(Action action, int status, JsonNode body) {
    JsonNode response = action.post().path("responses").path(Integer.toString(status));
    assertThat(response.isMissingNode())
        .as("%s documents status %d; it answered %s", action.name(), status, body)
        .isFalse();
    String schema = response.at("/content/application~1json/schema/$ref").asText();
    assertThat(schema(schema).validate(body)).as("%s: %s", action.name(), body).isEmpty();
    if (status != 200) {
      int code = body.at("/status/code").intValue();
      assertThat(action.error(Integer.toString(code)))
          .as("%s documents error %d", action.name(), code)
          .isPresent()
          .get()
          .matches(error -> error.httpStatus() == status);
    }
  }

  private static Schema schema(String reference) {
    return SCHEMAS.computeIfAbsent(
        reference, r -> REGISTRY.getSchema(SchemaLocation.of(CONTRACT + r)));
  }
}
