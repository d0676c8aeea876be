package org.trackerapi.generator;

import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads oneOf, anyOf and families into sealed interfaces. */
final class Unions {
  private final Schemas schemas;
  private final Components components;
  private final AllOf allOf;
  private final Records records;
  private final Discriminators discriminators;
  private final Type.Packages packages;
  private final Models models;
  private final Place place;

  Unions(
      Schemas schemas,
      Components components,
      AllOf allOf,
      Records records,
      Discriminators discriminators,
      Type.Packages packages,
      Models models,
      Place place) {
    this.schemas = schemas;
    this.components = components;
    this.allOf = allOf;
    this.records = records;
    this.discriminators = discriminators;
    this.packages = packages;
    this.models = models;
    this.place = place;
  }

  /** Reads the alternatives of oneOf or anyOf. */
  Type read(Schema<?> schema, Supplier<String> name, String hint, Consumer<Type> early) {
    if (schema.getOneOf() != null && schema.getAnyOf() != null) {
      throw place.refuse("oneOf and anyOf stand side by side; write one of them");
    }
    boolean exactlyOne = schema.getOneOf() != null;
    List<Schema<?>> alternatives = new ArrayList<>(Keywords.alternatives(schema));
    alternatives.removeIf(Keywords::isNullOnly);
    if (alternatives.isEmpty()) {
      return Scalars.any();
    }
    boolean hasBase = !Keywords.properties(schema).isEmpty() || Keywords.required(schema) != null;
    if (alternatives.stream().allMatch(Keywords::isRequiredOnly)) {
      Schema<?> base = allOf.withoutAlternatives(schema);
      Map<String, Schema<?>> listed = Keywords.properties(base);
      List<List<String>> groups = alternatives.stream().map(Keywords::required).toList();
      groups.stream()
          .flatMap(List::stream)
          .filter(property -> !listed.containsKey(property))
          .forEach(property -> base.addProperty(property, new Schema<>()));
      Type.Named type = (Type.Named) records.read(base, name, hint, early);
      Type.ObjectModel model = models.object(type);
      model.groupsExclusive = exactlyOne;
      model.groups = groups;
      return type;
    }
    if (alternatives.size() == 1 && !hasBase && schema.getDiscriminator() == null) {
      return schemas.build(alternatives.get(0), name, hint, early);
    }
    Type.Named type = new Type.Named(name.get(), Type.Named.Kind.UNION, packages);
    early.accept(type);
    Type.UnionModel model = new Type.UnionModel(type.name(), schema.getTitle());
    model.description = schema.getDescription();
    model.exactlyOne = exactlyOne;
    models.add(model);
    List<String> refs = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    Names.Scope wrappers = new Names.Scope();
    for (int i = 0; i < alternatives.size(); i++) {
      Schema<?> alternative = alternatives.get(i);
      String ref = components.refName(alternative);
      String title = alternative.getTitle();
      String suffix =
          ref != null
              ? components.javaName(ref)
              : title != null && !title.isBlank() ? Names.type(title) : "Option" + (i + 1);
      Schema<?> whole =
          hasBase ? AllOf.both(allOf.withoutAlternatives(schema), alternative) : alternative;
      Type variant = schemas.type(whole, ref != null && !hasBase ? hint : model.name + suffix);
      positions.add(addVariant(model, variant, wrappers));
      refs.add(ref);
    }
    if (schema.getDiscriminator() != null) {
      discriminators.map(model, schema.getDiscriminator(), alternatives, refs, positions);
    }
    return type;
  }

  /**
   * A schema with a discriminator that others extend by allOf: whoever refers to it means any of
   * them.
   */
  Type family(String parent, Schema<?> schema, Supplier<String> name, Consumer<Type> early) {
    Type.Named type = new Type.Named(name.get(), Type.Named.Kind.UNION, packages);
    early.accept(type);
    Type.UnionModel model = new Type.UnionModel(type.name(), schema.getTitle());
    model.description = schema.getDescription();
    model.exactlyOne = true;
    models.add(model);
    List<String> members = components.members(parent);
    Map<String, String> mapping =
        schema.getDiscriminator().getMapping() == null
            ? Map.of()
            : schema.getDiscriminator().getMapping();
    boolean itself =
        mapping.values().stream().anyMatch(target -> Components.meant(target).equals(parent));
    List<Schema<?>> alternatives = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    Names.Scope wrappers = new Names.Scope();
    for (String member : members) {
      positions.add(addVariant(model, schemas.component(member), wrappers));
      alternatives.add(components.known(member));
    }
    if (itself) {
      Schema<?> plain = AllOf.shallow(schema);
      Type base =
          records.read(plain, () -> components.unique(model.name + "Base"), model.name, t -> {});
      positions.add(addVariant(model, base, wrappers));
      members.add(parent);
      alternatives.add(plain);
    }
    discriminators.map(model, schema.getDiscriminator(), alternatives, members, positions);
    return type;
  }

  /** Adds a variant; returns its position. */
  private int addVariant(Type.UnionModel model, Type type, Names.Scope wrappers) {
    if (type instanceof Type.Named named) {
      for (int i = 0; i < model.variants.size(); i++) {
        // Listed twice, often once more with a description, it is one alternative.
        if (model.variants.get(i).type().equals(type)) {
          return i;
        }
      }
      if (named.name().equals(model.name)) {
        throw place.refuse("an alternative is the union itself; remove it");
      }
      models.interfacesOf(named).add(model.name);
      model.variants.add(new Type.Variant(type, null));
    } else {
      model.variants.add(new Type.Variant(type, wrappers.unique(wrapperName(type))));
    }
    return model.variants.size() - 1;
  }

  private static String wrapperName(Type type) {
    if (type instanceof Type.ListOf) {
      return "OfList";
    }
    if (type instanceof Type.MapOf) {
      return "OfMap";
    }
    if (type instanceof Type.Bytes) {
      return "OfBinary";
    }
    String simple = ((Type.Scalar) type).qualified();
    simple = simple.substring(simple.lastIndexOf('.') + 1);
    return switch (simple) {
      case "Integer", "Long", "BigInteger" -> "OfInteger";
      case "Double", "Float", "BigDecimal" -> "OfNumber";
      case "JsonNode" -> "OfAny";
      default -> "Of" + simple;
    };
  }
}
