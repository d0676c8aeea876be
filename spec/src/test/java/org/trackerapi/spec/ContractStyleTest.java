package org.trackerapi.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the names, the order and the descriptions of the contract's files. */
class ContractStyleTest {
  private static final Path FOLDER = Path.of(System.getProperty("spec.basedir"), "openapi");
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final List<String> KEYS =
      List.of(
          "operationId",
          "x-alias-of",
          "tags",
          "summary",
          "description",
          "x-source",
          "x-safe",
          "x-level",
          "x-required-rights",
          "security",
          "parameters",
          "requestBody",
          "responses");

  static Stream<Action> actions() {
    return Contract.actions().stream();
  }

  @Test
  void thereAreTwentySevenActionsWithTwoOperationsEach() {
    assertThat(Contract.actions()).hasSize(27);
    assertThat(Contract.tree().get("paths")).allSatisfy(path -> assertThat(path).hasSize(2));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void namesFollowThePath(Action action) {
    String camel = camel(action.path());
    assertThat(action.operationId()).isEqualTo(camel);
    assertThat(action.get().get("operationId").asText()).isEqualTo(camel + "ByQuery");
    assertThat(action.get().get("x-alias-of").asText()).isEqualTo(camel);
    assertThat(FOLDER.resolve("paths/tracker/" + action.name() + ".yaml")).exists();
    String request = camel.substring("tracker".length()) + "Request";
    for (String form : List.of("application~1json", "application~1x-www-form-urlencoded")) {
      String reference = action.post().at("/requestBody/content/" + form + "/schema/$ref").asText();
      assertThat(reference).isEqualTo("#/components/schemas/" + request);
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void keysOfAnOperationComeInOneOrder(Action action) throws IOException {
    JsonNode file =
        YAML.readTree(FOLDER.resolve("paths/tracker/" + action.name() + ".yaml").toFile());
    for (JsonNode operation : file) {
      List<String> keys = new ArrayList<>();
      operation.fieldNames().forEachRemaining(keys::add);
      assertThat(keys).isSubsetOf(KEYS).isEqualTo(KEYS.stream().filter(keys::contains).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void theGetTakesTheParametersOfThePost(Action action) {
    Set<String> query = new TreeSet<>(Set.of("hash"));
    Set<String> requiredInQuery = new TreeSet<>();
    for (JsonNode parameter : ContractSchemas.queryParameters(action)) {
      query.add(parameter.get("name").asText());
      if (parameter.path("required").asBoolean()) {
        requiredInQuery.add(parameter.get("name").asText());
      }
    }
    Set<String> body = new TreeSet<>();
    action.requestSchema().get("properties").fieldNames().forEachRemaining(body::add);
    Set<String> requiredInBody = new TreeSet<>();
    action.requestSchema().path("required").forEach(name -> requiredInBody.add(name.asText()));
    assertThat(query).isEqualTo(body);
    assertThat(requiredInQuery).isEqualTo(requiredInBody);
    assertThat(action.get().get("x-required-rights"))
        .isEqualTo(action.post().get("x-required-rights"));
    assertThat(action.get().get("responses")).isEqualTo(action.post().get("responses"));
    assertThat(action.get().get("tags")).isEqualTo(action.post().get("tags"));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void aParameterHasTheSameLimitsInQueryAndBody(Action action) {
    for (JsonNode parameter : ContractSchemas.queryParameters(action)) {
      String name = parameter.get("name").asText();
      JsonNode inBody = action.requestSchema().get("properties").get(name);
      JsonNode inQuery =
          parameter.has("schema")
              ? parameter.get("schema")
              : parameter.at("/content/application~1json/schema");
      assertThat(withoutWords(inQuery)).as(name).isEqualTo(withoutWords(inBody));
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void formAndQueryTakeArraysAndObjectsAsJsonText(Action action) {
    JsonNode encoding =
        action.post().at("/requestBody/content/application~1x-www-form-urlencoded/encoding");
    for (JsonNode parameter : ContractSchemas.queryParameters(action)) {
      String name = parameter.get("name").asText();
      boolean jsonText = parameter.has("content");
      assertThat(encoding.has(name)).as(name).isEqualTo(jsonText);
      if (jsonText) {
        assertThat(encoding.get(name).get("contentType").asText()).isEqualTo("application/json");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void requiredRightsAreSaidInWordsTooForViewersThatShowNoExtensions(Action action) {
    for (String right : action.requiredRights()) {
      assertThat(action.post().get("description").asText()).contains("`" + right + "`");
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyOperationAndParameterIsDescribed(Action action) {
    Pattern imperative = Pattern.compile("[A-Z][a-z]+( [A-Za-z]+){1,8}");
    for (JsonNode operation : List.of(action.post(), action.get())) {
      assertThat(operation.get("summary").asText()).matches(imperative);
      assertThat(operation.get("description").asText()).endsWith(".");
      assertThat(operation.get("x-source").asText()).startsWith("tracker#");
      operation
          .get("parameters")
          .forEach(
              p -> assertThat(described(ContractSchemas.resolved(p))).as(p.toString()).isTrue());
      operation.get("responses").forEach(r -> assertThat(described(r)).isTrue());
    }
  }

  @Test
  void everySchemaAndPropertyIsDescribed() {
    for (Map.Entry<String, JsonNode> schema :
        Contract.tree().at("/components/schemas").properties()) {
      assertThat(described(schema.getValue())).as(schema.getKey()).isTrue();
      for (Map.Entry<String, JsonNode> property :
          schema.getValue().path("properties").properties()) {
        String place = schema.getKey() + "." + property.getKey();
        assertThat(property.getValue().has("$ref") || described(property.getValue()))
            .as(place)
            .isTrue();
      }
    }
  }

  @Test
  void everySchemaFileHoldsOneComponentOfItsName() throws IOException {
    Set<String> files = new TreeSet<>();
    try (Stream<Path> folder = Files.list(FOLDER.resolve("schemas"))) {
      folder.forEach(file -> files.add(file.getFileName().toString().replace(".yaml", "")));
    }
    Set<String> components = new TreeSet<>();
    Contract.tree().at("/components/schemas").fieldNames().forEachRemaining(components::add);
    assertThat(components).isEqualTo(files);
  }

  @Test
  void everyDateTimeSaysItsFormat() {
    for (JsonNode schema : Contract.tree().at("/components/schemas")) {
      for (JsonNode property : schema.path("properties")) {
        if (property.path("description").asText().contains("yyyy-MM-dd HH:mm:ss")
            && property.get("type").asText().equals("string")) {
          Pattern pattern = Pattern.compile(property.get("pattern").asText());
          assertThat("2026-11-02 13:47:13").matches(pattern);
          assertThat("2026-11-02T13:47:13+01:00").matches(pattern);
          assertThat("2026-11-02T12:47:13Z").matches(pattern);
          assertThat("2026-11-02T13:47:13").doesNotMatch(pattern);
          assertThat("2026-13-02 13:47:13").doesNotMatch(pattern);
        }
      }
    }
  }

  private static boolean described(JsonNode node) {
    return node.path("description").asText().length() > 5;
  }

  private static JsonNode withoutWords(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    if (copy instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
      object.remove("description");
    }
    return copy;
  }

  private static String camel(String path) {
    StringBuilder name = new StringBuilder();
    for (String word : path.substring(1).split("[/_]")) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
