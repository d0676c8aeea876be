package org.trackerapi.conformance.honest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/** Reads parameters as the contract types them and collects what violates it. */
final class Validator {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Action action;
  private final Faults faults;
  private final ArrayNode errors = JSON.createArrayNode();

  Validator(Action action, Faults faults) {
    this.action = action;
    this.faults = faults;
  }

  ArrayNode errors() {
    return errors;
  }

  void check(Request request) {
    object(action.requestSchema(), request.parameters, "", "");
  }

  private static JsonNode resolved(JsonNode schema) {
    return schema.has("$ref")
        ? Contract.tree().at(schema.get("$ref").asText().substring(1))
        : schema;
  }

  /** Reports a violation unless the fault says to overlook it. */
  private boolean violated(String rule, String keyword, String shown, String message) {
    if (faults.ignoredConstraints.contains(action.name() + "/" + rule + "/" + keyword)) {
      return false;
    }
    String name = faults.unnamed.contains(action.name() + "/" + rule) ? "request" : shown;
    errors.addObject().put("parameter", name).put("error", message);
    return true;
  }

  private void object(JsonNode schema, ObjectNode values, String rulePrefix, String prefix) {
    for (JsonNode required : schema.path("required")) {
      String name = required.asText();
      if (!values.has(name)) {
        violated(rulePrefix + name, "required", prefix + name, "must not be null");
      }
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = property.getKey();
      if (name.equals("hash") || !values.has(name)) {
        continue;
      }
      JsonNode schemaOfOne = resolved(property.getValue());
      if (values.get(name).isNull()) {
        if (!schemaOfOne.path("nullable").asBoolean() && schemaOfOne.has("type")) {
          violated(rulePrefix + name, "null", prefix + name, "must not be null");
        }
        continue;
      }
      JsonNode read = value(schemaOfOne, values.get(name), rulePrefix + name, prefix + name);
      values.set(name, read);
    }
  }

  private JsonNode value(JsonNode schema, JsonNode value, String rule, String shown) {
    return switch (schema.path("type").asText()) {
      case "integer" -> integer(schema, value, rule, shown);
      case "boolean" -> bool(value, rule, shown);
      case "string" -> string(schema, value, rule, shown);
      case "array" -> array(schema, value, rule, shown);
      case "object" -> {
        JsonNode parsed = parsed(value);
        if (!parsed.isObject()) {
          violated(rule, "type", shown, "must be an object");
          yield value;
        }
        object(schema, (ObjectNode) parsed, rule + ".", shown + ".");
        yield parsed;
      }
      default -> parsed(value);
    };
  }

  private JsonNode integer(JsonNode schema, JsonNode value, String rule, String shown) {
    if (!value.asText().matches("-?[0-9]{1,18}") || value.isContainerNode()) {
      violated(rule, "type", shown, "must be an integer");
      return value;
    }
    long number = Long.parseLong(value.asText());
    if (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE) {
      if (violated(rule, "range", shown, "must be an integer of 32 bits")) {
        return LongNode.valueOf(number);
      }
      return IntNode.valueOf(Integer.MAX_VALUE);
    }
    if (schema.has("minimum") && number < schema.get("minimum").longValue()) {
      violated(rule, "minimum", shown, "must be at least " + schema.get("minimum"));
    }
    if (schema.has("maximum") && number > schema.get("maximum").longValue()) {
      violated(rule, "maximum", shown, "must be at most " + schema.get("maximum"));
    }
    return IntNode.valueOf((int) number);
  }

  private JsonNode bool(JsonNode value, String rule, String shown) {
    if (!value.asText().matches("true|false")) {
      violated(rule, "type", shown, "must be true or false");
      return BooleanNode.FALSE;
    }
    return BooleanNode.valueOf(value.asText().equals("true"));
  }

