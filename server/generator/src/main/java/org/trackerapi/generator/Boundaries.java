package org.trackerapi.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds, for a schema, values on both sides of each of its constraints. */
final class Boundaries {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 5;

  /** Longer lists or strings are left out: they would only test the patience of the build. */
  private static final int LONGEST = 5000;

  private final Schemas schemas;

  Boundaries(Schemas schemas) {
    this.schemas = schemas;
  }

  /**
   * A value at a boundary.
   *
   * @param what the constraint and the side, in words
   * @param value the value; {@code null} for absent
   * @param violates the path of the parameter that is refused, relative to the value; {@code null}
   *     if it is accepted
   * @param error the error of the catalogue that answers it; {@code null} otherwise
   */
  record Case(String what, JsonNode value, String violates, String error) {}

  /** Finds a value that satisfies a schema; {@code null} if none was found. */
  JsonNode valid(Schema<?> schema) {
    return valid(schema, 0);
  }

  private JsonNode valid(Schema<?> given, int depth) {
    if (given == null) {
      return NODES.textNode("a");
    }
    if (depth > 2 * DEEPEST) {
      // A schema that requires itself has no finite value.
      return null;
    }
    Schema<?> schema = schemas.whole(given);
    if (schema.getEnum() != null) {
      Object first = schema.getEnum().stream().filter(Objects::nonNull).findFirst().orElse(null);
      return first == null ? NODES.nullNode() : Defaults.json(first);
    }
    List<Schema<?>> alternatives = schemas.alternativesOf(given);
    if (!alternatives.isEmpty()) {
      return alternative(schema, alternatives.get(0), depth);
    }
    for (Object example : new Object[] {schema.getExample(), schema.getDefault()}) {
      JsonNode json = example == null ? null : Defaults.json(example);
      if (json != null && !json.isNull() && new Defaults(schemas).misfit(given, json) == null) {
        return json;
      }
    }
    String type = Keywords.typeOf(schema);
    return switch (type == null ? "string" : type) {
      case "object" -> object(schema, depth);
      case "array" -> list(schema, least(schema.getMinItems()), depth);
      case "integer", "number" -> number(schema, type);
      case "boolean" -> NODES.booleanNode(true);
      default -> text(schema);
    };
  }

  private JsonNode alternative(Schema<?> schema, Schema<?> alternative, int depth) {
    JsonNode value = valid(alternative, depth + 1);
    if (value instanceof ObjectNode object) {
      if (!Keywords.properties(schema).isEmpty()) {
        JsonNode base = object(schema, depth);
        if (base instanceof ObjectNode fields) {
          object.setAll(fields);
        }
      }
      if (schema.getDiscriminator() != null) {
        String name = schemas.discriminatorValue(schema.getDiscriminator(), alternative);
        if (name != null) {
          object.put(schema.getDiscriminator().getPropertyName(), name);
        }
      }
    }
    return value;
  }

  private JsonNode object(Schema<?> schema, int depth) {
    ObjectNode object = NODES.objectNode();
    List<String> required =
        Keywords.required(schema) == null ? List.of() : Keywords.required(schema);
    Map<String, Schema<?>> properties = Keywords.properties(schema);
    for (String name : required) {
      Schema<?> property = properties.get(name);
      if (property != null && Boolean.TRUE.equals(schemas.follow(property).getReadOnly())) {
        continue;
      }
      JsonNode value = valid(property, depth + 1);
      if (value == null) {
        return null;
      }
      object.set(name, value);
    }
    return object;
  }

  private static int least(Integer value) {
    return value == null ? 0 : value;
  }

  private JsonNode list(Schema<?> schema, int size, int depth) {
    ArrayNode list = NODES.arrayNode();
    boolean unique = Boolean.TRUE.equals(schema.getUniqueItems());
    for (int i = 0; i < size; i++) {
      JsonNode item =
          unique || size > 1
              ? distinct(schema.getItems(), i, depth)
              : valid(schema.getItems(), depth + 1);
      if (item == null) {
        return null;
      }
      list.add(item);
    }
    return list;
  }

