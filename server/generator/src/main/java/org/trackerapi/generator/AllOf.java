package org.trackerapi.generator;

import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Joins what allOf joins into one schema that says the same. */
final class AllOf {
  private final Components components;
  private final Unenforceable unenforceable;
  private final Place place;

  AllOf(Components components, Unenforceable unenforceable, Place place) {
    this.components = components;
    this.unenforceable = unenforceable;
    this.place = place;
  }

  /** Joins a schema with its parts; without parts it is returned as it is. */
  Schema<?> joined(Schema<?> schema) {
    if (Keywords.parts(schema.getAllOf()).isEmpty()) {
      return schema;
    }
    Set<String> path = new HashSet<>();
    String component = components.nameOf(schema);
    if (component != null) {
      path.add(component);
    }
    return merged(schema, path);
  }

  /** Returns the object that stands beside the alternatives of a schema. */
  Schema<?> withoutAlternatives(Schema<?> schema) {
    Schema<Object> out = new Schema<>();
    absorb(out, shallow(schema), true);
    if (out.getType() == null) {
      out.setType("object");
    }
    return out;
  }

  /** A copy without alternatives and discriminator. */
  static Schema<?> shallow(Schema<?> schema) {
    Schema<Object> out = new Schema<>();
    out.setType(schema.getType());
    out.setTypes(schema.getTypes());
    out.setDescription(schema.getDescription());
    Keywords.properties(schema).forEach(out::addProperty);
    List<String> required = Keywords.required(schema);
    if (required != null) {
      out.required(required);
      out.addExtension("x-required-all", required);
    }
    out.setAdditionalProperties(schema.getAdditionalProperties());
    out.setMinProperties(schema.getMinProperties());
    out.setMaxProperties(schema.getMaxProperties());
    out.setDeprecated(schema.getDeprecated());
    return out;
  }

  private Schema<?> merged(Schema<?> schema, Set<String> path) {
    Schema<Object> out = new Schema<>();
    absorb(out, schema, true);
    out.setNullable(schema.getNullable());
    out.setDiscriminator(schema.getDiscriminator());
    for (Schema<?> part : Keywords.parts(schema.getAllOf())) {
      String ref = components.refName(part);
      if (ref != null && !path.add(ref)) {
        throw place.refuse("schema " + ref + " is a part of itself by allOf; remove the circle");
      }
      Schema<?> target = components.follow(part);
      unenforceable.refuse(target);
      // A parent that lists its children by oneOf lends them its properties, not the list.
      boolean lists =
          Keywords.alternatives(target).stream()
              .map(components::refName)
              .anyMatch(name -> path.contains(name));
      absorb(
          out, Keywords.parts(target.getAllOf()).isEmpty() ? target : merged(target, path), !lists);
      path.remove(ref);
    }
    return out;
  }

