package org.trackerapi.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the npm package and the collections of requests against the contract. */
class DerivedFilesTest {
  private static final Path TARGET = Path.of(System.getProperty("spec.basedir"), "target");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HASH = Fixtures.hashOf("master").orElseThrow();

  static Stream<Action> actions() {
    return Contract.actions().stream();
  }

  @Test
  void theNpmPackageHasTheVersionOfTheContractAndAllItExports() throws IOException {
    JsonNode manifest = JSON.readTree(npm("package.json"));
    assertThat(manifest.get("version")).isEqualTo(Contract.tree().at("/info/version"));
    List<JsonNode> files = new ArrayList<>();
    manifest
        .get("exports")
        .forEach(entry -> (entry.isTextual() ? List.of(entry) : entry).forEach(files::add));
    assertThat(files)
        .hasSize(6)
        .allSatisfy(file -> assertThat(TARGET.resolve("npm").resolve(file.asText())).exists());
  }

  @Test
  void theNpmPackageNamesEveryError() throws IOException {
    for (CatalogueError error : Contract.errors().all()) {
      assertThat(npm("index.js")).contains("  %s: %d,".formatted(error.name(), error.number()));
      assertThat(npm("index.d.ts"))
          .contains("  readonly %s: %d;".formatted(error.name(), error.number()));
    }
  }

  @Test
  void theNpmPackageHasATypeForEverySchema() throws IOException {
    String types = npm("index.d.ts");
    Contract.tree()
        .at("/components/schemas")
        .fieldNames()
        .forEachRemaining(
            name -> assertThat(types).containsPattern("export (interface|type) " + name + " "));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void theNpmPackageTypesEveryAction(Action action) throws IOException {
    assertThat(npm("index.d.ts")).contains("  '" + action.path() + "': {\n    request: ");
    assertThat(npm("index.js")).contains(action.operationId() + ": '" + action.path() + "'");
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyExampleIsAPostmanRequestWithItsAnswers(Action action) throws IOException {
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode folder : postman().get("item")) {
      if (folder.get("name").asText().equals(action.tag())) {
        folder.get("item").forEach(items::add);
      }
    }
    for (JsonNode example : action.requestExamples()) {
      String name = action.name() + ": " + example.get("summary").asText();
      JsonNode item =
          items.stream().filter(i -> i.get("name").asText().equals(name)).findFirst().orElseThrow();
      assertThat(item.at("/request/url/raw").asText()).isEqualTo("{{baseUrl}}" + action.path());
      assertThat(body(item.at("/request/body/raw").asText())).isEqualTo(example.get("value"));
      assertThat(item.get("response")).hasSize(1 + action.errors().size());
    }
  }

  @Test
  void everyExampleIsAnHttpRequest() throws IOException {
    String[] requests = Files.readString(TARGET.resolve("tracker-api.http")).split("\n### ");
    List<JsonNode> bodies = new ArrayList<>();
    for (String request : requests) {
      if (request.contains("\n{")) {
        bodies.add(body(request.substring(request.indexOf("\n{"))));
      }
    }
    List<JsonNode> examples = new ArrayList<>();
    actions().forEach(a -> a.requestExamples().forEach(e -> examples.add(e.get("value"))));
    assertThat(bodies).isEqualTo(examples);
  }

  @Test
  void collectionsHoldTheHashInOnePlace() throws IOException {
    String http = Files.readString(TARGET.resolve("tracker-api.http"));
    assertThat(http.split(HASH, -1)).hasSize(2);
    assertThat(postman().at("/variable/1/value").asText()).isEqualTo(HASH);
    assertThat(postman().get("item").findValuesAsText("raw"))
        .noneSatisfy(raw -> assertThat(raw).contains(HASH));
  }

  private static JsonNode body(String text) throws IOException {
    return JSON.readTree(text.replace("{{hash}}", HASH));
  }

  private static JsonNode postman() throws IOException {
    return JSON.readTree(TARGET.resolve("tracker-api.postman_collection.json").toFile());
  }

  private static String npm(String file) throws IOException {
    return Files.readString(TARGET.resolve("npm").resolve(file));
  }
}
