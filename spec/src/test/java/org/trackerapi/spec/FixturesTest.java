package org.trackerapi.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixturesTest {
  private static final ContractSchemas SCHEMAS = new ContractSchemas(Contract.tree());

  @Test
  void theFleetValidatesAgainstItsSchema() throws IOException {
    assertThat(violations(Fixtures.fleet())).isEmpty();
  }

  @Test
  void theFleetThatTheReadmeShowsValidatesToo() throws IOException {
    Path readme = Path.of(System.getProperty("spec.basedir"), "fixtures", "README.md");
    String fleet = Files.readString(readme).split("```(yaml)?\n", 3)[1];
    assertThat(violations(new YAMLMapper().readTree(fleet))).isEmpty();
  }

  @Test
  void anUnknownKeyIsRefusedByTheSchema() throws IOException {
    ObjectNode fleet = Fixtures.fleet().deepCopy();
    ((ObjectNode) fleet.get("trackers").get(0)).put("colour", "red");
    assertThat(violations(fleet)).hasSize(1).first().asString().contains("colour");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ordinary",
        "moving",
        "parked",
        "blocked",
        "clone",
        "original_with_clone",
        "clone_with_rules",
        "clone_with_vehicles",
        "offline",
        "idle",
        "no_gsm",
        "bundled_sim",
        "corrupted",
        "never_connected",
        "just_replaced",
        "electronic_lock",
        "can_obd",
        "fuel_tanks",
        "tags",
        "outputs",
        "non_ascii_label"
      })
  void everyRoleIsPlayed(String role) {
    assertThat(Fixtures.trackers(role)).isNotEmpty();
  }

  @Test
  void theIdsOfTheSourceSamplesAreThere() {
    assertThat(
            stream(Fixtures.fleet().get("trackers")).map(tracker -> tracker.get("id").intValue()))
        .contains(123456, 265489, 999119, 1234567, 888999)
        .doesNotContain(111333);
    assertThat(Fixtures.trackers("blocked")).containsExactly(888999);
    assertThat(Fixtures.hashOf("master")).contains("a6aa75587e5c59c32d347da438505fc3");
  }

  static Stream<JsonNode> models() {
    return stream(Fixtures.fleet().get("models")).map(model -> model.get("object"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelIsAModelOfTheContract(JsonNode model) {
    assertThat(SCHEMAS.violations("/components/schemas/Model", model)).isEmpty();
  }

  @Test
  void everyFormOfIdTypeHasAModel() {
    List<String> idTypes = models().map(model -> model.get("id_type").asText()).toList();
    for (String form : List.of("imei", "meid", "id,\\d+", "\\d+,\\d+", "ascii,\\d+,\\d+")) {
      assertThat(idTypes).anyMatch(idType -> idType.matches(form));
    }
  }

  @Test
  void everyRightHasAUserWithItAndOneWithoutIt() {
    Set<String> rights = new HashSet<>();
    Contract.actions().forEach(action -> rights.addAll(action.requiredRights()));
    rights.remove("admin");
    for (String right : rights) {
      assertThat(Fixtures.hashOf("only_" + right)).isPresent();
      assertThat(Fixtures.hashOf("without_" + right)).isPresent();
    }
  }

  @Test
  void everyUserOfARecipeIsInTheFleet() {
    for (Action action : Contract.actions()) {
      for (CatalogueError error : action.errors()) {
        String user = Recipe.of(action, error).user();
        assertThat(user.equals("nobody") || Fixtures.hashOf(user).isPresent()).as(user).isTrue();
      }
    }
  }

  @Test
  void idsAreUniqueAndReferencesLeadSomewhere() {
    JsonNode fleet = Fixtures.fleet();
    Set<String> models = texts(fleet.get("models"), "/object/code");
    Set<String> groups = texts(fleet.get("groups"), "/id");
    Set<String> tags = texts(fleet.get("tags"), "/id");
    Set<String> tariffs = texts(fleet.get("tariffs"), "/id");
    Set<String> plugins = texts(fleet.get("plugins"), "/id");
    Set<String> trackers = texts(fleet.get("trackers"), "/id");
    assertThat(trackers).hasSameSizeAs(fleet.get("trackers"));
    for (JsonNode tracker : fleet.get("trackers")) {
      assertThat(groups).containsAnyOf(tracker.get("group_id").asText(), "167");
      if (tracker.has("clone_of")) {
        assertThat(trackers).contains(tracker.get("clone_of").asText());
      } else {
        assertThat(models).contains(tracker.at("/source/model").asText());
        assertThat(tariffs).contains(tracker.at("/source/tariff_id").asText());
      }
      tracker
          .path("tag_bindings")
          .forEach(tag -> assertThat(tags).contains(tag.get("tag_id").asText()));
    }
    for (JsonNode bundle : fleet.get("bundles")) {
      assertThat(models).contains(bundle.get("model").asText());
      assertThat(plugins).contains(bundle.get("plugin_id").asText());
    }
    assertThat(stream(fleet.get("trackers")).map(t -> t.at("/source/device_id").asText()))
        .filteredOn(id -> !id.isEmpty())
        .doesNotHaveDuplicates();
    assertThat(stream(fleet.get("trackers")).map(t -> t.at("/source/phone").asText()))
        .filteredOn(phone -> !phone.isEmpty() && !phone.equals("null"))
        .doesNotHaveDuplicates();
  }

  private static List<?> violations(JsonNode fleet) throws IOException {
    try (InputStream in = Fixtures.fleetSchema()) {
      JsonNode schema = new ObjectMapper().readTree(in);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(schema)
          .validate(fleet.toString(), InputFormat.JSON);
    }
  }

  private static Set<String> texts(JsonNode array, String pointer) {
    Set<String> result = new HashSet<>();
    array.forEach(item -> result.add(item.at(pointer).asText()));
    return result;
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
