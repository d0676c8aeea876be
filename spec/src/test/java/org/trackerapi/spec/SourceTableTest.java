package org.trackerapi.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trackerapi.spec.ContractSchemas.resolved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the contract against the table that was transcribed from the source document. */
class SourceTableTest {
  private static final JsonNode TABLE = table();
  private static final List<Integer> GENERAL = List.of(1, 3, 4, 5, 6, 7, 9, 11, 14, 15);
  private static final Map<String, List<String>> TYPES =
      Map.ofEntries(
          Map.entry("int", List.of("integer")),
          Map.entry("float", List.of("number")),
          Map.entry("boolean", List.of("boolean")),
          Map.entry("string", List.of("string")),
          Map.entry("enum", List.of("string")),
          Map.entry("date/time", List.of("string")),
          Map.entry("date", List.of("string")),
          Map.entry("object", List.of("object")),
          Map.entry("map", List.of("object")));

  static Stream<JsonNode> actions() {
    return stream(TABLE.get("actions"));
  }

  static Stream<Map.Entry<String, JsonNode>> objects() {
    return TABLE.get("objects").properties().stream();
  }

  @Test
  void everyActionOfTheSourceIsThereInItsOrder() {
    assertThat(Contract.actions())
        .extracting(Action::name)
        .containsExactlyElementsOf(actions().map(row -> text(row, "action")).toList());
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyParameterOfTheSourceIsThereWithItsLimits(JsonNode row) {
    Action action = action(row);
    for (JsonNode parameter : row.get("parameters")) {
      String name = text(parameter, "name");
      JsonNode schema = property(action.requestSchema(), name);
      String place = action.name() + "." + name + ", line " + parameter.get("line");
      assertThat(schema.isMissingNode()).as(place).isFalse();
      assertType(place, text(parameter, "type"), schema);
      for (String limit : List.of("maxLength", "minItems", "maxItems", "uniqueItems", "enum")) {
        if (limit.equals("uniqueItems") && name.contains("[].")) {
          assertUnique(place, action, name, parameter.path(limit).asBoolean());
        } else if (parameter.has(limit)) {
          assertThat(schema.get(limit)).as(place + " " + limit).isEqualTo(parameter.get(limit));
        }
      }
      for (String limit : List.of("minLength", "maxLength", "maxItems")) {
        if (parameter.has("contract_" + limit)) {
          assertThat(schema.get(limit)).as(place).isEqualTo(parameter.get("contract_" + limit));
        }
      }
      parameter
          .path("item")
          .properties()
          .forEach(
              limit ->
                  assertThat(schema.get("items").get(limit.getKey()))
                      .as(place + " item")
                      .isEqualTo(limit.getValue()));
      assertThat(schema.at("/x-max-items/count"))
          .as(place)
          .isEqualTo(parameter.at("/contract_error_beyond/items"));
      assertThat(schema.path("default").asText(null))
          .as(place + " default")
          .isEqualTo(parameter.path("default").asText(null));
      assertThat(schema.path("nullable").asBoolean())
          .as(place + " is nullable")
          .isEqualTo(parameter.path("nullable").asBoolean());
      if (!name.matches(".*[.\\[].*")) {
        assertThat(required(action.requestSchema()).contains(name))
            .as(place + " is required")
            .isEqualTo(isRequired(parameter));
      }
    }
    for (JsonNode parameter : row.path("plugin_parameters")) {
      String name = text(parameter, "name").replace("device ID", "device_id");
      assertThat(action.requestSchema().get("properties").has(name)).as(name).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyErrorOfTheSourceIsThereWithItsWording(JsonNode row) {
    Action action = action(row);
    for (JsonNode code : row.get("errors")) {
      String place = action.name() + "/" + code.get("code") + ", line " + code.get("line");
      assertThat(action.error(code.get("code").asText())).as(place).isPresent();
      String wording = action.error(code.get("code").asText()).orElseThrow().wording();
      assertThat(normal(wording)).as(place).isEqualTo(normal(text(code, "wording")));
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void noErrorIsThereButThoseOfTheSourceTheDecisionsAndTheGeneralOnes(JsonNode row) {
    Set<Integer> expected = new TreeSet<>(GENERAL);
    row.get("errors").forEach(error -> expected.add(error.get("code").intValue()));
    row.path("added_errors").forEach(error -> expected.add(error.get("code").intValue()));
    if (!action(row).requiredRights().isEmpty()) {
      expected.add(13);
    }
    Set<Integer> listed = new TreeSet<>();
    action(row).errors().forEach(error -> listed.add(error.number()));
    if (sendsToADevice(row)) {
      expected.add(8);
    }
    assertThat(listed).isEqualTo(expected);
  }

  /** D-177: the actions that put something into the queue to devices. */
  private static boolean sendsToADevice(JsonNode row) {
    return Set.of(
            "change_phone",
            "location_request",
            "register",
            "register_retry",
            "replace",
            "replace_retry",
            "send_command",
            "raw_command/send")
        .contains(text(row, "action"));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void theRightsAreThoseOfTheSourceAndTheDecisions(JsonNode row) {
    List<String> rights =
        Stream.of("/rights/names", "/added_rights/names")
            .flatMap(place -> stream(row.at(place)))
            .map(JsonNode::asText)
            .toList();
    assertThat(action(row).requiredRights()).containsExactlyInAnyOrderElementsOf(rights);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void aGetThatTheSourceDoesNotShowIsMarked(JsonNode row) {
    boolean shown = stream(row.get("forms")).anyMatch(form -> text(form, "form").equals("get"));
    assertThat(action(row).get().has("x-level")).isEqualTo(!shown);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyFieldOfAnAnswerIsThere(JsonNode row) {
    Action action = action(row);
    JsonNode answer = resolved(action.post().at("/responses/200/content/application~1json/schema"));
    assertFields(action.name(), answer, row.get("response"), List.of());
  }

  @ParameterizedTest
  @MethodSource("objects")
  void everyFieldOfAnObjectIsThere(Map.Entry<String, JsonNode> object) {
    Map<String, String> components =
        Map.ofEntries(
            Map.entry("tracker", "Tracker"),
            Map.entry("tag_binding", "TagBinding"),
            Map.entry("output_info", "OutputInfo"),
            Map.entry("sensor_value", "SensorValue"),
            Map.entry("state", "TrackerState"),
            Map.entry("model", "Model"));
    String component = components.get(object.getKey());
    if (component != null) {
      JsonNode fields =
          object.getValue().has("fields") ? object.getValue().get("fields") : object.getValue();
      JsonNode schema = Contract.tree().at("/components/schemas/" + component);
      List<String> required = new ArrayList<>();
      object.getValue().path("contract_required").forEach(name -> required.add(name.asText()));
      assertFields(component, schema, fields, required);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"get_diagnostics", "get_fuel", "get_readings"})
  void everySensorInputNameOfTheSourceIsDescribed(String action) {
    String description = text(Contract.action(action).orElseThrow().post(), "description");
    for (JsonNode row : TABLE.at("/names/" + action + "_inputs")) {
      String name = text(row, row.has("contract_name") ? "contract_name" : "name");
      assertThat(description).contains("`" + name + "`");
      if (row.has("max")) {
        assertThat(description)
            .contains("`" + name + "` (x: " + row.get("min") + "–" + row.get("max"));
      }
    }
  }

  @Test
  void everyDiagnosticStateOfTheSourceIsThereWithItsType() {
    JsonNode states = Contract.tree().at("/components/schemas/DiagnosticStates/properties");
    for (JsonNode row : TABLE.at("/names/diagnostics_states")) {
      String type = text(row, "type").equals("double") ? "number" : text(row, "type");
      assertThat(states.path(text(row, "name")).path("type").asText())
          .as(text(row, "name"))
          .isEqualTo(type);
    }
  }

  @Test
  void theInputTypesAreTheNineOfTheSource() {
    assertThat(Contract.tree().at("/components/schemas/InputType/enum"))
        .containsExactlyElementsOf(names("input_types"));
  }

  @Test
  void everyIdTypeOfTheSourceIsInTheGrammar() {
    String pattern =
        text(Contract.tree().at("/components/schemas/Model/properties/id_type"), "pattern");
    for (JsonNode idType : names("id_types")) {
      assertThat(idType.asText().replaceAll("\\bn\\b", "10").replaceAll("\\bm\\b", "2"))
          .matches(pattern);
    }
  }

  @Test
  void theModelOfTheExampleIsTheOneOfTheSource() {
    JsonNode model =
        Contract.action("list_models").orElseThrow().answerExamples().at("/one/value/list/0");
    assertThat(model.get("rules")).containsExactlyElementsOf(names("model_rules_in_sample"));
    assertThat(model.get("state_fields"))
        .containsExactlyElementsOf(names("model_state_fields_in_sample"));
  }

  @Test
  void theLimitOfABatchIsWrittenTheSameInBothPlaces() {
    for (String batch : List.of("batch_get_inputs", "batch_get_outputs")) {
      assertThat(request(batch).at("/properties/trackers/x-max-items/count").intValue())
          .isEqualTo(Contract.limit("ids-per-batch"));
    }
  }

  @Test
  void theLimitsAreThoseOfTheSource() {
    assertThat(Contract.limit("devices-per-account")).isEqualTo(limit("devices per account"));
    assertThat(request("list").at("/properties/labels/maxItems").intValue())
        .isEqualTo(limit("labels"));
    assertThat(request("list").at("/properties/labels/items/maxLength").intValue())
        .isEqualTo(limit("length of a label filter"));
    assertThat(request("get_states").at("/properties/trackers/maxItems").intValue())
        .isEqualTo(limit("trackers of get_states"));
    assertThat(request("register").at("/properties/label/maxLength").intValue())
        .isEqualTo(limit("length of a tracker label"));
    assertThat(Contract.tree().at("/components/schemas/TagBinding/properties/ordinal/maximum"))
        .hasToString(Integer.toString(limit("largest ordinal")));
  }

  /** The contract says with an extension that a property differs in all objects of a list. */
  private static void assertUnique(String place, Action action, String name, boolean unique) {
    String[] listAndProperty = name.split("\\[]\\.");
    List<String> properties = new ArrayList<>();
    property(action.requestSchema(), listAndProperty[0])
        .path("x-unique-by")
        .forEach(property -> properties.add(property.asText()));
    assertThat(properties.contains(listAndProperty[1])).as(place).isEqualTo(unique);
  }

  private static void assertFields(
      String where, JsonNode schema, JsonNode fields, List<String> requiredAtTheTop) {
    for (JsonNode field : fields) {
      String place = where + "." + text(field, "field") + ", line " + field.get("line");
      JsonNode parent = schema;
      JsonNode found = schema;
      String last = "";
      for (String step : text(field, "field").split("\\.")) {
        parent = resolved(found);
        found = step(parent, step);
        last = step;
      }
      found = resolved(found);
      assertThat(found.isMissingNode()).as(place).isFalse();
      String type = text(field, field.has("contract_type") ? "contract_type" : "type");
      assertType(place, type, found);
      boolean nullable =
          field.path("nullable").asBoolean() || field.path("contract_nullable").asBoolean();
      assertThat(found.path("nullable").asBoolean()).as(place + " is nullable").isEqualTo(nullable);
      if (parent.path("properties").has(last)) {
        boolean always =
            requiredAtTheTop.isEmpty() || parent != schema
                ? field.path("contract_required").asBoolean(!nullable && !dispensable(field))
                : requiredAtTheTop.contains(last);
        assertThat(required(parent).contains(last)).as(place + " is required").isEqualTo(always);
      }
      if (field.has("enum") && found.has("enum")) {
        assertThat(found.get("enum"))
            .as(place)
            .containsExactlyInAnyOrderElementsOf(field.get("enum"));
      }
      if (field.has("min")) {
        assertThat(found.path("minimum").asDouble())
            .as(place)
            .isEqualTo(field.get("min").asDouble());
      }
      if (field.has("max")) {
        assertThat(found.path("maximum").asDouble())
            .as(place)
            .isEqualTo(field.get("max").asDouble());
      }
    }
  }

  /** A field that the source calls optional, or prints in samples only. */
  private static boolean dispensable(JsonNode field) {
    return field.path("optional").asBoolean() || field.path("sample_only").asBoolean();
  }

  private static JsonNode step(JsonNode schema, String name) {
    if (name.endsWith("[]")) {
      return resolved(step(schema, name.substring(0, name.length() - 2))).path("items");
    }
    if (name.equals("[]")) {
      return schema.path("items");
    }
    for (JsonNode alternative : schema.path("oneOf")) {
      JsonNode found = step(resolved(alternative), name);
      if (!found.isMissingNode()) {
        return found;
      }
    }
    return name.equals("{}") || !schema.path("properties").has(name)
        ? schema.path("additionalProperties")
        : schema.path("properties").path(name);
  }

  private static void assertType(String place, String printed, JsonNode schema) {
    if (printed.endsWith("array") || printed.startsWith("array")) {
      assertThat(schema.path("type").asText()).as(place).isEqualTo("array");
    } else if (TYPES.containsKey(printed) && schema.has("type")) {
      assertThat(TYPES.get(printed)).as(place).contains(schema.path("type").asText());
    }
    if (printed.equals("date/time")) {
      assertThat(schema.path("pattern").asText()).as(place).contains("[0-5][0-9]");
    }
    if (printed.equals("date")) {
      assertThat(schema.path("format").asText()).as(place).isEqualTo("date");
    }
  }

  private static List<JsonNode> names(String list) {
    return stream(TABLE.at("/names/" + list)).map(row -> row.get("name")).toList();
  }

  private static JsonNode property(JsonNode schema, String dotted) {
    JsonNode found = schema;
    for (String step : dotted.split("\\.")) {
      found = resolved(step(resolved(found), step));
    }
    return found;
  }

  private static JsonNode request(String action) {
    return Contract.action(action).orElseThrow().requestSchema();
  }

  private static int limit(String name) {
    return stream(TABLE.get("limits"))
        .filter(row -> text(row, "name").equals(name))
        .findFirst()
        .orElseThrow()
        .get("value")
        .intValue();
  }

  /** The source marks what is optional; where the contract departs, the row names a decision. */
  private static boolean isRequired(JsonNode parameter) {
    return parameter.has("contract_required")
        ? parameter.get("contract_required").asBoolean()
        : !parameter.path("optional").asBoolean() && !parameter.has("unmarked_but");
  }

  private static List<String> required(JsonNode schema) {
    List<String> names = new ArrayList<>();
    schema.path("required").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static Action action(JsonNode row) {
    return Contract.action(text(row, "action")).orElseThrow();
  }

  private static String normal(String wording) {
    return wording.toLowerCase().replace(":", "").strip();
  }

  private static String text(JsonNode node, String key) {
    return node.get(key).asText();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode table() {
    try (InputStream in = SourceTableTest.class.getResourceAsStream("/source-table.yaml")) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
