package org.trackerapi.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void numbersAreNumbersForReadersOfYaml11Too() throws IOException {
    try (InputStream in = Contract.openapi()) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(yaml).contains("maximum: 90").doesNotContainPattern(": -?[0-9.]+E");
    }
  }

  @Test
  void aReferenceThatLeadsNowhereIsRefusedWithTheFileThatHasIt() throws IOException {
    Path root = contract("  /a: {$ref: paths/a.yaml}");
    file("paths/a.yaml", "post: {$ref: ../missing.yaml}", "get: {$ref: 'b.yaml#/nothing'}");
    file("paths/b.yaml", "something: 1");
    assertThatThrownBy(() -> Bundler.bundle(root))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a.yaml: $ref ../missing.yaml leads nowhere")
        .hasMessageContaining("a.yaml: $ref b.yaml#/nothing leads nowhere");
  }

  @Test
  void whatIsNoYamlIsRefusedWithFileAndLine() throws IOException {
    Path root = contract("  /a: {$ref: paths/a.yaml}");
    file("paths/a.yaml", "post:", "  summary: 'never closed");
    file("paths/b.yaml", "post: 1", "get: 2", "post: 3");
    assertThatThrownBy(() -> Bundler.bundle(root))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "(?s).*a.yaml:2: while scanning a quoted scalar .* line 2, .*"
                + "b.yaml:3: Duplicate field 'post'");
    assertThatThrownBy(() -> Bundler.bundle(root)).message().hasLineCount(2);
  }

  private Path contract(String paths) throws IOException {
    return file(
        "openapi.yaml", "openapi: 3.0.3", "info: {title: t, version: '1'}", "paths:", paths);
  }

  private Path file(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, List.of(lines));
  }
}