  /** Finds the i-th of several different values, {@code null} if there are not so many. */
  private JsonNode distinct(Schema<?> given, int i, int depth) {
    JsonNode value = valid(given, depth + 1);
    if (given == null || value == null) {
      return value;
    }
    Schema<?> schema = schemas.whole(given);
    JsonNode changed = value;
    if (schema.getEnum() != null) {
      List<?> values = schema.getEnum();
      changed = i < values.size() ? Defaults.json(values.get(i)) : null;
    } else if (value.isIntegralNumber()) {
      changed = NODES.numberNode(value.longValue() + i);
    } else if (value.isTextual()) {
      String digits = Integer.toString(i);
      String text = value.textValue();
      changed =
          NODES.textNode(
              text.length() > digits.length()
                  ? text.substring(0, text.length() - digits.length()) + digits
                  : digits);
    } else if (value instanceof ObjectNode object) {
      ObjectNode copy = object.deepCopy();
      Keywords.properties(schema)
          .forEach(
              (name, property) -> {
                if (copy.has(name)) {
                  JsonNode other = distinct(property, i, depth + 1);
                  copy.set(name, other == null ? copy.get(name) : other);
                }
              });
      changed = copy;
    }
    return changed == null || new Defaults(schemas).misfit(given, changed) != null ? null : changed;
  }

  private static JsonNode number(Schema<?> schema, String type) {
    BigDecimal step =
        schema.getMultipleOf() != null
            ? schema.getMultipleOf()
            : type.equals("integer") ? BigDecimal.ONE : new BigDecimal("0.5");
    BigDecimal least = Keywords.least(schema);
    BigDecimal most = Keywords.most(schema);
    boolean within = most != null && (!type.equals("integer") || held(schema, most));
    BigDecimal value = least != null ? least : within ? most : step;
    if (schema.getMultipleOf() != null) {
      value =
          value
              .divide(step, 0, least == null ? RoundingMode.FLOOR : RoundingMode.CEILING)
              .multiply(step);
    }
    if (least != null && Keywords.aboveLeast(schema) && value.compareTo(least) == 0) {
      value = value.add(step);
    } else if (least == null
        && most != null
        && Keywords.belowMost(schema)
        && value.compareTo(most) == 0) {
      value = value.subtract(step);
    }
    return type.equals("integer")
        ? NODES.numberNode(value.setScale(0, RoundingMode.CEILING).toBigInteger())
        : NODES.numberNode(value);
  }

  private JsonNode text(Schema<?> schema) {
    String format = schema.getFormat() == null ? "" : schema.getFormat();
    String known =
        switch (format) {
          case "date" -> "2026-01-31";
          case "date-time" -> "2026-01-31T23:59:59Z";
          case "uuid" -> "123e4567-e89b-12d3-a456-426614174000";
          case "uri", "url", "uri-reference" -> "https://example.com/a";
          case "email" -> "somebody@example.com";
          case "hostname" -> "example.com";
          case "ipv4" -> "192.0.2.1";
          case "ipv6" -> "2001:db8::1";
          case "byte" -> "YWJj";
          default -> null;
        };
    if (known != null) {
      JsonNode node = NODES.textNode(known);
      return new Defaults(schemas).misfit(schema, node) == null ? node : null;
    }
    String pattern = schema.getPattern() == null ? null : Patterns.toJava(schema.getPattern());
    boolean mayBeEmpty = pattern != null || Integer.valueOf(0).equals(schema.getMaxLength());
    int least = Math.max(least(schema.getMinLength()), mayBeEmpty ? 0 : 1);
    String shortest = Samples.shortest(pattern);
    String found =
        shortest != null && shortest.length() >= least
            ? shortest
            : Samples.ofLength(pattern, least);
    return found == null ? null : NODES.textNode(found);
  }

  // ---- both sides of each constraint

  /** Finds values on both sides of every constraint of a schema and of what it contains. */
  List<Case> cases(Schema<?> given) {
    return cases(given, 0);
  }

