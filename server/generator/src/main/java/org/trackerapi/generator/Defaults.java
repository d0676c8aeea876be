package org.trackerapi.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks defaults against their own schema, so that a wrong one is found here and not by the first
 * request.
 */
final class Defaults {
  private final Schemas schemas;

  Defaults(Schemas schemas) {
    this.schemas = schemas;
  }

  /** Returns a value of the parsed document as JSON. */
  static JsonNode json(Object value) {
    if (value instanceof JsonNode node) {
      return node;
    }
    if (value instanceof Date date) {
      // The parser makes it midnight of where it runs.
      LocalDate day = date.toInstant().atZone(ZoneId.systemDefault()).toLocalDate();
      return JsonNodeFactory.instance.textNode(day.toString());
    }
    if (value instanceof OffsetDateTime time) {
      return JsonNodeFactory.instance.textNode(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    }
    if (value instanceof java.util.UUID || value instanceof URI) {
      return JsonNodeFactory.instance.textNode(value.toString());
    }
    if (value instanceof byte[] bytes) {
      return JsonNodeFactory.instance.textNode(
          new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    }
    return Json.mapper().valueToTree(value);
  }

  /** Says why a value does not fit a schema; {@code null} if it does. */
  String misfit(Schema<?> schema, JsonNode value) {
    if (value.isNull()) {
      return schemas.nullable(schema) ? null : "is null, which the schema does not allow";
    }
    Schema<?> target = schemas.follow(schema);
    for (Schema<?> part :
        target.getAllOf() == null ? List.<Schema<?>>of() : list(target.getAllOf())) {
      String misfit = misfit(part, value);
      if (misfit != null) {
        return misfit;
      }
    }
    if (target.getEnum() != null
        && target.getEnum().stream().noneMatch(v -> v != null && same(json(v), value))) {
      return "is not among the values of the enum";
    }
    List<Schema<?>> alternatives = Keywords.alternatives(target);
    if (!alternatives.isEmpty()
        && alternatives.stream().allMatch(part -> misfit(part, value) != null)) {
      return "fits no alternative";
    }
    String type = Keywords.typeOf(target);
    if (type == null) {
      return null;
    }
    return switch (type) {
      case "string" -> text(target, value);
      case "integer", "number" -> number(target, value, type);
      case "boolean" -> value.isBoolean() ? null : "is no boolean";
      case "array" -> items(target, value);
      case "object" -> object(target, value);
      default -> null;
    };
  }

  private static List<Schema<?>> list(List<?> schemas) {
    return schemas.stream().<Schema<?>>map(schema -> (Schema<?>) schema).toList();
  }

  private static boolean same(JsonNode a, JsonNode b) {
    return a.isNumber() && b.isNumber()
        ? a.decimalValue().compareTo(b.decimalValue()) == 0
        : a.equals(b);
  }

  private static String text(Schema<?> schema, JsonNode value) {
    if (!value.isTextual()) {
      return "is no string";
    }
    int length = value.textValue().codePointCount(0, value.textValue().length());
    if (schema.getMinLength() != null && length < schema.getMinLength()
        || schema.getMaxLength() != null && length > schema.getMaxLength()) {
      return "is " + length + " characters long, which the schema does not allow";
    }
    String pattern = schema.getPattern() == null ? null : Patterns.toJava(schema.getPattern());
    if (pattern != null && !Pattern.compile(pattern).matcher(value.textValue()).find()) {
      return "does not match the pattern";
    }
    return hasFormat(value.textValue(), schema.getFormat()) ? null : "is no " + schema.getFormat();
  }

  private static boolean hasFormat(String text, String format) {
    try {
      switch (format == null ? "" : format) {
        case "date" -> LocalDate.parse(text);
        case "date-time" -> OffsetDateTime.parse(text);
        case "byte" -> Base64.getDecoder().decode(text);
        case "uuid" -> {
          return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        }
        case "uri", "url" -> {
          return new URI(text).isAbsolute();
        }
        case "uri-reference" -> new URI(text);
        case "email" -> {
          return text.matches("[^@\\s]+@[^@\\s]+");
        }
        case "ipv4", "ipv6", "hostname" -> {
          return text.matches("[0-9A-Za-z.:-]+");
        }
        default -> {
          return true;
        }
      }
      return true;
    } catch (DateTimeException | IllegalArgumentException | URISyntaxException e) {
      return false;
    }
  }

  private static String number(Schema<?> schema, JsonNode value, String type) {
    if (!value.isNumber()
        || type.equals("integer") && value.decimalValue().stripTrailingZeros().scale() > 0) {
      return "is no " + type;
    }
    BigDecimal number = value.decimalValue();
    BigDecimal least = Keywords.least(schema);
    BigDecimal most = Keywords.most(schema);
    if (least != null && number.compareTo(least) < (Keywords.aboveLeast(schema) ? 1 : 0)
        || most != null && number.compareTo(most) > (Keywords.belowMost(schema) ? -1 : 0)
        || schema.getMultipleOf() != null
            && number.remainder(schema.getMultipleOf()).signum() != 0) {
      return "is outside the limits of the schema";
    }
    return null;
  }

  private String object(Schema<?> schema, JsonNode value) {
    if (!value.isObject()) {
      return "is no object";
    }
    List<String> required =
        Keywords.required(schema) == null ? List.of() : Keywords.required(schema);
    for (String name : required) {
      if (!value.has(name)) {
        return "lacks the required property " + name;
      }
    }
    for (Map.Entry<String, Schema<?>> property : Keywords.properties(schema).entrySet()) {
      JsonNode inner = value.get(property.getKey());
      String misfit = inner == null ? null : misfit(property.getValue(), inner);
      if (misfit != null) {
        return "has a property " + property.getKey() + " that " + misfit;
      }
    }
    return null;
  }

  private String items(Schema<?> schema, JsonNode value) {
    if (!value.isArray()) {
      return "is no list";
    }
    if (schema.getMinItems() != null && value.size() < schema.getMinItems()
        || schema.getMaxItems() != null && value.size() > schema.getMaxItems()) {
      return "has " + value.size() + " items, which the schema does not allow";
    }
    for (JsonNode item : value) {
      String misfit = schema.getItems() == null ? null : misfit(schema.getItems(), item);
      if (misfit != null) {
        return "has an item that " + misfit;
      }
    }
    return null;
  }
}
