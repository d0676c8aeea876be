package org.trackerapi.generator;

import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;

/** Reads arrays, and objects that have no properties of their own. */
final class ListsAndMaps {
  private final Schemas schemas;
  private final Components components;
  private final Catalogue catalogue;
  private final Place place;

  ListsAndMaps(Schemas schemas, Components components, Catalogue catalogue, Place place) {
    this.schemas = schemas;
    this.components = components;
    this.catalogue = catalogue;
    this.place = place;
  }

  Type list(Schema<?> schema, String hint) {
    Schema<?> items = schema.getItems();
    String constraints =
        Scalars.limits(".items", schema.getMinItems(), schema.getMaxItems())
            + (Boolean.TRUE.equals(schema.getUniqueItems()) ? ".unique()" : "")
            + extensions(schema);
    if (items == null) {
      return new Type.ListOf(Scalars.any(), false, constraints);
    }
    place.enter("items");
    try {
      Type item = schemas.type(items, hint + "Item");
      return new Type.ListOf(
          item, !item.equals(Scalars.any()) && components.nullable(items), constraints);
    } finally {
      place.leave();
    }
  }

  /** Constraints on lists that OpenAPI has no keyword for. */
  private String extensions(Schema<?> schema) {
    StringBuilder out = new StringBuilder();
    Map<String, Object> extensions =
        schema.getExtensions() == null ? Map.of() : schema.getExtensions();
    if (extensions.get("x-unique-by") instanceof List<?> names) {
      List<String> texts = names.stream().map(name -> Java.string(String.valueOf(name))).toList();
      out.append(".uniqueBy(").append(String.join(", ", texts)).append(")");
    }
    if (extensions.get("x-max-items") instanceof Map<?, ?> most) {
      String error = String.valueOf(most.get("error"));
      if (!catalogue.entries().containsKey(error)
          || !String.valueOf(most.get("count")).matches("[0-9]+")) {
        throw place.refuse(
            "x-max-items needs a count and an error of the catalogue; correct " + most);
      }
      out.append(".most(")
          .append(most.get("count"))
          .append(", ")
          .append(Java.string(error))
          .append(")");
    }
    return out.toString();
  }

  Type map(Schema<?> schema, Object others, String hint) {
    String limits =
        Scalars.limits(".properties", schema.getMinProperties(), schema.getMaxProperties());
    if (others instanceof Schema<?> value) {
      place.enter("additionalProperties");
      try {
        return new Type.MapOf(
            schemas.type(value, hint + "Value"), components.nullable(value), limits);
      } finally {
        place.leave();
      }
    }
    return new Type.MapOf(Scalars.any(), false, limits);
  }
}