  private void absorb(Schema<Object> out, Schema<?> part, boolean withAlternatives) {
    String type = Keywords.typeOf(part);
    if (Keywords.typeOf(out) == null) {
      out.setType(type);
    } else if (type != null
        && !type.equals(Keywords.typeOf(out))
        && isNumeric(Keywords.typeOf(out))
        && isNumeric(type)) {
      // Every integer is a number.
      out.setFormat(Keywords.typeOf(out).equals("integer") ? out.getFormat() : part.getFormat());
      out.setType("integer");
    } else if (contradict(Keywords.typeOf(out), type)) {
      throw place.refuse(
          "allOf joins the types "
              + Keywords.typeOf(out)
              + " and "
              + type
              + ", which no value has; make the types agree");
    }
    if (out.getDescription() == null) {
      out.setDescription(part.getDescription());
    }
    if (out.getTitle() == null) {
      out.setTitle(part.getTitle());
    }
    if (out.getFormat() == null) {
      out.setFormat(part.getFormat());
    }
    if (out.getDefault() == null) {
      out.setDefault(part.getDefault());
    }
    if (Boolean.TRUE.equals(part.getDeprecated())) {
      out.setDeprecated(true);
    }
    if (Boolean.TRUE.equals(part.getReadOnly())) {
      out.setReadOnly(true);
    }
    if (Boolean.TRUE.equals(part.getWriteOnly())) {
      out.setWriteOnly(true);
    }
    absorbProperties(out, part);
    absorbLimits(out, part);
    if (part.getItems() != null) {
      out.setItems(
          out.getItems() == null ? part.getItems() : both(out.getItems(), part.getItems()));
    }
    absorbEnum(out, part);
    if (part.getNot() != null) {
      out.setNot(part.getNot());
    }
    if (part.getPattern() != null) {
      boolean second = out.getPattern() != null && !out.getPattern().equals(part.getPattern());
      out.setPattern(
          second ? bothPatterns(out.getPattern(), part.getPattern()) : part.getPattern());
    }
    if (withAlternatives && !Keywords.alternatives(part).isEmpty()) {
      boolean one = part.getOneOf() != null;
      if (Keywords.alternatives(out).isEmpty()) {
        out.setOneOf(raw(part.getOneOf()));
        out.setAnyOf(raw(part.getAnyOf()));
      } else if (one == (out.getOneOf() != null) && (part.getAnyOf() != null) != one) {
        var combined = raw(combinations(Keywords.alternatives(out), Keywords.alternatives(part)));
        out.setOneOf(one ? combined : null);
        out.setAnyOf(one ? null : combined);
      } else {
        throw place.refuse("allOf joins oneOf and anyOf; write the combinations as one oneOf");
      }
      if (part.getDiscriminator() != null && out.getDiscriminator() == null) {
        out.setDiscriminator(part.getDiscriminator());
      }
    }
  }

  /** Of two lists exactly one each, or at least one each, is exactly or at least one pair. */
  private List<Schema<?>> combinations(List<Schema<?>> first, List<Schema<?>> second) {
    List<Schema<?>> pairs = new ArrayList<>();
    for (Schema<?> a : first) {
      for (Schema<?> b : second) {
        boolean names = Keywords.isRequiredOnly(a) && Keywords.isRequiredOnly(b);
        if (contradict(
            Keywords.typeOf(components.follow(a)), Keywords.typeOf(components.follow(b)))) {
          continue;
        }
        pairs.add(names ? merged(both(a, b), new HashSet<>()) : both(a, b));
      }
    }
    if (pairs.isEmpty()) {
      throw place.refuse(
          "allOf joins two sets of alternatives that no value has; make their types agree");
    }
    return pairs;
  }

  private static boolean contradict(String type, String other) {
    boolean numbers = isNumeric(type) && isNumeric(other);
    return type != null && other != null && !type.equals(other) && !numbers;
  }

  private static boolean isNumeric(String type) {
    return "integer".equals(type) || "number".equals(type);
  }

