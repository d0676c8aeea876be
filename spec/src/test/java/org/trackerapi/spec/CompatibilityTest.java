package org.trackerapi.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Refuses a contract that breaks callers of the last released one. */
class CompatibilityTest {
  private static final Path RELEASED = Path.of(System.getProperty("spec.basedir"), "released");

  @Test
  void theContractBreaksNoCallerOfTheLastRelease() throws IOException {
    JsonNode released = new YAMLMapper().readTree(lastRelease().toFile());
    assertThat(Compatibility.breaks(released, Contract.tree()))
        .as("incompatible with " + lastRelease().getFileName())
        .isEmpty();
  }

  @Test
  void theVersionOfTheContractIsReleasedOrNewer() throws IOException {
    JsonNode released = new YAMLMapper().readTree(lastRelease().toFile());
    Comparator<String> byNumbers =
        Comparator.comparing(version -> Runtime.Version.parse(version.replaceAll("(\\.0)+$", "")));
    assertThat(Contract.tree().at("/info/version").asText())
        .usingComparator(byNumbers)
        .isGreaterThanOrEqualTo(released.at("/info/version").asText());
  }

  static Stream<Break> breaks() {
    return Stream.of(
        new Break("an operation is gone", c -> path(c, "read").remove("get")),
        new Break("an action is gone", c -> ((ObjectNode) c.get("paths")).remove("/tracker/read")),
        new Break(
            "a parameter becomes required",
            c -> schema(c, "ListRequest").putArray("required").add("labels")),
        new Break("a parameter is gone", c -> properties(c, "ListRequest").remove("labels")),
        new Break(
            "a limit is tighter",
            c -> ((ObjectNode) c.at(of("ListRequest", "labels"))).put("maxItems", 1000)),
        new Break(
            "a pattern is other",
            c -> ((ObjectNode) c.at(of("ChangePhoneRequest", "phone"))).put("pattern", "^[0-9]+$")),
        new Break(
            "a type is other",
            c -> ((ObjectNode) c.at(of("ReadRequest", "tracker_id"))).put("type", "string")),
        new Break("a field of an answer is gone", c -> properties(c, "Tracker").remove("label")),
        new Break(
            "a field of an answer may be absent",
            c -> ((ArrayNode) schema(c, "Tracker").get("required")).remove(0)),
        new Break(
            "a field of an answer may be null",
            c -> ((ObjectNode) c.at(of("Tracker", "label"))).put("nullable", true)),
        new Break("an error is gone", c -> examples(c, "get_fuel", "403").remove("DEVICE_BLOCKED")),
        new Break(
            "an error has another number",
            c ->
                ((ObjectNode) c.at("/components/examples/DEVICE_BLOCKED/value/status"))
                    .put("code", 209)),
        new Break(
            "a right is required",
            c -> ((ObjectNode) path(c, "read").get("post")).putArray("x-required-rights").add("x")),
        new Break(
            "an operation is called otherwise",
            c -> ((ObjectNode) path(c, "read").get("post")).put("operationId", "readTracker")),
        new Break(
            "a platform limit is lower",
            c -> ((ObjectNode) c.get("x-limits")).put("ids-per-batch", 499)),
        new Break(
            "a form is no longer read",
            c ->
                ((ObjectNode) path(c, "read").at("/post/requestBody/content"))
                    .remove("application/x-www-form-urlencoded")));
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void anIncompatibleChangeIsRefused(Break incompatible) {
    ObjectNode changed = Contract.tree().deepCopy();
    incompatible.change.accept(changed);
    assertThat(changed).isNotEqualTo(Contract.tree());
    assertThat(Compatibility.breaks(Contract.tree(), changed)).isNotEmpty();
  }

  static Stream<Break> harmless() {
    return Stream.of(
        new Break(
            "an optional parameter is new",
            c -> properties(c, "ListRequest").putObject("hint").put("type", "string")),
        new Break(
            "an optional field of an answer is new",
            c -> properties(c, "Tracker").putObject("colour").put("type", "string")),
        new Break(
            "a description is other", c -> schema(c, "Tracker").put("description", "A device.")),
        new Break(
            "a limit of a request is wider",
            c -> ((ObjectNode) c.at(of("ListRequest", "labels"))).put("maxItems", 2000)));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void aHarmlessChangeIsAccepted(Break change) {
    ObjectNode changed = Contract.tree().deepCopy();
    change.change.accept(changed);
    assertThat(changed).isNotEqualTo(Contract.tree());
    assertThat(Compatibility.breaks(Contract.tree(), changed)).isEmpty();
  }

  private static Path lastRelease() throws IOException {
    try (Stream<Path> files = Files.list(RELEASED)) {
      List<Path> releases =
          files.filter(file -> file.getFileName().toString().matches("openapi-.*\\.yaml")).toList();
      return releases.stream()
          .max(
              Comparator.comparing(
                  file ->
                      Runtime.Version.parse(
                          file.getFileName()
                              .toString()
                              .replaceAll("openapi-|\\.yaml", "")
                              .replaceAll("(\\.0)+$", ""))))
          .orElseThrow();
    }
  }

  private static ObjectNode path(JsonNode contract, String action) {
    return (ObjectNode) contract.get("paths").get("/tracker/" + action);
  }

  private static ObjectNode schema(JsonNode contract, String name) {
    return (ObjectNode) contract.at("/components/schemas/" + name);
  }

  private static ObjectNode properties(JsonNode contract, String name) {
    return (ObjectNode) schema(contract, name).get("properties");
  }

  private static ObjectNode examples(JsonNode contract, String action, String status) {
    return (ObjectNode)
        path(contract, action)
            .at("/post/responses/" + status + "/content/application~1json/examples");
  }

  private static String of(String schema, String property) {
    return "/components/schemas/" + schema + "/properties/" + property;
  }

  private record Break(String name, Consumer<JsonNode> change) {
    @Override
    public String toString() {
      return name;
    }
  }
}
