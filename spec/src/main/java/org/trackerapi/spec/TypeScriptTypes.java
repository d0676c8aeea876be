package org.trackerapi.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the schemas of a bundled contract as TypeScript types, with the descriptions as comments.
 *
 * <p>Knows the keywords that the contract uses for types; limits stay with the server.
 */
final class TypeScriptTypes {
  private static final String SCHEMA = "#/components/schemas/";

  private TypeScriptTypes() {}

  /** Returns one exported type per schema. */
  static String of(JsonNode contract) {
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, JsonNode> schema : contract.at("/components/schemas").properties()) {
      out.append(comment(schema.getValue(), ""));
      String name = schema.getKey();
      if (isPlainObject(schema.getValue())) {
        out.append("export interface ").append(name).append(' ');
        out.append(object(schema.getValue(), "")).append("\n\n");
      } else {
        out.append("export type ").append(name).append(" = ");
        out.append(type(schema.getValue(), "")).append(";\n\n");
      }
    }
    return out.toString();
  }

  private static boolean isPlainObject(JsonNode schema) {
    return schema.has("properties") && !schema.path("nullable").asBoolean();
  }

  /** Returns the type of a schema, to be written at this indentation. */
  private static String type(JsonNode schema, String indent) {
    String type = typeWithoutNull(schema, indent);
    return schema.path("nullable").asBoolean() ? type + " | null" : type;
  }

  private static String typeWithoutNull(JsonNode schema, String indent) {
    if (schema.has("$ref")) {
      return schema.get("$ref").asText().substring(SCHEMA.length());
    }
    if (schema.has("oneOf")) {
      return union(schema.get("oneOf"), indent);
    }
    if (schema.has("enum")) {
      List<String> values = new ArrayList<>();
      schema.get("enum").forEach(value -> values.add(literal(value)));
      return String.join(" | ", values);
    }
    return switch (schema.path("type").asText()) {
      case "string" -> "string";
      case "integer", "number" -> "number";
      case "boolean" -> "boolean";
      case "array" -> "Array<" + type(schema.get("items"), indent) + ">";
      case "object" -> object(schema, indent);
      default -> "unknown";
    };
  }

  private static String union(JsonNode members, String indent) {
    List<String> types = new ArrayList<>();
    members.forEach(member -> types.add(type(member, indent)));
    return String.join(" | ", types);
  }

  private static String literal(JsonNode value) {
    return value.isTextual() ? "'" + value.asText() + "'" : value.toString();
  }

  private static String object(JsonNode schema, String indent) {
    JsonNode more = schema.path("additionalProperties");
    if (!schema.has("properties")) {
      return "Record<string, " + (more.isObject() ? type(more, indent) : "unknown") + ">";
    }
    String inner = indent + "  ";
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    StringBuilder out = new StringBuilder("{\n");
    for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
      out.append(comment(property.getValue(), inner)).append(inner).append(property.getKey());
      out.append(required.contains(property.getKey()) ? ": " : "?: ");
      out.append(type(property.getValue(), inner)).append(";\n");
    }
    if (more.isObject() || more.asBoolean()) {
      out.append(inner).append("[name: string]: unknown;\n");
    }
    return out.append(indent).append('}').toString();
  }

  private static String comment(JsonNode schema, String indent) {
    String text = schema.path("description").asText().strip();
    return text.isEmpty()
        ? ""
        : text.replace("*/", "* /")
            .lines()
            .collect(Collectors.joining("\n" + indent + " * ", indent + "/** ", " */\n"));
  }
}
