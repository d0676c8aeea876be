package org.trackerapi.conformance.mutants;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.trackerapi.conformance.honest.Faults;

/** Servers that differ from the honest one in ways that nobody may mind. */
final class Controls {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private Controls() {}

  static Map<String, Faults> all() {
    Map<String, Faults> controls = new LinkedHashMap<>();
    controls.put("keys in another order", json(Controls::reversed));
    controls.put(
        "further fields everywhere, which change",
        json(node -> extended(node, COUNTER::incrementAndGet)));
    controls.put("nulls left out", json(Controls::withoutNulls));
    controls.put(
        "nulls wherever the contract allows them",
        new Faults().bodies((r, b) -> NullFields.fill(r.action, b)));
    controls.put("pretty-printed", new Faults().wires(w -> w.body(pretty(w.body()))));
    controls.put("characters escaped", new Faults().wires(w -> w.body(escaped(w.body()))));
    controls.put(
        "other wording",
        new Faults()
            .wires(
                w ->
                    w.body(
                        w.body()
                            .replaceAll("\"description\":\"[^\"]*\"", "\"description\":\"Nein.\"")
                            .replaceAll(
                                "\"error\":\"([^\"\\\\]|\\\\.)*\"", "\"error\":\"falsch\""))));
    controls.put(
        "content type without charset", new Faults().wires(w -> w.contentType("application/json")));
    controls.put(
        "content type in capitals",
        new Faults().wires(w -> w.contentType("Application/JSON;charset=UTF-8")));
    controls.put(
        "lists in another order",
        new Faults().body("list", (r, b) -> shuffle(b)).body("list_models", (r, b) -> shuffle(b)));
    controls.put(
        "deaf to the order of keys and lists",
        json(Controls::reversed).body("list", (r, b) -> shuffle(b)));
    controls.put(
        "all lists in another order each time, but those of flags",
        new Faults().bodies((r, b) -> shuffleAll(b)));
    controls.put("another time zone", new Faults().has("utc"));
    controls.put("a frozen clock", new Faults().has("clock frozen"));
    controls.put(
        "no tags outside list",
        new Faults()
            .bodies(
                (r, b) -> {
                  if (b.path("value") instanceof ObjectNode value && !r.action.equals("list")) {
                    value.remove("tag_bindings");
                  }
                }));
    controls.put(
        "send_command answers plain success",
        new Faults().body("send_command", (r, b) -> b.remove("list")));
    controls.put(
        "fewer optional fields of models",
        new Faults()
            .body(
                "list_models",
                (r, b) ->
                    b.get("list")
                        .forEach(
                            m -> ((ObjectNode) m).remove(List.of("battery", "rules", "port")))));
    controls.put(
        "phones with a plus",
        new Faults()
            .wires(w -> w.body(w.body().replaceAll("\"phone\":\"([0-9]{8})", "\"phone\":\"+$1"))));
    controls.put(
        "numbers with fractions where allowed",
        new Faults().wires(w -> w.body(w.body().replaceAll("\"value\":50.0", "\"value\":50"))));
    controls.put(
        "a clock hours ahead, chunks and short connections",
        new Faults().has("clock ahead").has("chunks and short connections"));
    controls.put(
        "labels cut off at their ends, and a rate limit now and then",
        new Faults()
            .requests(
                r -> {
                  if (r.parameters.path("label").isTextual()) {
                    r.parameters.put("label", r.parameters.get("label").asText().strip());
                  }
                })
            .refusesAll(r -> COUNTER.incrementAndGet() % 1000 == 0, 15));
    return controls;
  }

  private static Faults json(UnaryOperator<JsonNode> change) {
    return new Faults()
        .wires(
            w -> {
              try {
                return w.body(change.apply(JSON.readTree(w.body())).toString());
              } catch (JsonProcessingException e) {
                return w;
              }
            });
  }

  private static JsonNode reversed(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JSON.createArrayNode();
      node.forEach(item -> array.add(reversed(item)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(node.properties());
    Collections.reverse(entries);
    ObjectNode object = JSON.createObjectNode();
    entries.forEach(entry -> object.set(entry.getKey(), reversed(entry.getValue())));
    return object;
  }

  /** Adds a field to every object that has names, not to maps by id. */
  private static JsonNode extended(JsonNode node, IntSupplier value) {
    if (node.isArray()) {
      node.forEach(item -> extended(item, value));
    } else if (node instanceof ObjectNode object) {
      object.properties().forEach(entry -> extended(entry.getValue(), value));
      boolean map =
          object.properties().stream()
              .allMatch(e -> e.getKey().matches("[0-9]+") || e.getValue().has("updated"));
      boolean states = object.has("obd_vin") || object.has("can_door_state");
      if (!map && !states) {
        object.put("further_field", "x").putObject("further_object").put("a", value.getAsInt());
      }
    }
    return node;
  }

  private static JsonNode withoutNulls(JsonNode node) {
    if (node.isArray()) {
      node.forEach(Controls::withoutNulls);
    } else if (node instanceof ObjectNode object) {
      object.properties().removeIf(e -> e.getValue().isNull() && !e.getKey().equals("value"));
      object.properties().forEach(entry -> withoutNulls(entry.getValue()));
    }
    return node;
  }

  private static String pretty(String body) {
    try {
      return JSON.writer()
          .with(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(JSON.readTree(body));
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  private static String escaped(String body) {
    StringBuilder text = new StringBuilder();
    for (char c : body.toCharArray()) {
      text.append(c < 128 ? Character.toString(c) : String.format("\\u%04x", (int) c));
    }
    return text.toString();
  }

  private static void shuffleAll(JsonNode node) {
    node.forEach(Controls::shuffleAll);
    if (node instanceof ArrayNode array && !array.path(0).isBoolean()) {
      List<JsonNode> items = new ArrayList<>();
      array.forEach(items::add);
      Collections.shuffle(items);
      array.removeAll();
      items.forEach(array::add);
    }
  }

  private static void shuffle(ObjectNode body) {
    List<JsonNode> items = new ArrayList<>();
    body.get("list").forEach(items::add);
    Collections.reverse(items);
    ArrayNode list = body.putArray("list");
    items.forEach(list::add);
  }
}
