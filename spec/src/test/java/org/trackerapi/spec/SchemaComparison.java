package org.trackerapi.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Compares a schema of two contracts.
 *
 * <p>One rule covers requests and answers. A request schema may only become wider, since what
 * callers send must still be accepted; an answer schema may only become narrower, since what they
 * receive must still be what they expect. In both, a property, once there, stays.
 */
final class SchemaComparison {
  private static final List<String> LOWER_BOUNDS =
      List.of("minimum", "minLength", "minItems", "minProperties");
  private static final List<String> UPPER_BOUNDS =
      List.of("maximum", "maxLength", "maxItems", "maxProperties");
  private static final List<String> EXACT =
      List.of("format", "pattern", "multipleOf", "not", "allOf");
  private static final List<String> FLAGS =
      List.of("uniqueItems", "exclusiveMinimum", "exclusiveMaximum");

  private final JsonNode before;
  private final JsonNode after;
  private final boolean answer;
  private final Consumer<String> breaks;
  private final Set<String> compared = new HashSet<>();

  private SchemaComparison(
      JsonNode before, JsonNode after, boolean answer, Consumer<String> breaks) {
    this.before = before;
    this.after = after;
    this.answer = answer;
    this.breaks = breaks;
  }

  static SchemaComparison ofRequests(JsonNode before, JsonNode after, Consumer<String> breaks) {
    return new SchemaComparison(before, after, false, breaks);
  }

  static SchemaComparison ofAnswers(JsonNode before, JsonNode after, Consumer<String> breaks) {
    return new SchemaComparison(before, after, true, breaks);
  }

  /** Compares two schemas, or references to them; a named schema is compared once. */
  void compare(String place, JsonNode thenOrReference, JsonNode nowOrReference) {
    String name = thenOrReference.path("$ref").asText();
    if (!name.isEmpty() && !compared.add(name + " " + nowOrReference.path("$ref").asText())) {
      return;
    }
    String where = name.isEmpty() ? place : name.substring(name.lastIndexOf('/') + 1);
    JsonNode then = resolve(before, thenOrReference);
    JsonNode now = resolve(after, nowOrReference);
    for (String keyword : List.of("type", "discriminator")) {
      if (!then.path(keyword).equals(now.path(keyword))) {
        changed(where, keyword, then, now);
      }
    }
    if (then.has("default") && !then.get("default").equals(now.get("default"))) {
      changed(where, "default", then, now);
    }
    compareValues(where, then, now);
    compareObjects(where, then, now);
    compareAlternatives(where, then, now);
  }

  private void compareValues(String where, JsonNode then, JsonNode now) {
    JsonNode wide = answer ? now : then;
    JsonNode narrow = answer ? then : now;
    if (wide.path("nullable").asBoolean() && !narrow.path("nullable").asBoolean()) {
      breaks.accept(where + (answer ? " may be null" : " may no longer be null"));
    }
    boolean sameOrMore = strings(narrow, "enum").containsAll(strings(wide, "enum"));
    if (narrow.has("enum") && !(wide.has("enum") && sameOrMore)) {
      changed(where, "enum", then, now);
    }
    for (String bound : LOWER_BOUNDS) {
      double least = bound.equals("minimum") ? -Double.MAX_VALUE : 0;
      double allowed = wide.path(bound).asDouble(least);
      if (narrow.has(bound) && narrow.get(bound).asDouble() > allowed) {
        changed(where, bound, then, now);
      }
    }
    for (String bound : UPPER_BOUNDS) {
      double allowed = wide.path(bound).asDouble(Double.MAX_VALUE);
      if (narrow.has(bound) && narrow.get(bound).asDouble() < allowed) {
        changed(where, bound, then, now);
      }
    }
    int most = wide.at("/x-max-items/count").asInt(Integer.MAX_VALUE);
    if (narrow.at("/x-max-items/count").asInt(Integer.MAX_VALUE) < most) {
      changed(where, "x-max-items", then, now);
    }
    for (String keyword : EXACT) {
      if (narrow.has(keyword) && !narrow.get(keyword).equals(wide.get(keyword))) {
        changed(where, keyword, then, now);
      }
    }
    for (String flag : FLAGS) {
      if (narrow.path(flag).asBoolean() && !wide.path(flag).asBoolean()) {
        changed(where, flag, then, now);
      }
    }
    if (!strings(wide, "x-unique-by").containsAll(strings(narrow, "x-unique-by"))) {
      changed(where, "x-unique-by", then, now);
    }
    compareParts(where + "[]", "items", then, now);
  }

