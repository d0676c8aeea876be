package org.trackerapi.generator;

import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what values are made of, as the styles of parameters and forms tell them apart. */
final class Shapes {
  private final Schemas schemas;

  Shapes(Schemas schemas) {
    this.schemas = schemas;
  }

  /** A constant of {@code Parameter.Shape}. */
  enum Shape {
    SINGLE,
    LIST,
    OBJECT
  }

  /** What a value is made of; alternatives are single unless all are objects or all are lists. */
  Shape of(Schema<?> schema) {
    return of(schema, identities());
  }

  private Shape of(Schema<?> schema, Set<Schema<?>> seen) {
    if (schema == null) {
      return Shape.SINGLE;
    }
    Schema<?> target = schemas.follow(schema);
    String type = Keywords.typeOf(target);
    if (type != null || !seen.add(target)) {
      return "array".equals(type)
          ? Shape.LIST
          : "object".equals(type) ? Shape.OBJECT : Shape.SINGLE;
    }
    Set<Shape> shapes =
        parts(target).stream().map(part -> of(part, seen)).collect(Collectors.toSet());
    return shapes.size() == 1 ? shapes.iterator().next() : Shape.SINGLE;
  }

  /** Says whether a value is a list of single values. */
  boolean isPlainList(Schema<?> schema) {
    return of(schema) == Shape.LIST && of(items(schema)) == Shape.SINGLE;
  }

  /** The items of a list; {@code null} where nothing is said about them. */
  Schema<?> items(Schema<?> schema) {
    return items(schema, identities());
  }

  private Schema<?> items(Schema<?> schema, Set<Schema<?>> seen) {
    Schema<?> target = schemas.follow(schema);
    if (target.getItems() != null || !seen.add(target)) {
      return target.getItems();
    }
    for (Schema<?> part : parts(target)) {
      Schema<?> items = items(part, seen);
      if (items != null) {
        return items;
      }
    }
    return null;
  }

  /** All properties that an object may have, those of its parts and alternatives, too. */
  Map<String, Schema<?>> properties(Schema<?> schema) {
    Map<String, Schema<?>> all = new LinkedHashMap<>();
    collect(schema, all, identities());
    return all;
  }

  private void collect(Schema<?> schema, Map<String, Schema<?>> all, Set<Schema<?>> seen) {
    Schema<?> target = schemas.follow(schema);
    if (seen.add(target)) {
      all.putAll(Keywords.properties(target));
      parts(target).forEach(part -> collect(part, all, seen));
    }
  }

  /** Says whether an object may have properties that are not listed. */
  boolean isOpen(Schema<?> schema) {
    return properties(schema).isEmpty()
        || schemas.follow(schema).getAdditionalProperties() instanceof Schema<?>;
  }

  private static List<Schema<?>> parts(Schema<?> target) {
    List<Schema<?>> parts = new ArrayList<>();
    if (target.getAllOf() != null) {
      target.getAllOf().forEach(part -> parts.add((Schema<?>) part));
    }
    parts.addAll(Keywords.alternatives(target));
    return parts;
  }

  /** A document's schemas may contain themselves; equal ones need not be the same. */
  private static Set<Schema<?>> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
