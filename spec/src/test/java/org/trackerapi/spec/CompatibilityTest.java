package org.trackerapi.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Refuses a contract that breaks callers of the last released one. */
class CompatibilityTest {
  private static final Path RELEASED = Path.of(System.getProperty("spec.basedir"), "released");
  private static final JsonNode LAST_RELEASE = lastRelease();

  @Test
  void theContractBreaksNoCallerOfTheLastRelease() {
    assertThat(Compatibility.breaks(LAST_RELEASE, Contract.tree()))
        .as("incompatible with the released %s", version(LAST_RELEASE))
        .isEmpty();
  }

  @Test
  void aChangedContractHasAHigherVersionThanTheLastRelease() {
    if (version(Contract.tree()).equals(version(LAST_RELEASE))) {
      assertThat(Contract.tree().equals(LAST_RELEASE))
          .as("%s is released otherwise: raise info.version", version(LAST_RELEASE))
          .isTrue();
    } else {
      assertThat(comparable(version(Contract.tree())))
          .isGreaterThan(comparable(version(LAST_RELEASE)));
    }
  }

  @Test
  void theChangelogHasTheVersionOfTheContract() throws IOException {
    assertThat(Files.readString(RELEASED.resolveSibling("CHANGELOG.md")))
        .contains("\n## " + version(Contract.tree()) + " ");
  }