  /** A pattern that is found exactly where both are. */
  private static String bothPatterns(String first, String second) {
    return "^(?=[\\s\\S]*(?:" + first + "))(?=[\\s\\S]*(?:" + second + "))";
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static List<Schema> raw(List<?> schemas) {
    return schemas == null ? null : new ArrayList<>((List<Schema>) schemas);
  }

  /** Returns a schema whose values are those of both. */
  static Schema<?> both(Schema<?> first, Schema<?> second) {
    if (first.equals(second)) {
      return first;
    }
    Schema<Object> out = new Schema<>();
    out.addAllOfItem(first);
    out.addAllOfItem(second);
    return out;
  }

  private void absorbProperties(Schema<Object> out, Schema<?> part) {
    Map<String, Schema<?>> properties = Keywords.properties(part);
    for (Map.Entry<String, Schema<?>> entry : properties.entrySet()) {
      Schema<?> known =
          out.getProperties() == null ? null : out.getProperties().get(entry.getKey());
      out.addProperty(
          entry.getKey(), known == null ? entry.getValue() : both(known, entry.getValue()));
    }
    if (part.getRequired() != null) {
      Set<String> required =
          new LinkedHashSet<>(out.getRequired() == null ? List.of() : out.getRequired());
      required.addAll(part.getRequired());
      // Not setRequired(): it drops names that are no properties yet.
      List<String> list = new ArrayList<>(required);
      out.required(list);
      if (out.getRequired() == null || out.getRequired().size() < list.size()) {
        out.addExtension("x-required-all", list);
      }
    }
    Object others = part.getAdditionalProperties();
    if (others != null) {
      Object mine = out.getAdditionalProperties();
      boolean stricter = mine == null || Boolean.TRUE.equals(mine) || Boolean.FALSE.equals(others);
      out.setAdditionalProperties(stricter ? others : mine);
    }
  }

  private void absorbEnum(Schema<Object> out, Schema<?> part) {
    if (part.getEnum() == null) {
      return;
    }
    List<Object> values = new ArrayList<>(part.getEnum());
    if (out.getEnum() != null) {
      values.retainAll(out.getEnum());
      if (values.isEmpty()) {
        throw place.refuse("allOf joins enums that have no value in common; give them one");
      }
    }
    out.setEnum(values);
  }

  private static void absorbLimits(Schema<Object> out, Schema<?> part) {
    if (part.getMinimum() != null
        && (out.getMinimum() == null || part.getMinimum().compareTo(out.getMinimum()) >= 0)) {
      boolean keep = out.getMinimum() != null && part.getMinimum().compareTo(out.getMinimum()) == 0;
      boolean exclusive =
          keep && Boolean.TRUE.equals(out.getExclusiveMinimum())
              || Boolean.TRUE.equals(part.getExclusiveMinimum());
      out.setMinimum(part.getMinimum());
      out.setExclusiveMinimum(exclusive);
    }
    if (part.getMaximum() != null
        && (out.getMaximum() == null || part.getMaximum().compareTo(out.getMaximum()) <= 0)) {
      boolean keep = out.getMaximum() != null && part.getMaximum().compareTo(out.getMaximum()) == 0;
      boolean exclusive =
          keep && Boolean.TRUE.equals(out.getExclusiveMaximum())
              || Boolean.TRUE.equals(part.getExclusiveMaximum());
      out.setMaximum(part.getMaximum());
      out.setExclusiveMaximum(exclusive);
    }
    out.setMinLength(larger(out.getMinLength(), part.getMinLength()));
    out.setMaxLength(smaller(out.getMaxLength(), part.getMaxLength()));
    out.setMinItems(larger(out.getMinItems(), part.getMinItems()));
    out.setMaxItems(smaller(out.getMaxItems(), part.getMaxItems()));
    out.setMinProperties(larger(out.getMinProperties(), part.getMinProperties()));
    out.setMaxProperties(smaller(out.getMaxProperties(), part.getMaxProperties()));
    if (Boolean.TRUE.equals(part.getUniqueItems())) {
      out.setUniqueItems(true);
    }
    if (part.getMultipleOf() != null) {
      out.setMultipleOf(
          out.getMultipleOf() == null
              ? part.getMultipleOf()
              : leastCommon(out.getMultipleOf(), part.getMultipleOf()));
    }
  }

  private static BigDecimal leastCommon(BigDecimal a, BigDecimal b) {
    int scale = Math.max(0, Math.max(a.scale(), b.scale()));
    BigInteger x = a.setScale(scale).unscaledValue();
    BigInteger y = b.setScale(scale).unscaledValue();
    return new BigDecimal(x.multiply(y).divide(x.gcd(y)), scale);
  }

  private static Integer larger(Integer a, Integer b) {
    return a == null ? b : b == null ? a : Integer.valueOf(Math.max(a, b));
  }

  private static Integer smaller(Integer a, Integer b) {
    return a == null ? b : b == null ? a : Integer.valueOf(Math.min(a, b));
  }
}
