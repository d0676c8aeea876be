package org.trackerapi.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.trackerapi.stubs.api.ControlApi;
import org.trackerapi.stubs.api.InventoryApi;
import org.trackerapi.stubs.api.RegistrationApi;
import org.trackerapi.stubs.api.SettingsApi;
import org.trackerapi.stubs.api.TelemetryApi;
import org.trackerapi.stubs.codec.Codec;
import org.trackerapi.stubs.codec.Json;
import org.trackerapi.stubs.codec.Path;
import org.trackerapi.stubs.codec.Reading;
import org.trackerapi.stubs.codec.ReadingOptions;

/** The stubs hold what the contract says: its operations, its errors, its examples. */
class ContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode contract() throws IOException {
    try (InputStream in = ContractTest.class.getResourceAsStream("/tracker-api/openapi.json")) {
      return JSON.readTree(Objects.requireNonNull(in));
    }
  }

  @Test
  void has27MethodsOnFiveInterfacesReachedBy54Operations() {
    List<Class<?>> apis =
        List.of(
            ControlApi.class,
            InventoryApi.class,
            RegistrationApi.class,
            SettingsApi.class,
            TelemetryApi.class);
    Set<String> methods = new TreeSet<>();
    apis.forEach(api -> Stream.of(api.getMethods()).map(Method::getName).forEach(methods::add));
    Set<String> targets = new TreeSet<>();
    Stream.of(Operation.values()).forEach(operation -> targets.add(operation.target().id()));
    assertThat(methods).hasSize(27).isEqualTo(targets);
    assertThat(Operation.values()).hasSize(54);
  }

  @Test
  void everyOperationDocumentsTheErrorsOfTheContract() throws IOException {
    JsonNode paths = contract().path("paths");
    for (Operation operation : Operation.values()) {
      JsonNode responses =
          paths.path(operation.path()).path(operation.method().toLowerCase()).path("responses");
      Set<String> names = new TreeSet<>();
      for (Map.Entry<String, JsonNode> response : responses.properties()) {
        if (!response.getKey().startsWith("2")) {
          response
              .getValue()
              .at("/content/application~1json/examples")
              .fieldNames()
              .forEachRemaining(names::add);
        }
      }
      Set<String> stubs = new TreeSet<>();
      operation.errors().forEach(error -> stubs.add(error.key()));
      assertThat(stubs).as(operation.id()).isEqualTo(names);
    }
  }

  @TestFactory
  Stream<DynamicTest> writesWhatItReadsOfEveryExample() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : contract().path("paths").properties()) {
      JsonNode post = path.getValue().path("post");
      examples(path.getKey() + " request", post.path("requestBody"), tests);
      for (Map.Entry<String, JsonNode> response : post.path("responses").properties()) {
        if (response.getKey().startsWith("2")) {
          examples(path.getKey() + " answer", response.getValue(), tests);
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(54);
    return tests.stream();
  }

  private static void examples(String name, JsonNode holder, List<DynamicTest> tests) {
    JsonNode media = holder.at("/content/application~1json");
    String schema = media.path("schema").path("$ref").asText().replaceFirst(".*/", "");
    for (Map.Entry<String, JsonNode> example : media.path("examples").properties()) {
      tests.add(
          DynamicTest.dynamicTest(
              name + " " + example.getKey(),
              () ->
                  assertThat(rewritten(schema, example.getValue().path("value")))
                      .isEqualTo(example.getValue().path("value"))));
    }
  }

  private static JsonNode rewritten(String schema, JsonNode example) throws Exception {
    @SuppressWarnings("unchecked")
    Codec<Object> codec =
        (Codec<Object>)
            Class.forName("org.trackerapi.stubs.codec." + schema + "Codec")
                .getField("INSTANCE")
                .get(null);
    Reading in = new Reading(ReadingOptions.STRICT);
    Object read = codec.read(example, Path.BODY, in);
    assertThat(in.violations()).isEmpty();
    codec.check(read, Path.BODY, in);
    assertThat(in.violations()).isEmpty();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var generator = Json.generator(out)) {
      codec.write(read, generator);
    }
    return withoutDefaults(JSON.readTree(out.toByteArray()), example);
  }

  /** Takes out what the example lacks and reading adds: defaults, which are single values here. */
  private static JsonNode withoutDefaults(JsonNode written, JsonNode example) {
    if (written instanceof ObjectNode object && example.isObject()) {
      List<String> added = new ArrayList<>();
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        if (example.has(property.getKey())) {
          withoutDefaults(property.getValue(), example.get(property.getKey()));
        } else if (property.getValue().isValueNode() && !property.getValue().isNull()) {
          added.add(property.getKey());
        }
      }
      object.remove(added);
    }
    for (int i = 0; written.isArray() && i < written.size() && i < example.size(); i++) {
      withoutDefaults(written.get(i), example.get(i));
    }
    return written;
  }
}
