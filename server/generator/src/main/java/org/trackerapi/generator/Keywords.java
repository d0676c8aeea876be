package org.trackerapi.generator;

import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads what a single schema says itself, without following a reference. */
final class Keywords {
  private Keywords() {}

  /** The type, given or told by other keywords; {@code null} where the schema takes any. */
  static String typeOf(Schema<?> schema) {
    if (schema.getType() != null) {
      return schema.getType();
    }
    if (schema.getTypes() != null) {
      List<String> types = schema.getTypes().stream().filter(type -> !type.equals("null")).toList();
      if (types.size() == 1) {
        return types.get(0);
      }
      if (types.size() > 1) {
        return String.join(" or ", types);
      }
    }
    if (schema.getProperties() != null
        || schema.getAdditionalProperties() != null
        || required(schema) != null) {
      return "object";
    }
    if (schema.getItems() != null || schema.getMinItems() != null || schema.getMaxItems() != null) {
      return "array";
    }
    if (schema.getPattern() != null
        || schema.getMinLength() != null
        || schema.getMaxLength() != null) {
      return "string";
    }
    if (schema.getMinimum() != null
        || schema.getMaximum() != null
        || schema.getMultipleOf() != null) {
      return "number";
    }
    return null;
  }

  /** All names that must be there, also those that are no properties. */
  static List<String> required(Schema<?> schema) {
    if (schema.getExtensions() != null
        && schema.getExtensions().get("x-required-all") instanceof List<?> all) {
      return all.stream().map(String::valueOf).toList();
    }
    return schema.getRequired() == null || schema.getRequired().isEmpty()
        ? null
        : schema.getRequired();
  }

  static Map<String, Schema<?>> properties(Schema<?> schema) {
    Map<String, Schema<?>> out = new LinkedHashMap<>();
    if (schema.getProperties() != null) {
      schema.getProperties().forEach((name, property) -> out.put(name, (Schema<?>) property));
    }
    return out;
  }

  /** What oneOf lists, or else anyOf. */
  static List<Schema<?>> alternatives(Schema<?> schema) {
    List<Schema<?>> one = parts(schema.getOneOf());
    return one.isEmpty() ? parts(schema.getAnyOf()) : one;
  }

  /** The schemas that allOf, oneOf or anyOf list. */
  static List<Schema<?>> parts(List<?> schemas) {
    List<Schema<?>> out = new ArrayList<>();
    if (schemas != null) {
      schemas.forEach(schema -> out.add((Schema<?>) schema));
    }
    return out;
  }

  /** Says whether null is the only value. */
  static boolean isNullOnly(Schema<?> schema) {
    boolean nullType = "null".equals(schema.getType()) || Set.of("null").equals(schema.getTypes());
    boolean nullEnum =
        schema.getEnum() != null && schema.getEnum().stream().allMatch(Objects::isNull);
    return schema.get$ref() == null && (nullType || nullEnum);
  }

  /** Says whether a schema only lists names that must be there. */
  static boolean isRequiredOnly(Schema<?> schema) {
    return schema.get$ref() == null
        && required(schema) != null
        && properties(schema).isEmpty()
        && schema.getAdditionalProperties() == null
        && schema.getAllOf() == null
        && schema.getOneOf() == null
        && schema.getAnyOf() == null
        && schema.getNot() == null;
  }

  /** Says whether a schema only wraps its one part, for a description or to make it nullable. */
  static boolean addsNothing(Schema<?> s) {
    return s.getProperties() == null
        && s.getRequired() == null
        && s.getAdditionalProperties() == null
        && s.getItems() == null
        && s.getEnum() == null
        && s.getPattern() == null
        && s.getMinLength() == null
        && s.getMaxLength() == null
        && s.getMinimum() == null
        && s.getMaximum() == null
        && s.getMultipleOf() == null
        && s.getMinItems() == null
        && s.getMaxItems() == null
        && s.getMinProperties() == null
        && s.getMaxProperties() == null
        && s.getUniqueItems() == null
        && s.getOneOf() == null
        && s.getAnyOf() == null
        && s.getFormat() == null
        && s.getNot() == null
        && s.getDiscriminator() == null;
  }

  /** The lower limit with its strictness, also as OpenAPI 3.1 writes it. */
  static BigDecimal least(Schema<?> schema) {
    return schema.getExclusiveMinimumValue() != null
        ? schema.getExclusiveMinimumValue()
        : schema.getMinimum();
  }

  static boolean aboveLeast(Schema<?> schema) {
    return schema.getExclusiveMinimumValue() != null
        || Boolean.TRUE.equals(schema.getExclusiveMinimum());
  }

  static BigDecimal most(Schema<?> schema) {
    return schema.getExclusiveMaximumValue() != null
        ? schema.getExclusiveMaximumValue()
        : schema.getMaximum();
  }

  static boolean belowMost(Schema<?> schema) {
    return schema.getExclusiveMaximumValue() != null
        || Boolean.TRUE.equals(schema.getExclusiveMaximum());
  }

  /**
   * The number of bits that the format, or Java for want of one, gives an integer; 0 where its
   * limits need more than 64.
   */
  static int bits(Schema<?> schema) {
    if ("int32".equals(schema.getFormat())) {
      return 32;
    }
    boolean wide =
        least(schema) != null && least(schema).compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0
            || most(schema) != null
                && most(schema).compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0;
    return wide && !"int64".equals(schema.getFormat()) ? 0 : 64;
  }

  /** The strings that a string may not be; {@code null} if the schema excludes something else. */
  static List<String> excluded(Schema<?> schema) {
    Schema<?> not = schema.getNot();
    String type = typeOf(schema);
    boolean strings =
        not != null
            && not.get$ref() == null
            && not.getEnum() != null
            && (type == null || type.equals("string"))
            && (typeOf(not) == null || "string".equals(typeOf(not)))
            && not.getPattern() == null
            && not.getMinLength() == null
            && not.getMaxLength() == null;
    return strings ? not.getEnum().stream().map(String::valueOf).toList() : null;
  }
}
