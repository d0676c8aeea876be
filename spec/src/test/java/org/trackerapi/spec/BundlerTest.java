package org.trackerapi.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundlerTest {
  @TempDir private Path folder;

  @Test
  void theYamlAndTheJsonOfTheArtifactAreTheSameDocument() throws IOException {
    try (InputStream in = Contract.openapi()) {
      assertThat(new YAMLMapper().readTree(in)).isEqualTo(Contract.tree());
    }
  }

  @Test
  void theModelHasEveryOperation() {
    assertThat(Contract.model().getPaths()).hasSize(27);
    assertThat(Contract.model().getPaths().values())
        .allSatisfy(path -> assertThat(path.readOperations()).hasSize(2));
  }

  @Test
  void theClientViewHasOnePostWithJsonForEveryAction() throws IOException {
    JsonNode client;
    try (InputStream in = Contract.clientOpenapi()) {
      client = new YAMLMapper().readTree(in);
    }
    assertThat(client.get("paths")).hasSize(27);
    for (JsonNode path : client.get("paths")) {
      assertThat(path).hasSize(1);
      assertThat(path.at("/post/requestBody/content")).hasSize(1);
    }
    assertThat(client.toString()).doesNotContain("\"oneOf\"", "\"not\"", "\"anyOf\"");
  }

  @Test
  void theClientViewAcceptsTheRequestExamplesOfTheContract() throws IOException {
    JsonNode client;
    try (InputStream in = Contract.clientOpenapi()) {
      client = new YAMLMapper().readTree(in);
    }
    ContractSchemas schemas = new ContractSchemas(client);
    for (Action action : Contract.actions()) {
      String place =
          "/paths/"
              + action.path().replace("/", "~1")
              + "/post/requestBody/content/application~1json/schema";
      for (JsonNode example : action.requestExamples()) {
        assertThat(schemas.violations(place, example.get("value"))).as(action.name()).isEmpty();
      }
    }
  }

  @Test
  void aReferenceThatLeadsNowhereIsRefused() throws IOException {
    Path root = folder.resolve("openapi.yaml");
    Files.writeString(
        root,
        """
        openapi: 3.0.3
        info: {title: t, version: '1'}
        paths:
          /a: {$ref: paths/missing.yaml}
        """);
    assertThatThrownBy(() -> Bundler.bundle(root))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("missing.yaml");
  }
}
