package org.trackerapi.generator;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads the schemas of a document into Java types: decides of which kind each is, and has it read
 * by the class for that kind.
 */
final class Schemas {
  private final Components components;
  private final AllOf allOf;
  private final Unenforceable unenforceable;
  private final Scalars scalars;
  private final Enums enums;
  private final ListsAndMaps listsAndMaps;
  private final Records records;
  private final Unions unions;
  private final Discriminators discriminators;
  private final Models models;
  private final Place place;
  private final Map<String, Type> resolved = new HashMap<>();
  private final Set<String> resolving = new HashSet<>();

  /**
   * Objects whose properties are still to be read: a chain of a thousand must not be a recursion.
   */
  private final Deque<Runnable> unread = new ArrayDeque<>();

  private int depth;

  Schemas(OpenAPI document, Type.Packages packages, Catalogue catalogue, Place place) {
    this.place = place;
    components = new Components(document, place);
    models = new Models(packages);
    unenforceable = new Unenforceable(place);
    allOf = new AllOf(components, unenforceable, place);
    scalars = new Scalars(packages, place);
    enums = new Enums(packages, models);
    listsAndMaps = new ListsAndMaps(this, components, catalogue, place);
    records = new Records(this, components, listsAndMaps, packages, models, place);
    discriminators = new Discriminators(components, models, place);
    unions = new Unions(this, components, allOf, records, discriminators, packages, models, place);
  }

  /** Returns the models that were read. */
  Models models() {
    return models;
  }

  /** Says whether a model of this Java name is generated. */
  boolean hasModel(String javaName) {
    return models.has(javaName) || components.hasJavaName(javaName);
  }

  /** Says whether null is a value. */
  boolean nullable(Schema<?> schema) {
    return components.nullable(schema);
  }

  /** Follows references to the schema itself. */
  Schema<?> follow(Schema<?> schema) {
    return components.follow(schema);
  }

  /** Reads a property of an object, or a parameter as if it was one. */
  Type.Prop property(
      String json, String java, String constant, Schema<?> schema, boolean required, String hint) {
    return records.property(json, java, constant, schema, required, hint);
  }

  /**
   * Returns a value of the discriminator that stands for an alternative; {@code null} where none is
   * known.
   */
  String discriminatorValue(Discriminator discriminator, Schema<?> alternative) {
    return discriminators.value(discriminator, alternative);
  }

  /** Has something read when nothing else is, as if it was read here. */
  void later(Runnable reading) {
    unread.add(place.here(reading));
  }

  /** Reads every component, also those that no operation needs, and completes the unions. */
  void finish() {
    for (String name : components.names()) {
      place.enter("schema " + name);
      try {
        settled(() -> component(name));
      } finally {
        place.leave();
      }
    }
    models.unions().values().forEach(discriminators::complete);
  }

  /** Reads the type of a schema that stands inside something else. */
  Type type(Schema<?> schema, String hint) {
    return settled(
        () -> build(schema, () -> components.unique(Names.model(hint)), hint, type -> {}));
  }

  /** Reads a type and, if nothing is being read around it, all properties that it leads to. */
  private Type settled(Supplier<Type> reading) {
    depth++;
    try {
      Type type = reading.get();
      while (depth == 1 && !unread.isEmpty()) {
        unread.remove().run();
      }
      return type;
    } finally {
      depth--;
    }
  }

  /** Follows references and joins what allOf joins. */
  Schema<?> whole(Schema<?> schema) {
    return allOf.joined(components.follow(schema));
  }

  /** The alternatives of a schema: those of oneOf or anyOf, or the members of its family. */
  List<Schema<?>> alternativesOf(Schema<?> schema) {
    Schema<?> target = components.follow(schema);
    String component = components.nameOf(target);
    if (components.isFamily(component, target)) {
      List<Schema<?>> members = new ArrayList<>();
      components.members(component).forEach(name -> members.add(Components.reference(name)));
      return members;
    }
    return Keywords.alternatives(whole(target));
  }

  /** Reads a component, once. */
  Type component(String name) {
    Type known = resolved.get(name);
    if (known != null) {
      return known;
    }
    Schema<?> schema = components.known(name);
    if (!resolving.add(name)) {
      throw place.refuse(
          "schema "
              + name
              + " contains itself without an object in between; wrap it in a property of an"
              + " object");
    }
    Type type =
        build(
            schema,
            () -> components.javaName(name),
            components.javaName(name),
            early -> resolved.put(name, early));
    resolving.remove(name);
    resolved.put(name, type);
    return type;
  }

  /**
   * Reads a schema.
   *
   * @param schema the schema; {@code null} stands for anything
   * @param name gives the Java name, should the schema become a model
   * @param hint what names of types inside the schema begin with
   * @param early is told the type of a model before what it consists of is read
   */
  Type build(Schema<?> schema, Supplier<String> name, String hint, Consumer<Type> early) {
    if (schema == null) {
      return Scalars.any();
    }
    String ref = components.refName(schema);
    if (ref != null) {
      return component(ref);
    }
    unenforceable.refuse(schema);
    List<Schema<?>> all = Keywords.parts(schema.getAllOf());
    String componentName = components.nameOf(schema);
    if (all.size() == 1
        && Keywords.addsNothing(schema)
        && !(componentName != null && isObject(all.get(0)))) {
      return build(all.get(0), name, hint, early);
    }
    Schema<?> whole = allOf.joined(schema);
    if (!Keywords.alternatives(whole).isEmpty()) {
      return unions.read(whole, name, hint, early);
    }
    if (components.isFamily(componentName, whole)) {
      return unions.family(componentName, whole, name, early);
    }
    if (whole.getEnum() != null && whole.getEnum().stream().anyMatch(Objects::nonNull)) {
      return enums.read(whole, name, componentName != null, early);
    }
    String type = Keywords.typeOf(whole);
    return switch (type == null ? "any" : type) {
      case "object" -> records.read(whole, name, hint, early);
      case "array" -> listsAndMaps.list(whole, hint);
      case "string" -> scalars.string(whole);
      case "integer" -> scalars.integer(whole);
      case "number" -> scalars.number(whole);
      case "boolean" -> Scalars.bool(null);
      case "any", "null" -> Scalars.any();
      default -> throw place.refuse("the type " + type + " is unknown; use a type of OpenAPI 3.0");
    };
  }

  /** Says whether a schema becomes a record, followed through references and allOf. */
  private boolean isObject(Schema<?> schema) {
    Schema<?> target = components.follow(schema);
    if (!Keywords.properties(target).isEmpty()) {
      return Keywords.alternatives(target).isEmpty();
    }
    List<Schema<?>> all = Keywords.parts(target.getAllOf());
    return Keywords.alternatives(target).isEmpty()
        && target.getDiscriminator() == null
        && !all.isEmpty()
        && all.stream().anyMatch(this::isObject);
  }
}
