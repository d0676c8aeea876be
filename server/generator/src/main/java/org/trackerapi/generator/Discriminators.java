package org.trackerapi.generator;

import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.Schema;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads which value of a discriminator means which alternative of a union. */
final class Discriminators {
  private final Components components;
  private final Models models;
  private final Place place;

  Discriminators(Components components, Models models, Place place) {
    this.components = components;
    this.models = models;
    this.place = place;
  }

  /**
   * Reads a discriminator into the model of its union.
   *
   * @param alternatives the alternatives
   * @param refs the component that each alternative is; {@code null} if written inline
   * @param positions the variant that each alternative became
   */
  void map(
      Type.UnionModel model,
      Discriminator discriminator,
      List<Schema<?>> alternatives,
      List<String> refs,
      List<Integer> positions) {
    if (discriminator.getPropertyName() == null) {
      throw place.refuse("the discriminator has no propertyName; add it");
    }
    model.discriminator = discriminator.getPropertyName();
    Set<Integer> mapped = new HashSet<>();
    if (discriminator.getMapping() != null) {
      discriminator
          .getMapping()
          .forEach(
              (value, target) -> {
                int index = refs.indexOf(Components.meant(target));
                if (index < 0) {
                  throw place.refuse(
                      "the discriminator maps "
                          + value
                          + " to "
                          + target
                          + ", which is no alternative; add it to oneOf");
                }
                model.mapping.put(value, positions.get(index));
                mapped.add(index);
              });
    }
    for (int i = 0; i < alternatives.size(); i++) {
      if (!mapped.contains(i)) {
        mapImplicitly(model, alternatives.get(i), refs.get(i), positions.get(i));
      }
    }
  }

  private void mapImplicitly(Type.UnionModel model, Schema<?> alternative, String ref, int index) {
    List<String> values = values(alternative, model.discriminator, new HashSet<>());
    if (ref != null && (values.isEmpty() || values.contains(ref))) {
      model.mapping.put(ref, index);
    } else if (!values.isEmpty()) {
      values.forEach(value -> model.mapping.putIfAbsent(value, index));
    } else {
      throw place.refuse(
          "the discriminator cannot tell alternative "
              + (index + 1)
              + ", which is written inline; move it to components/schemas");
    }
  }

  /**
   * Returns a value of the discriminator that stands for an alternative; {@code null} where none is
   * known.
   */
  String value(Discriminator discriminator, Schema<?> alternative) {
    String ref = components.refName(alternative);
    if (discriminator.getMapping() != null && ref != null) {
      for (Map.Entry<String, String> entry : discriminator.getMapping().entrySet()) {
        if (Components.meant(entry.getValue()).equals(ref)) {
          return entry.getKey();
        }
      }
    }
    List<String> values = values(alternative, discriminator.getPropertyName(), new HashSet<>());
    return values.isEmpty() ? ref : values.get(0);
  }

  private List<String> values(Schema<?> schema, String property, Set<String> seen) {
    String ref = components.refName(schema);
    if (ref != null && !seen.add(ref)) {
      return List.of();
    }
    Schema<?> target = components.follow(schema);
    Schema<?> found = Keywords.properties(target).get(property);
    if (found != null && components.follow(found).getEnum() != null) {
      return components.follow(found).getEnum().stream()
          .filter(Objects::nonNull)
          .map(String::valueOf)
          .toList();
    }
    for (Schema<?> part : Keywords.parts(target.getAllOf())) {
      List<String> values = values(part, property, seen);
      if (!values.isEmpty()) {
        return values;
      }
    }
    return List.of();
  }

  /**
   * The property that says which type an object has need not be given where one value means one
   * type.
   */
  void complete(Type.UnionModel union) {
    if (union.discriminator == null) {
      return;
    }
    for (int i = 0; i < union.variants.size(); i++) {
      if (!(union.variants.get(i).type() instanceof Type.Named named)
          || named.kind() != Type.Named.Kind.OBJECT) {
        continue;
      }
      Set<String> values = valuesOf(named);
      Type.ObjectModel model = models.object(named);
      int at = indexOf(model, union.discriminator);
      if (values.size() != 1) {
        if (at < 0) {
          throw place.refuse(
              "schema "
                  + model.name
                  + " has no property "
                  + union.discriminator
                  + "; add the discriminator's property");
        }
        continue;
      }
      String value = values.iterator().next();
      Type.Scalar only = Scalars.constant(value);
      Type.Prop before = at < 0 ? null : model.properties.get(at);
      String java = before == null ? freeName(model, union.discriminator) : before.java();
      String description = before == null ? "Says which type this is" : before.description();
      Type.Prop fixed =
          new Type.Prop(
              union.discriminator,
              java,
              before == null ? Names.constant(union.discriminator) + "_" : before.constant(),
              only,
              true,
              false,
              null,
              false,
              false,
              description);
      if (before == null) {
        model.properties.add(0, fixed);
      } else {
        model.properties.set(at, fixed);
      }
    }
  }

  private Set<String> valuesOf(Type.Named variant) {
    Set<String> values = new LinkedHashSet<>();
    for (Type.UnionModel union : models.unions().values()) {
      if (union.discriminator == null) {
        continue;
      }
      union.mapping.forEach(
          (value, index) -> {
            if (union.variants.get(index).type().equals(variant)) {
              values.add(union.discriminator + "=" + value);
            }
          });
    }
    // Values of different properties never contradict each other.
    Set<String> bare = new LinkedHashSet<>();
    values.forEach(value -> bare.add(value.substring(value.indexOf('=') + 1)));
    return bare;
  }

  private static int indexOf(Type.ObjectModel model, String json) {
    for (int i = 0; i < model.properties.size(); i++) {
      if (model.properties.get(i).json().equals(json)) {
        return i;
      }
    }
    return -1;
  }

  private static String freeName(Type.ObjectModel model, String json) {
    Names.Scope scope = new Names.Scope();
    model.properties.forEach(property -> scope.unique(property.java()));
    return scope.unique(Names.variable(json));
  }
}