  private List<Case> cases(Schema<?> given, int depth) {
    List<Case> out = new ArrayList<>();
    Schema<?> schema = schemas.whole(given);
    String type = Keywords.typeOf(schema);
    if (depth > DEEPEST) {
      return out;
    }
    List<Schema<?>> alternatives = schemas.alternativesOf(given);
    if (!alternatives.isEmpty()) {
      alternativeCases(schema, alternatives, depth, out);
      return out;
    }
    if (!schemas.nullable(given) && type != null) {
      out.add(new Case("null", NODES.nullNode(), "", null));
    } else if (type != null) {
      out.add(new Case("null", NODES.nullNode(), null, null));
    }
    if (schema.getEnum() != null) {
      schema
          .getEnum()
          .forEach(
              value -> {
                if (value != null) {
                  out.add(new Case("enum " + value, Defaults.json(value), null, null));
                }
              });
      out.add(new Case("outside of the enum", NODES.textNode("none of these"), "", null));
      return out;
    }
    switch (type == null ? "" : type) {
      case "object" -> objectCases(schema, depth, out);
      case "array" -> listCases(schema, depth, out);
      case "integer", "number" -> numberCases(schema, type, out);
      case "string" -> textCases(schema, out);
      case "boolean" -> out.add(new Case("no boolean", NODES.textNode("perhaps"), "", null));
      default -> {}
    }
    return out;
  }

  /**
   * Only where a property says which alternative is meant do violations name the same parameter for
   * certain.
   */
  private void alternativeCases(
      Schema<?> schema, List<Schema<?>> alternatives, int depth, List<Case> out) {
    boolean base =
        !Keywords.alternatives(schema).isEmpty() && !Keywords.properties(schema).isEmpty();
    if (schema.getDiscriminator() == null || base) {
      return;
    }
    String by = schema.getDiscriminator().getPropertyName();
    for (Schema<?> alternative : alternatives) {
      String name = schemas.discriminatorValue(schema.getDiscriminator(), alternative);
      for (Case inner : cases(alternative, depth + 1)) {
        boolean about = inner.what().equals(by) || inner.what().startsWith(by + " ");
        if (name != null && !about && inner.value() instanceof ObjectNode object) {
          object.put(by, name);
          out.add(
              new Case(
                  "as " + name + ", " + inner.what(), object, inner.violates(), inner.error()));
        }
      }
    }
  }

  private void objectCases(Schema<?> schema, int depth, List<Case> out) {
    if (Keywords.properties(schema).isEmpty()) {
      return;
    }
    out.add(new Case("no object", NODES.textNode("text"), "", null));
    JsonNode base = object(schema, depth);
    if (!(base instanceof ObjectNode baseline)) {
      return;
    }
    List<String> required =
        Keywords.required(schema) == null ? List.of() : Keywords.required(schema);
    Keywords.properties(schema)
        .forEach(
            (name, property) -> {
              Schema<?> target = schemas.follow(property);
              if (Boolean.TRUE.equals(target.getReadOnly())) {
                return;
              }
              if (required.contains(name)) {
                ObjectNode without = baseline.deepCopy();
                without.remove(name);
                out.add(new Case(name + " absent", without, name, null));
              }
              for (Case inner : cases(property, depth + 1)) {
                ObjectNode with = baseline.deepCopy();
                with.set(name, inner.value());
                String path =
                    inner.violates() == null
                        ? null
                        : inner.violates().isEmpty() || inner.violates().startsWith("[")
                            ? name + inner.violates()
                            : name + "." + inner.violates();
                out.add(new Case(name + " " + inner.what(), with, path, inner.error()));
              }
            });
  }

