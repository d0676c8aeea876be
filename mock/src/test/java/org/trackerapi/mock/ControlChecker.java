package org.trackerapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Map;

/** Holds answers of control endpoints against the document that describes them. */
final class ControlChecker {
  private static final String ID = "https://control.test/openapi.json";
  private static final JsonNode DOCUMENT = document();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDialect(
          Dialects.getOpenApi30(), builder -> builder.schemas(Map.of(ID, DOCUMENT.toString())));

  private ControlChecker() {}

  static void check(String method, String path, HttpResponse<String> response) {
    String pointer =
        "/paths/"
            + (path.isEmpty() ? "/" : path).replace("/", "~1")
            + "/"
            + method
            + "/responses/"
            + response.statusCode();
    String shared = DOCUMENT.at(pointer).path("$ref").asText();
    if (!shared.isEmpty()) {
      pointer = shared.substring(1);
    }
    pointer += "/content/application~1json/schema";
    assertThat(DOCUMENT.at(pointer).isMissingNode())
        .as("%s %s: undescribed answer %s", method, path, response)
        .isFalse();
    Schema schema = SCHEMAS.getSchema(SchemaLocation.of(ID + "#" + pointer));
    assertThat(schema.validate(Http.json(response))).as("%s %s", method, path).isEmpty();
  }

  private static JsonNode document() {
    try (InputStream in = Control.class.getResourceAsStream("/tracker-mock/control.yaml")) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
