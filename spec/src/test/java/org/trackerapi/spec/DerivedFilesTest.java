package org.trackerapi.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    List<JsonNode> files = new ArrayList<>(List.of(manifest.get("main"), manifest.get("types")));
    addTexts(manifest.get("exports"), files);
    assertThat(files)
        .hasSize(10)
        .allSatisfy(file -> assertThat(TARGET.resolve("npm").resolve(file.asText())).exists());
    assertThat(TARGET.resolve("npm/LICENSE")).content().contains("Apache License");
    assertThat(npm("README.md")).contains(manifest.get("license").asText());
  }

  private static void addTexts(JsonNode node, List<JsonNode> texts) {
    if (node.isTextual()) {
      texts.add(node);
    }
    node.forEach(child -> addTexts(child, texts));
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
    for (JsonNode example : action.requestExamples()) {
      String name = action.name() + ": " + example.get("summary").asText();
      JsonNode item = item(action, name);
      assertThat(item.at("/request/url/raw").asText()).isEqualTo("{{baseUrl}}" + action.path());
      assertThat(body(item.at("/request/body/raw").asText())).isEqualTo(example.get("value"));
      assertThat(item.get("response")).hasSize(1 + action.errors().size());
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void theFirstExampleIsAlsoAFormAndAQuery(Action action) throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (Map.Entry<String, JsonNode> parameter :
        action.requestExamples().iterator().next().get("value").properties()) {
      JsonNode value = parameter.getValue();
      if (!value.isNull()) {
        expected.put(parameter.getKey(), value.isTextual() ? value.asText() : value.toString());
      }
    }
    JsonNode form = item(action, action.name() + ": as a form").at("/request/body/urlencoded");
    JsonNode query = item(action, action.name() + ": as a query").at("/request/url/query");
    assertThat(fields(form)).isEqualTo(expected);
    assertThat(fields(query)).isEqualTo(expected);

    String http = Files.readString(TARGET.resolve("tracker-api.http"));
    String start = "GET {{baseUrl}}" + action.path() + "?";
    String line = http.lines().filter(l -> l.startsWith(start)).findFirst().orElseThrow();
    assertThat(decoded(line.substring(start.length()))).isEqualTo(expected);
    String asForm = http.split(action.name() + ": as a form\n", 2)[1].split("\n\n")[1];
    assertThat(decoded(asForm.strip())).isEqualTo(expected);
  }

  private static Map<String, String> fields(JsonNode list) {
    Map<String, String> fields = new TreeMap<>();
    list.forEach(
        f -> fields.put(f.get("key").asText(), f.get("value").asText().replace("{{hash}}", HASH)));
    return fields;
  }

  private static Map<String, String> decoded(String text) {
    Map<String, String> fields = new TreeMap<>();
    for (String field : text.replace("{{hash}}", HASH).split("&")) {
      String[] parts = field.split("=", 2);
      fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  @ParameterizedTest
  @MethodSource("actions")
  void onlyExamplesThatWriteStartFromTheFixtureFleet(Action action) throws IOException {
    boolean writes = !action.post().path("x-safe").asBoolean();
    JsonNode item = item(action, action.name() + ": as a form");
    assertThat(item.toString().contains("resetUrl")).isEqualTo(writes);
    String http = Files.readString(TARGET.resolve("tracker-api.http"));
    String before = http.substring(0, http.indexOf("### " + action.name() + ": as a form"));
    assertThat(before.endsWith("POST {{resetUrl}}\n\n")).isEqualTo(writes);
  }

  private static JsonNode item(Action action, String name) throws IOException {
    for (JsonNode folder : postman().get("item")) {
      for (JsonNode item : folder.get("item")) {
        if (folder.get("name").asText().equals(action.tag())
            && item.get("name").asText().equals(name)) {
          return item;
        }
      }
    }
    throw new AssertionError("no request " + name);
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