  private void listCases(Schema<?> schema, int depth, List<Case> out) {
    out.add(new Case("no list", NODES.textNode("text"), "", null));
    int least = least(schema.getMinItems());
    addList(schema, least, depth, null, out);
    if (least > 0) {
      addList(schema, least - 1, depth, "", out);
    }
    if (schema.getMaxItems() != null && schema.getMaxItems() < LONGEST) {
      addList(schema, schema.getMaxItems(), depth, null, out);
      addList(schema, schema.getMaxItems() + 1, depth, "", out);
    }
    Object most = schema.getExtensions() == null ? null : schema.getExtensions().get("x-max-items");
    if (most instanceof Map<?, ?> limit) {
      int count = Integer.parseInt(String.valueOf(limit.get("count")));
      addList(schema, count, depth, null, out);
      JsonNode beyond = list(schema, count + 1, depth);
      if (beyond != null) {
        out.add(new Case(count + 1 + " items", beyond, null, String.valueOf(limit.get("error"))));
      }
    }
    JsonNode two =
        least <= 2 && (schema.getMaxItems() == null || schema.getMaxItems() >= 2)
            ? list(schema, 2, depth)
            : null;
    if (two != null && Boolean.TRUE.equals(schema.getUniqueItems())) {
      ArrayNode same = NODES.arrayNode().add(two.get(0)).add(two.get(0));
      out.add(new Case("the same item twice", same, "", null));
    }
    Object by = schema.getExtensions() == null ? null : schema.getExtensions().get("x-unique-by");
    if (two != null && by instanceof List<?> names) {
      for (Object name : names) {
        ArrayNode same = two.deepCopy();
        if (same.get(0).has(String.valueOf(name)) && same.get(1) instanceof ObjectNode second) {
          second.set(String.valueOf(name), same.get(0).get(String.valueOf(name)));
          out.add(new Case("the same " + name + " twice", same, "[1]." + name, null));
        }
      }
    }
    if (schema.getItems() != null) {
      itemCases(schema, depth, out);
    }
  }

  private void itemCases(Schema<?> schema, int depth, List<Case> out) {
    String type = Keywords.typeOf(schemas.whole(schema.getItems()));
    boolean single =
        !"object".equals(type)
            && !"array".equals(type)
            && schemas.alternativesOf(schema.getItems()).isEmpty();
    int size = Math.max(1, least(schema.getMinItems()));
    for (Case inner : cases(schema.getItems(), depth + 1)) {
      JsonNode list = list(schema, size, depth);
      if (!(list instanceof ArrayNode items) || inner.violates() == null && size > 1) {
        continue;
      }
      items.set(0, inner.value());
      // A violation by a single value names the list, one inside of an object its position.
      boolean nullItem = inner.value() != null && inner.value().isNull();
      String path =
          inner.violates() == null
              ? null
              : single || nullItem && inner.violates().isEmpty()
                  ? ""
                  : "[0]"
                      + (inner.violates().isEmpty() || inner.violates().startsWith("[") ? "" : ".")
                      + inner.violates();
      out.add(new Case("item " + inner.what(), items, path, inner.error()));
    }
  }

  private void addList(Schema<?> schema, int size, int depth, String violates, List<Case> out) {
    JsonNode list = list(schema, size, depth);
    if (list != null) {
      out.add(new Case(size + (size == 1 ? " item" : " items"), list, violates, null));
    }
  }

  private static void numberCases(Schema<?> schema, String type, List<Case> out) {
    boolean integer = type.equals("integer");
    out.add(new Case("no number", NODES.textNode("many"), "", null));
    if (integer) {
      out.add(new Case("with a fraction", NODES.numberNode(new BigDecimal("1.5")), "", null));
      if ("int32".equals(schema.getFormat())) {
        boolean bounded = Keywords.most(schema) != null && held(schema, Keywords.most(schema));
        out.add(new Case("of 33 bits", NODES.numberNode(2147483648L), "", null));
        if (!bounded && schema.getMultipleOf() == null) {
          out.add(new Case("of 32 bits", NODES.numberNode(2147483647), null, null));
        }
      }
    }
    BigDecimal step =
        schema.getMultipleOf() != null
            ? schema.getMultipleOf()
            : integer ? BigDecimal.ONE : new BigDecimal("0.001");
    BigDecimal least = Keywords.least(schema);
    BigDecimal most = Keywords.most(schema);
    if (least != null) {
      boolean fraction = integer && least.stripTrailingZeros().scale() > 0;
      least = fraction ? least.setScale(0, RoundingMode.CEILING) : least;
      boolean at = fraction || !Keywords.aboveLeast(schema);
      addNumber(schema, least, at ? null : "", integer, out);
      addNumber(schema, at ? least.subtract(step) : least.add(step), at ? "" : null, integer, out);
    }
    if (most != null) {
      boolean fraction = integer && most.stripTrailingZeros().scale() > 0;
      most = fraction ? most.setScale(0, RoundingMode.FLOOR) : most;
      boolean at = fraction || !Keywords.belowMost(schema);
      addNumber(schema, most, at ? null : "", integer, out);
      addNumber(schema, at ? most.add(step) : most.subtract(step), at ? "" : null, integer, out);
    }
  }

