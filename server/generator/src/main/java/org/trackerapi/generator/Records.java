package org.trackerapi.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads objects that have properties into records. */
final class Records {
  /**
   * The JVM passes 255 slots, one of them for the record itself; a {@code long} or {@code double}
   * takes two. A record's {@code toString} leaves room for fewer components than that.
   */
  private static final int MOST_SLOTS = 254;

  private static final int MOST_PROPERTIES = 250;

  private final Schemas schemas;
  private final Components components;
  private final ListsAndMaps listsAndMaps;
  private final Type.Packages packages;
  private final Models models;
  private final Place place;

  Records(
      Schemas schemas,
      Components components,
      ListsAndMaps listsAndMaps,
      Type.Packages packages,
      Models models,
      Place place) {
    this.schemas = schemas;
    this.components = components;
    this.listsAndMaps = listsAndMaps;
    this.packages = packages;
    this.models = models;
    this.place = place;
  }

  /** Reads an object; its properties are read later. */
  Type read(Schema<?> schema, Supplier<String> name, String hint, Consumer<Type> early) {
    Map<String, Schema<?>> properties = new LinkedHashMap<>(Keywords.properties(schema));
    List<String> required =
        Keywords.required(schema) == null ? List.of() : Keywords.required(schema);
    required.forEach(property -> properties.putIfAbsent(property, new Schema<>()));
    Object others = schema.getAdditionalProperties();
    if (properties.isEmpty() && !Boolean.FALSE.equals(others)) {
      return listsAndMaps.map(schema, others, hint);
    }
    Type.Named type = new Type.Named(name.get(), Type.Named.Kind.OBJECT, packages);
    early.accept(type);
    Type.ObjectModel model = new Type.ObjectModel(type.name(), schema.getTitle());
    models.add(model);
    model.description = schema.getDescription();
    model.deprecated = Boolean.TRUE.equals(schema.getDeprecated());
    model.closed = Boolean.FALSE.equals(others);
    model.least = schema.getMinProperties();
    model.most = schema.getMaxProperties();
    schemas.later(() -> readProperties(model, properties, required, others));
    return type;
  }

  private void readProperties(
      Type.ObjectModel model,
      Map<String, Schema<?>> properties,
      List<String> required,
      Object others) {
    Names.Scope fields = new Names.Scope();
    Names.Scope constants = new Names.Scope();
    List.of("INSTANCE", "KNOWN", "GROUPS", "OTHERS").forEach(constants::unique);
    properties.forEach(
        (json, property) -> {
          place.enter("property " + json);
          try {
            String java = fields.unique(Names.variable(json));
            String constant = constants.unique(Names.constant(json));
            model.properties.add(
                property(
                    json,
                    java,
                    constant,
                    property,
                    required.contains(json),
                    model.name + Names.type(json)));
          } finally {
            place.leave();
          }
        });
    if (others instanceof Schema<?> value) {
      place.enter("additionalProperties");
      try {
        model.others =
            new Type.MapOf(
                schemas.type(value, model.name + "Value"), components.nullable(value), "");
      } finally {
        place.leave();
      }
    } else if (Boolean.TRUE.equals(others)) {
      model.others = new Type.MapOf(Scalars.any(), false, "");
    }
    if (model.others != null) {
      model.othersName = fields.unique("additionalProperties");
    }
    refuseTooMany(model);
  }

  private void refuseTooMany(Type.ObjectModel model) {
    List<Type.Prop> fields = model.properties.stream().filter(p -> !p.fixed()).toList();
    Imports imports = new Imports("none");
    long wide =
        fields.stream()
            .filter(p -> Set.of("long", "double").contains(p.component(packages, imports)))
            .count();
    int count = fields.size() + (model.others == null ? 0 : 1);
    if (count > MOST_PROPERTIES || count + wide > MOST_SLOTS) {
      throw place.refuse(
          "an object has "
              + count
              + " properties, more than a Java record holds"
              + (count > MOST_PROPERTIES ? "" : ", where required long and double count twice")
              + "; group them");
    }
  }

  /** Reads a property of an object, or a parameter as if it was one. */
  Type.Prop property(
      String json, String java, String constant, Schema<?> schema, boolean required, String hint) {
    Type type = schemas.type(schema, hint);
    Schema<?> target = components.follow(schema);
    boolean any = type.equals(Scalars.any());
    Object fallback = schema.getDefault() == null ? target.getDefault() : schema.getDefault();
    boolean nullable = !any && components.nullable(schema);
    JsonNode json0 = fallback == null ? null : Defaults.json(fallback);
    if (json0 != null) {
      String misfit = new Defaults(schemas).misfit(schema, json0);
      if (misfit != null) {
        throw place.refuse("the default " + json0 + " " + misfit + "; correct the default");
      }
    }
    return new Type.Prop(
        json,
        java,
        constant,
        type,
        required,
        nullable,
        json0 == null || required ? null : json0.toString(),
        Boolean.TRUE.equals(schema.getReadOnly()) || Boolean.TRUE.equals(target.getReadOnly()),
        Boolean.TRUE.equals(schema.getWriteOnly()) || Boolean.TRUE.equals(target.getWriteOnly()),
        schema.getDescription() == null ? target.getDescription() : schema.getDescription());
  }
}