  private JsonNode string(JsonNode schema, JsonNode value, String rule, String shown) {
    if (value.isContainerNode()) {
      violated(rule, "no-object", shown, "must be a text");
      return value;
    }
    String text = value.asText();
    int length = text.codePointCount(0, text.length());
    if (length < schema.path("minLength").asInt(0)) {
      violated(rule, "minLength", shown, "must be longer");
      return value;
    }
    if (schema.has("maxLength") && length > schema.get("maxLength").asInt()) {
      violated(rule, "maxLength", shown, "must be shorter");
      return value;
    }
    if (schema.has("pattern") && !text.matches("(?s)" + schema.get("pattern").asText())) {
      violated(rule, "pattern", shown, "must match " + schema.get("pattern").asText());
    }
    if (schema.path("format").asText().equals("email") && !text.contains("@")) {
      violated(rule, "format", shown, "must be an address");
    }
    if (schema.has("enum")) {
      boolean known = false;
      for (JsonNode candidate : schema.get("enum")) {
        known |= candidate.asText().equals(text);
      }
      boolean other =
          schema
              .get("enum")
              .toString()
              .toLowerCase(java.util.Locale.ROOT)
              .contains("\"" + text.toLowerCase(java.util.Locale.ROOT) + "\"");
      if (!known && other) {
        violated(rule, "enum-case", shown, "should be in small letters");
      } else if (!known) {
        violated(rule, "enum", shown, "should be one of " + schema.get("enum"));
      }
    }
    return value;
  }

  private JsonNode array(JsonNode schema, JsonNode value, String rule, String shown) {
    JsonNode parsed = parsed(value);
    if (!parsed.isArray()) {
      violated(rule, "type", shown, "must be a list");
      return value;
    }
    if (parsed.size() < schema.path("minItems").asInt(0)) {
      violated(rule, "minItems", shown, "must have more items");
    }
    if (schema.has("maxItems") && parsed.size() > schema.get("maxItems").asInt()) {
      violated(rule, "maxItems", shown, "must have fewer items");
    }
    if (schema.path("uniqueItems").asBoolean()
        && new HashSet<>(java.util.List.of(strings(parsed))).size() < parsed.size()) {
      violated(rule, "uniqueItems", shown, "must not repeat an item");
    }
    JsonNode itemSchema = resolved(schema.path("items"));
    ArrayNode read = JSON.createArrayNode();
    int position = 0;
    for (JsonNode item : parsed) {
      read.add(item(itemSchema, item, rule, shown, position));
      position++;
    }
    for (JsonNode key : schema.path("x-unique-by")) {
      Set<String> seen = new HashSet<>();
      for (JsonNode item : parsed) {
        if (item.has(key.asText()) && !seen.add(item.get(key.asText()).asText())) {
          violated(rule, "unique-" + key.asText(), shown, "must not repeat " + key.asText());
        }
      }
    }
    return read;
  }

  private static String[] strings(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(item -> texts.add(item.toString()));
    return texts.toArray(String[]::new);
  }

  private JsonNode item(JsonNode schema, JsonNode item, String rule, String shown, int position) {
    if (item.isNull()) {
      violated(rule, "no-nulls", shown, "must have no null");
      return item;
    }
    switch (schema.path("type").asText()) {
      case "object" -> {
        if (!item.isObject()) {
          violated(rule, "items", shown, "must hold objects");
          return item;
        }
        object(schema, (ObjectNode) item, rule + ".0.", shown + "[" + position + "].");
        return item;
      }
      case "integer" -> {
        if (!item.asText().matches("[0-9]{1,9}|1[0-9]{9}|2[01][0-9]{8}")) {
          violated(rule, "items", shown, "item " + position + " must be a tracker id");
        }
        return IntNode.valueOf(item.asInt(0));
      }
      default -> {
        if (item.asText().length() < schema.path("minLength").asInt(0)) {
          violated(rule, "items.minLength", shown, "item " + position + " is too short");
        }
        if (schema.has("maxLength") && item.asText().length() > schema.get("maxLength").asInt()) {
          violated(rule, "items.maxLength", shown, "item " + position + " is too long");
        }
        return item;
      }
    }
  }

  private static JsonNode parsed(JsonNode value) {
    if (!value.isTextual()) {
      return value;
    }
    try {
      JsonNode parsed = JSON.readTree(value.asText());
      return parsed == null || parsed.isMissingNode() ? value : parsed;
    } catch (JsonProcessingException e) {
      return value;
    }
  }
}