  /** Says whether the integer's Java type has the value. */
  private static boolean held(Schema<?> schema, BigDecimal value) {
    int bits = Keywords.bits(schema);
    return bits == 0 || value.toBigInteger().bitLength() < bits;
  }

  private static void addNumber(
      Schema<?> schema, BigDecimal value, String violates, boolean integer, List<Case> out) {
    boolean fits =
        schema.getMultipleOf() == null || value.remainder(schema.getMultipleOf()).signum() == 0;
    boolean held = !integer || held(schema, value);
    if (fits && held || violates != null) {
      JsonNode node =
          integer && value.stripTrailingZeros().scale() <= 0
              ? NODES.numberNode(value.toBigInteger())
              : NODES.numberNode(value);
      out.add(new Case(value.toPlainString(), node, violates, null));
    }
  }

  private void textCases(Schema<?> schema, List<Case> out) {
    out.add(new Case("no text", NODES.objectNode(), "", null));
    String pattern = schema.getPattern() == null ? null : Patterns.toJava(schema.getPattern());
    Map<String, String> texts = new LinkedHashMap<>();
    if (schema.getMinLength() != null && schema.getMinLength() > 0) {
      texts.put("shortest", ofLength(schema, pattern, schema.getMinLength()));
      texts.put("too short", sized(pattern, schema.getMinLength() - 1));
    }
    if (schema.getMaxLength() != null && schema.getMaxLength() < LONGEST) {
      texts.put("longest", ofLength(schema, pattern, schema.getMaxLength()));
      texts.put("too long", sized(pattern, schema.getMaxLength() + 1));
    }
    if (pattern != null) {
      patternCases(pattern, texts);
    }
    Schema<?> not = schema.getNot();
    if (not != null && not.getEnum() != null) {
      texts.put("excluded", String.valueOf(not.getEnum().get(0)));
    }
    String format = schema.getFormat() == null ? "" : schema.getFormat();
    if (List.of(
            "date", "date-time", "uuid", "email", "ipv4", "ipv6", "byte", "uri", "url", "hostname")
        .contains(format)) {
      texts.put("no " + format, "?!");
    }
    texts.forEach(
        (what, text) -> {
          if (text != null) {
            out.add(new Case(what, NODES.textNode(text), fits(schema, text) ? null : "", null));
          }
        });
  }

  private static String ofLength(Schema<?> schema, String pattern, int length) {
    int domain = length - 2;
    if (pattern != null || !"email".equals(schema.getFormat()) || domain < 1) {
      return Samples.ofLength(pattern, length);
    }
    // Labels of at most nine characters keep every check of domains content.
    StringBuilder email = new StringBuilder("a@");
    for (int i = 0; i < domain; i++) {
      email.append(i % 10 == 9 && i < domain - 1 ? '.' : 'a');
    }
    return email.toString();
  }

  /** A text of this length that breaks as little else as possible. */
  private static String sized(String pattern, int length) {
    String match = Samples.ofLength(pattern, length);
    return match == null ? "a".repeat(length) : match;
  }

  private static void patternCases(String pattern, Map<String, String> texts) {
    String shortest = Samples.shortest(pattern);
    String longest = Samples.longest(pattern);
    if (shortest != null) {
      texts.put("shortest match", shortest);
      if (!shortest.isEmpty()) {
        texts.put("shorter than the shortest match", shortest.substring(1));
      }
      texts.put("longest match", longest);
      texts.put(
          "longer than the longest match",
          longest == null ? null : longest + longest.substring(0, Math.min(1, longest.length())));
    }
    texts.put("other characters", "\u0001");
    texts.put("a line break after a match", shortest == null ? null : shortest + "\n");
  }

  private boolean fits(Schema<?> schema, String text) {
    if (new Defaults(schemas).misfit(schema, NODES.textNode(text)) != null) {
      return false;
    }
    Schema<?> not = schema.getNot();
    return not == null || not.getEnum() == null || !not.getEnum().contains(text);
  }
}
