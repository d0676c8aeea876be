package org.trackerapi.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerapi.behaviour.World;
import org.trackerapi.behaviour.WorldClock;
import org.trackerapi.behaviour.fleet.FleetFile;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/**
 * Sends, for every constraint of every parameter, a value one below, at and one above its limit, in
 * all three forms: what is outside is refused by the parameter's name, what is inside is not.
 */
class BoundaryTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static World world;
  private static TrackerServer server;

  @BeforeAll
  static void start() {
    world = new World(FleetFile.fixture(), WorldClock.realTime());
    server = TrackerServer.start(world, ServerOptions.onFreePort());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<Action> actions() {
    return Contract.actions();
  }

  /** A request that is right but for one value. */
  private record Case(String what, String parameter, ObjectNode request, boolean fine) {}

  @ParameterizedTest
  @MethodSource("actions")
  void eachConstraintHoldsAtItsBoundaryInAllThreeForms(Action action) {
    List<Case> cases = cases(action);
    assertThat(cases).isNotEmpty();
    String url = server.url() + action.path();
    for (Case one : cases) {
      check(action, one, "JSON", Http.post(url, one.request()));
      if (!isNullOrText(one)) {
        check(action, one, "form", Http.postForm(url, one.request()));
        check(action, one, "query", Http.get(url, one.request()));
      }
      world.reset();
    }
  }

  /** Forms and queries know no null and no difference between a text and a number. */
  private static boolean isNullOrText(Case one) {
    return one.what().startsWith("null") || one.what().startsWith("text");
  }

  private static void check(Action action, Case one, String form, Http.Answer answer) {
    ContractCheck.check(action, answer.status(), answer.body());
    boolean named =
        StreamSupport.stream(answer.body().path("errors").spliterator(), false)
            .anyMatch(error -> error.get("parameter").asText().equals(one.parameter()));
    assertThat(named)
        .as("%s %s: %s as %s: %s", action.name(), one.parameter(), one.what(), form, answer.body())
        .isEqualTo(!one.fine());
  }

  private static List<Case> cases(Action action) {
    JsonNode schema = action.requestSchema();
    ObjectNode base = action.requestExamples().elements().next().get("value").deepCopy();
    List<Case> cases = new ArrayList<>();
    for (JsonNode required : schema.path("required")) {
      ObjectNode without = base.deepCopy();
      without.remove(required.asText());
      cases.add(new Case("missing", required.asText(), without, false));
    }
    schema
        .get("properties")
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("hash")) {
                String name = entry.getKey();
                collect(
                    cases,
                    name,
                    resolve(entry.getValue()),
                    (what, value) -> {
                      ObjectNode request = base.deepCopy();
                      request.set(name, value);
                      return request;
                    },
                    base.get(name));
              }
            });
    return cases;
  }

  private static JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : Contract.tree().at(reference.substring(1));
  }

  private static void collect(
      List<Case> cases,
      String name,
      JsonNode schema,
      BiFunction<String, JsonNode, ObjectNode> request,
      JsonNode usual) {
    BiFunction<String, JsonNode, Case> bad =
        (what, value) -> new Case(what, name, request.apply(what, value), false);
    BiFunction<String, JsonNode, Case> good =
        (what, value) -> new Case(what, name, request.apply(what, value), true);
    if (!schema.path("nullable").asBoolean() && schema.has("type")) {
      cases.add(bad.apply("null", JSON.nullNode()));
    }
    switch (schema.path("type").asText()) {
      case "integer" -> {
        cases.add(bad.apply("a word", JSON.textNode("many")));
        cases.add(bad.apply("a fraction", JSON.numberNode(1.5)));
        cases.add(bad.apply("beyond 32 bits", JSON.numberNode(3_000_000_000L)));
        if (!name.contains(".")) {
          cases.add(good.apply("largest", JSON.numberNode(Integer.MAX_VALUE)));
        }
        limit(cases, schema, "minimum", -1, bad, good);
        limit(cases, schema, "maximum", 1, bad, good);
      }
      case "boolean" -> {
        cases.add(bad.apply("a word", JSON.textNode("maybe")));
        cases.add(bad.apply("a number", JSON.numberNode(2)));
        cases.add(good.apply("true", JSON.booleanNode(true)));
      }
      case "string" -> strings(cases, schema, bad, good);
      case "array" -> arrays(cases, name, schema, bad, good, usual);
      case "object" -> {
        for (JsonNode required : schema.path("required")) {
          ObjectNode without = ((ObjectNode) usual).deepCopy();
          without.remove(required.asText());
          cases.add(
              new Case(
                  "missing",
                  name + "." + required.asText(),
                  request.apply("missing", without),
                  false));
        }
        schema
            .path("properties")
            .properties()
            .forEach(
                entry ->
                    collect(
                        cases,
                        name + "." + entry.getKey(),
                        resolve(entry.getValue()),
                        (what, value) ->
                            request.apply(
                                what, ((ObjectNode) usual).deepCopy().set(entry.getKey(), value)),
                        usual.get(entry.getKey())));
      }
      default -> {
        // Alternatives are tested where they are read.
      }
    }
  }

  private static void limit(
      List<Case> cases,
      JsonNode schema,
      String keyword,
      int outwards,
      BiFunction<String, JsonNode, Case> bad,
      BiFunction<String, JsonNode, Case> good) {
    if (schema.has(keyword)) {
      int limit = schema.get(keyword).intValue();
      cases.add(bad.apply("beyond " + keyword, JSON.numberNode(limit + outwards)));
      cases.add(good.apply("at " + keyword, JSON.numberNode(limit)));
      cases.add(good.apply("within " + keyword, JSON.numberNode(limit - outwards)));
    }
  }

  private static void strings(
      List<Case> cases,
      JsonNode schema,
      BiFunction<String, JsonNode, Case> bad,
      BiFunction<String, JsonNode, Case> good) {
    cases.add(bad.apply("text: a list", JSON.arrayNode().add(1)));
    if (schema.has("enum")) {
      schema.get("enum").forEach(value -> cases.add(good.apply("one of the enum", value)));
      cases.add(bad.apply("none of the enum", JSON.textNode("none_of_these")));
      return;
    }
    String filler = schema.path("pattern").asText().contains("a-z") ? "a" : "7";
    if (schema.has("maxLength") && !schema.path("format").asText().equals("email")) {
      int most = schema.get("maxLength").intValue();
      cases.add(bad.apply("too long", JSON.textNode(filler.repeat(most + 1))));
      if (!isIdOfModel(schema)) {
        cases.add(good.apply("as long as may be", JSON.textNode(filler.repeat(most))));
      }
    }
    if (schema.path("minLength").asInt() > 0) {
      cases.add(bad.apply("too short", JSON.textNode("")));
    }
    if (schema.has("pattern")) {
      cases.add(bad.apply("against the pattern", JSON.textNode("\u0001")));
    }
  }

  /** A device ID has to fit the model as well. */
  private static boolean isIdOfModel(JsonNode schema) {
    return schema.path("maxLength").intValue() == 64;
  }

  private static void arrays(
      List<Case> cases,
      String name,
      JsonNode schema,
      BiFunction<String, JsonNode, Case> bad,
      BiFunction<String, JsonNode, Case> good,
      JsonNode usual) {
    cases.add(bad.apply("a number", JSON.numberNode(1)));
    JsonNode item = resolve(schema.get("items"));
    boolean objects = item.path("type").asText().equals("object");
    if (schema.has("maxItems")) {
      int most = schema.get("maxItems").intValue();
      cases.add(bad.apply("too many", items(item, most + 1)));
      if (!objects) {
        cases.add(good.apply("as many as may be", items(item, most)));
      }
    }
    if (schema.path("minItems").asInt() > 0) {
      cases.add(bad.apply("too few", JSON.arrayNode()));
      cases.add(good.apply("as few as may be", items(item, schema.get("minItems").intValue())));
    }
    if (schema.path("uniqueItems").asBoolean()) {
      cases.add(bad.apply("twice the same", JSON.arrayNode().add("a").add("a")));
    }
    if (item.path("type").asText().equals("integer")) {
      cases.add(bad.apply("an item that is no number", JSON.arrayNode().add("x")));
      cases.add(bad.apply("an item below the minimum", JSON.arrayNode().add(0)));
      cases.add(good.apply("an item at the minimum", JSON.arrayNode().add(1)));
    }
    if (item.path("type").asText().equals("string") && item.has("maxLength")) {
      int most = item.get("maxLength").intValue();
      cases.add(bad.apply("an item too long", JSON.arrayNode().add("x".repeat(most + 1))));
      cases.add(good.apply("an item as long as may be", JSON.arrayNode().add("x".repeat(most))));
      cases.add(bad.apply("an item too short", JSON.arrayNode().add("")));
    }
    if (objects && usual != null) {
      ObjectNode first = (ObjectNode) usual.get(0);
      item.get("properties")
          .properties()
          .forEach(
              entry ->
                  collect(
                      cases,
                      name + "[0]." + entry.getKey(),
                      resolve(entry.getValue()),
                      (what, value) ->
                          good.apply(
                                  what,
                                  JSON.arrayNode().add(first.deepCopy().set(entry.getKey(), value)))
                              .request(),
                      first.get(entry.getKey())));
    }
  }

  private static ArrayNode items(JsonNode item, int count) {
    ArrayNode items = JSON.arrayNode();
    for (int i = 1; i <= count; i++) {
      switch (item.path("type").asText()) {
        case "integer" -> items.add(i);
        case "string" -> items.add("t" + i);
        default -> items.addObject().put("tag_id", i).put("ordinal", Math.min(i, 5));
      }
    }
    return items;
  }
}