  static Stream<Change> breaks() {
    return Stream.of(
        breaking("get /tracker/read is gone", c -> path(c, "read").remove("get")),
        breaking("post /tracker/read is gone", c -> object(c, "/paths").remove("/tracker/read")),
        breaking(
            "operationId is \"readTracker\"",
            c -> post(c, "read").put("operationId", "readTracker")),
        breaking("tags is [\"Fleet\"]", c -> post(c, "read").putArray("tags").add("Fleet")),
        breaking("may no longer be repeated", c -> post(c, "read").remove("x-safe")),
        breaking(
            "post /tracker/read requires the right x",
            c -> post(c, "read").putArray("x-required-rights").add("x")),
        // parameters
        breaking("ListRequest.labels is required", c -> required(c, "ListRequest").add("labels")),
        breaking(
            "get /tracker/list query labels is required",
            c -> parameter(c, "list", "labels").put("required", true)),
        breaking(
            "query hint is new and required",
            c ->
                ((ArrayNode) path(c, "read").at("/get/parameters"))
                    .addObject()
                    .put("name", "hint")
                    .put("in", "query")
                    .put("required", true)),
        breaking(
            "get /tracker/list query labels: explode is true",
            c -> parameter(c, "list", "labels").put("explode", true)),
        breaking(
            "post /tracker/read header NVX-ISO-DateTime is gone",
            c -> post(c, "read").putArray("parameters")),
        breaking("ListRequest.labels is gone", c -> properties(c, "ListRequest").remove("labels")),
        breaking(
            "maxItems is 1000, was 1024",
            c -> property(c, "ListRequest", "labels").put("maxItems", 1000)),
        breaking(
            "ChangePhoneRequest.apn_name: maxLength is 39, was 40",
            c -> property(c, "ChangePhoneRequest", "apn_name").put("maxLength", 39)),
        breaking(
            "query apn_name: maxLength is 39, was 40",
            c -> object(parameter(c, "change_phone", "apn_name"), "/schema").put("maxLength", 39)),
        breaking(
            "RawCommandSendRequest.command: maxLength is 99, was not set",
            c -> property(c, "RawCommandSendRequest", "command").put("maxLength", 99)),
        breaking(
            "minLength is 2, was 1",
            c -> property(c, "RegisterRequest", "label").put("minLength", 2)),
        breaking(
            "TagBinding.ordinal: minimum is 2, was 1",
            c -> property(c, "TagBinding", "ordinal").put("minimum", 2)),
        breaking(
            "ChangePhoneRequest.phone: pattern is \"^[1-9][0-9]{7,19}$\"",
            c -> property(c, "ChangePhoneRequest", "phone").put("pattern", "^[1-9][0-9]{7,19}$")),
        breaking(
            "GetStatesRequest.trackers: uniqueItems is true",
            c -> property(c, "GetStatesRequest", "trackers").put("uniqueItems", true)),
        breaking(
            "BatchGetInputsRequest.trackers: x-max-items is",
            c ->
                object(property(c, "BatchGetInputsRequest", "trackers"), "/x-max-items")
                    .put("count", 499)),
        breaking(
            "x-unique-by is [\"tag_id\"], was not set",
            c -> property(c, "TrackerOutput", "title").putArray("x-unique-by").add("tag_id")),
        breaking(
            "RawCommandSendRequest.type: enum is [\"text\"]",
            c -> property(c, "RawCommandSendRequest", "type").putArray("enum").add("text")),
        breaking(
            "ListModelsRequest.codes[]: enum is",
            c ->
                object(property(c, "ListModelsRequest", "codes"), "/items")
                    .putArray("enum")
                    .add("pt10")),
        breaking(
            "RawCommandSendRequest.type: default is \"hex\", was \"text\"",
            c -> property(c, "RawCommandSendRequest", "type").put("default", "hex")),
        breaking(
            "default is not set, was true",
            c -> property(c, "RawCommandSendRequest", "reliable").remove("default")),
        breaking(
            "RegisterRequest.send_register_commands may no longer be null",
            c -> property(c, "RegisterRequest", "send_register_commands").remove("nullable")),
        breaking(
            "ReadRequest.tracker_id: type is \"string\", was \"integer\"",
            c -> property(c, "ReadRequest", "tracker_id").put("type", "string")),
        breaking(
            "ReadRequest: additionalProperties is false",
            c -> schema(c, "ReadRequest").put("additionalProperties", false)),
        breaking(
            "Command: oneOf is", c -> ((ArrayNode) schema(c, "Command").get("oneOf")).remove(0)),
        breaking(
            "RegisterRetryRequest: anyOf is",
            c -> ((ArrayNode) schema(c, "RegisterRetryRequest").get("anyOf")).remove(1)),
        breaking(
            "post /tracker/list requires a body",
            c -> object(post(c, "list"), "/requestBody").put("required", true)),
        breaking(
            "post /tracker/read has no application/x-www-form-urlencoded",
            c ->
                object(post(c, "read"), "/requestBody/content")
                    .remove("application/x-www-form-urlencoded")),
        breaking(
            "post /tracker/list encodes application/x-www-form-urlencoded otherwise",
            c ->
                object(post(c, "list"), "/requestBody/content/application~1x-www-form-urlencoded")
                    .remove("encoding")),
        // answers
        breaking("Tracker.label is gone", c -> properties(c, "Tracker").remove("label")),
        breaking("Tracker.clone may be absent", c -> required(c, "Tracker").remove(0)),
        breaking(
            "Tracker.label may be null",
            c -> property(c, "Tracker", "label").put("nullable", true)),
        breaking(
            "TrackerSource.device_id: type is \"integer\"",
            c -> property(c, "TrackerSource", "device_id").put("type", "integer")),
        breaking(
            "ConnectionStatus: enum is",
            c -> ((ArrayNode) schema(c, "ConnectionStatus").get("enum")).add("sleeping")),
        breaking(
            "MovementStatus: enum is not set", c -> schema(c, "MovementStatus").remove("enum")),
        breaking(
            "StateResponse.user_time: pattern is not set",
            c -> property(c, "StateResponse", "user_time").remove("pattern")),
        breaking(
            "GpsState.heading: maximum is 720, was 360",
            c -> property(c, "GpsState", "heading").put("maximum", 720)),
        breaking(
            "DiagnosticStateValue: oneOf is",
            c ->
                ((ArrayNode) schema(c, "DiagnosticStateValue").get("oneOf"))
                    .addObject()
                    .put("type", "array")),
        breaking(
            "BatchInputsResponse.data{}: additionalProperties is true",
            c -> property(c, "BatchInputsResponse", "data").put("additionalProperties", true)),
        breaking(
            "post /tracker/read no longer answers 200",
            c -> object(post(c, "read"), "/responses").remove("200")),
        breaking(
            "the schema InputType is gone",
            c -> object(c, "/components/schemas").remove("InputType")),
        // errors
        breaking(
            "post /tracker/get_fuel lost the error DEVICE_BLOCKED of 403",
            c -> examples(c, "get_fuel", "403").remove("DEVICE_BLOCKED")),
        breaking(
            "post /tracker/get_fuel lost the error DEVICE_BLOCKED of 403",
            c ->
                examples(c, "get_fuel", "400")
                    .set(
                        "DEVICE_BLOCKED", examples(c, "get_fuel", "403").remove("DEVICE_BLOCKED"))),
        breaking(
            "DEVICE_BLOCKED/value/status/code is 209, was 208",
            c -> object(c, "/components/examples/DEVICE_BLOCKED/value/status").put("code", 209)),
        breaking(
            "DEVICE_BLOCKED/x-http-status is 400, was 403",
            c -> object(c, "/components/examples/DEVICE_BLOCKED").put("x-http-status", 400)),
        breaking(
            "WRONG_METHOD/value/status/code is",
            c -> object(c, "/x-errors-outside-operations").remove("WRONG_METHOD")),
        breaking(
            "INVALID_PARAMETERS no longer carries errors",
            c -> object(c, "/components/examples/INVALID_PARAMETERS").remove("x-error-fields")),
        breaking(
            "x-framework-errors: wrong-method is",
            c -> object(c, "/x-framework-errors").put("wrong-method", "WRONG_HANDLER")),
        // the whole
        breaking(
            "credentials NvxAuthorization: type is",
            c -> object(c, "/components/securitySchemes").remove("NvxAuthorization")),
        breaking(
            "credentials HashInQuery: x-also-in-body is",
            c -> object(c, "/components/securitySchemes/HashInQuery").remove("x-also-in-body")),
        breaking(
            "get /tracker/read no longer takes the credentials {\"NvxAuthorization\":[]}",
            c -> ((ArrayNode) path(c, "read").at("/get/security")).remove(1)),
        breaking(
            "post /tracker/read no longer takes the credentials {\"HashInQuery\":[]}",
            c -> ((ArrayNode) c.get("security")).remove(0)),
        breaking(
            "ids-per-batch is only 499", c -> object(c, "/x-limits").put("ids-per-batch", 499)),
        breaking(
            "x-request-reading: trailing-slash is off",
            c -> object(c, "/x-request-reading").put("trailing-slash", false)),
        breaking(
            "the server https://pro.lepton-seguridad.com/api-v2 is gone",
            c -> ((ArrayNode) c.get("servers")).remove(0)));
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void anIncompatibleChangeIsRefusedInWords(Change change) {
    assertThat(Compatibility.breaks(LAST_RELEASE, change.applied()))
        .anyMatch(message -> message.contains(change.name));
  }

  static Stream<Change> harmless() {
    return Stream.of(
        new Change(
            "new and optional: action, parameter, field, error, limit, example",
            c -> {
              object(c, "/paths").set("/tracker/copy", path(c, "read").deepCopy());
              object(c, "/paths/~1tracker~1copy/post").put("operationId", "trackerCopy");
              object(c, "/paths/~1tracker~1copy/get").put("operationId", "trackerCopyByQuery");
              properties(c, "ListRequest").putObject("hint").put("type", "string");
              properties(c, "Tracker").putObject("colour").put("type", "string");
              examples(c, "get_fuel", "400")
                  .putObject("DEVICE_OFFLINE")
                  .put("$ref", "#/components/examples/DEVICE_OFFLINE");
              object(c, "/x-limits").put("trackers-per-command", 1);
              examples(c, "read", "200").putObject("other").putObject("value").put("success", true);
            }),
        new Change(
            "other words",
            c -> {
              schema(c, "Tracker").put("description", "A device.");
              property(c, "Tracker", "label").put("description", "A label.");
              post(c, "read").put("summary", "Read a tracker");
              object(c, "/components/examples/DEVICE_BLOCKED/value/status")
                  .put("description", "The device is blocked");
            }),
        new Change(
            "wider requests",
            c -> {
              property(c, "ListRequest", "labels").put("maxItems", 2000).remove("uniqueItems");
              property(c, "ChangePhoneRequest", "phone").remove("pattern");
              property(c, "ReadRequest", "tracker_id").put("minimum", 0);
              property(c, "ListModelsRequest", "codes").put("nullable", true);
              object(property(c, "BatchGetInputsRequest", "trackers"), "/x-max-items")
                  .put("count", 600);
              ((ArrayNode) property(c, "LocationRequestRequest", "type").get("enum")).add("lora");
              required(c, "TagsSetRequest").remove(1);
              parameter(c, "tags/set", "tag_bindings").remove("required");
            }),
        new Change(
            "narrower answers",
            c -> {
              required(c, "Tracker").add("tag_bindings");
              property(c, "TrackerSource", "phone").remove("nullable");
              property(c, "GpsState", "heading").put("maximum", 359);
              property(c, "OutputInfo", "title").put("maxLength", 60);
              ((ArrayNode) schema(c, "ModelType").get("enum")).remove(0);
            }),
        new Change(
            "higher platform limits",
            c -> object(c, "/x-limits").put("ids-per-batch", 1000).put("requests-per-second", 60)),
        new Change(
            "no right is required any more",
            c -> {
              post(c, "output/update").remove("x-required-rights");
              object(path(c, "output/update"), "/get").remove("x-required-rights");
            }),
        new Change(
            "a further server and further credentials",
            c -> {
              ((ArrayNode) c.get("servers")).addObject().put("url", "https://other.example/v2");
              object(c, "/components/securitySchemes")
                  .putObject("Bearer")
                  .put("type", "http")
                  .put("scheme", "bearer");
              ((ArrayNode) c.get("security")).addObject().putArray("Bearer");
            }),
        new Change(
            "a right, a schema and a tag that no action used before",
            c -> {
              ((ArrayNode) c.get("tags")).addObject().put("name", "Extra");
              object(c, "/components/schemas").putObject("Extra").put("type", "string");
            }));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void aHarmlessChangeIsAccepted(Change change) {
    assertThat(Compatibility.breaks(LAST_RELEASE, change.applied())).isEmpty();
  }

  private static JsonNode lastRelease() {
    try (Stream<Path> files = Files.list(RELEASED)) {
      Path last =
          files
              .filter(file -> file.getFileName().toString().matches("openapi-.*\\.yaml"))
              .max(Comparator.comparing(CompatibilityTest::version))
              .orElseThrow();
      return new YAMLMapper().readTree(last.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Runtime.Version version(Path release) {
    return comparable(release.getFileName().toString().replaceAll("openapi-|\\.yaml", ""));
  }

  private static String version(JsonNode contract) {
    return contract.at("/info/version").asText();
  }

  /** Trailing zeros go, since {@link Runtime.Version} does not take them. */
  private static Runtime.Version comparable(String version) {
    return Runtime.Version.parse(version.replaceAll("(\\.0)+$", ""));
  }

  private static ObjectNode object(JsonNode from, String pointer) {
    return (ObjectNode) from.at(pointer);
  }

  private static ObjectNode path(JsonNode contract, String action) {
    return (ObjectNode) contract.get("paths").get("/tracker/" + action);
  }

  private static ObjectNode post(JsonNode contract, String action) {
    return (ObjectNode) path(contract, action).get("post");
  }

  private static ObjectNode parameter(JsonNode contract, String action, String name) {
    for (JsonNode parameter : path(contract, action).at("/get/parameters")) {
      if (parameter.path("name").asText().equals(name)) {
        return (ObjectNode) parameter;
      }
    }
    throw new IllegalArgumentException(action + " has no parameter " + name);
  }

  private static ObjectNode schema(JsonNode contract, String name) {
    return object(contract, "/components/schemas/" + name);
  }

  private static ObjectNode properties(JsonNode contract, String name) {
    return object(schema(contract, name), "/properties");
  }

  private static ObjectNode property(JsonNode contract, String schema, String name) {
    return (ObjectNode) properties(contract, schema).get(name);
  }

  private static ArrayNode required(JsonNode contract, String schema) {
    return schema(contract, schema).withArray("required");
  }

  private static ObjectNode examples(JsonNode contract, String action, String status) {
    return object(
        post(contract, action), "/responses/" + status + "/content/application~1json/examples");
  }

  private static Change breaking(String message, Consumer<JsonNode> change) {
    return new Change(message, change);
  }

  private record Change(String name, Consumer<JsonNode> change) {
    JsonNode applied() {
      JsonNode changed = LAST_RELEASE.deepCopy();
      change.accept(changed);
      assertThat(changed.equals(LAST_RELEASE)).as("nothing changed").isFalse();
      return changed;
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