  private void compareObjects(String where, JsonNode then, JsonNode now) {
    Set<String> demanded = strings(answer ? then : now, "required");
    demanded.removeAll(strings(answer ? now : then, "required"));
    for (String name : demanded) {
      breaks.accept(where + "." + name + (answer ? " may be absent" : " is required"));
    }
    for (Map.Entry<String, JsonNode> property : then.path("properties").properties()) {
      String place = where + "." + property.getKey();
      JsonNode same = now.path("properties").path(property.getKey());
      if (same.isMissingNode()) {
        breaks.accept(place + " is gone");
      } else {
        compare(place, property.getValue(), same);
      }
    }
    JsonNode wide = answer ? now : then;
    JsonNode narrow = answer ? then : now;
    if (isClosed(narrow) && !isClosed(wide)) {
      changed(where, "additionalProperties", then, now);
    } else if (narrow.path("additionalProperties").isObject()) {
      compareParts(where + "{}", "additionalProperties", then, now);
    }
  }

  private static boolean isClosed(JsonNode schema) {
    return schema.path("additionalProperties").isBoolean()
        && !schema.get("additionalProperties").asBoolean();
  }

  /** Compares the schemas below a keyword; one that only the narrower side has narrows it. */
  private void compareParts(String where, String keyword, JsonNode then, JsonNode now) {
    JsonNode wide = (answer ? now : then).path(keyword);
    JsonNode narrow = (answer ? then : now).path(keyword);
    if (narrow.isObject() && wide.isObject()) {
      compare(where, then.get(keyword), now.get(keyword));
    } else if (narrow.isObject()) {
      changed(where, keyword, then, now);
    }
  }

  private void compareAlternatives(String where, JsonNode then, JsonNode now) {
    for (String keyword : List.of("oneOf", "anyOf")) {
      Map<String, JsonNode> thenByKey = alternatives(then, keyword);
      Map<String, JsonNode> nowByKey = alternatives(now, keyword);
      Set<String> wide = (answer ? nowByKey : thenByKey).keySet();
      Set<String> narrow = (answer ? thenByKey : nowByKey).keySet();
      if (!narrow.isEmpty() && (wide.isEmpty() || !narrow.containsAll(wide))) {
        changed(where, keyword, then, now);
      }
      thenByKey.keySet().retainAll(nowByKey.keySet());
      thenByKey.forEach((key, schema) -> compare(where, schema, nowByKey.get(key)));
    }
  }

  /** Returns the alternatives by what tells them apart: their name, or type and properties. */
  private static Map<String, JsonNode> alternatives(JsonNode schema, String keyword) {
    Map<String, JsonNode> byKey = new LinkedHashMap<>();
    for (JsonNode alternative : schema.path(keyword)) {
      String inline = alternative.path("type").asText() + alternative.path("required");
      byKey.put(alternative.path("$ref").asText(inline), alternative);
    }
    return byKey;
  }

  private void changed(String where, String keyword, JsonNode then, JsonNode now) {
    breaks.accept(
        "%s: %s is %s, was %s"
            .formatted(where, keyword, words(now.path(keyword)), words(then.path(keyword))));
  }

  private static String words(JsonNode value) {
    return value.isMissingNode() ? "not set" : value.toString();
  }

  private static Set<String> strings(JsonNode schema, String keyword) {
    Set<String> result = new TreeSet<>();
    schema.path(keyword).forEach(item -> result.add(item.asText()));
    return result;
  }

  private static JsonNode resolve(JsonNode contract, JsonNode schema) {
    return schema.has("$ref") ? contract.at(schema.get("$ref").asText().substring(1)) : schema;
  }
}
