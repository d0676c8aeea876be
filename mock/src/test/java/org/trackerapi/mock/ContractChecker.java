package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.net.http.HttpResponse;
import java.util.Map;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/** Holds answers against the contract. */
final class ContractChecker {
  private static final String ID = "https://contract.test/openapi.json";
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDialect(
          Dialects.getOpenApi30(),
          builder -> builder.schemas(Map.of(ID, Contract.tree().toString())));

  private ContractChecker() {}

  /** Demands a documented status, JSON, the schema of that status and a documented error. */
  static void check(Action action, HttpResponse<String> response) {
    String status = Integer.toString(response.statusCode());
    JsonNode documented = action.post().at("/responses/" + status);
    assertThat(documented.isMissingNode())
        .as("%s: undocumented status %s: %s", action.name(), status, response.body())
        .isFalse();
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/json; charset=utf-8");
    JsonNode body = Http.json(response);
    String reference = documented.at("/content/application~1json/schema/$ref").asText();
    Schema schema = SCHEMAS.getSchema(SchemaLocation.of(ID + reference));
    assertThat(schema.validate(body)).as("%s: %s", action.name(), response.body()).isEmpty();
    if (response.statusCode() != 200) {
      assertThat(action.error(body.at("/status/code").asText()))
          .as("%s: undocumented error: %s", action.name(), response.body())
          .isPresent();
    }
  }
}
