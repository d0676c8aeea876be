package org.trackerapi.generator;

import io.swagger.v3.oas.models.media.Schema;

/** Refuses keywords that generated code cannot enforce. */
final class Unenforceable {
  private final Place place;

  Unenforceable(Place place) {
    this.place = place;
  }

  void refuse(Schema<?> schema) {
    if (schema.getNot() != null && Keywords.excluded(schema) == null) {
      throw place.refuse(
          "the keyword not can be enforced only as an enum of strings that a string may not be;"
              + " state what is allowed instead");
    }
    refuse(schema.getPatternProperties(), "patternProperties", "use additionalProperties");
    refuse(schema.getIf(), "if", "use oneOf");
    refuse(schema.getPrefixItems(), "prefixItems", "use an object with a property per item");
    refuse(schema.getContains(), "contains", "state the constraint in words");
    refuse(schema.getPropertyNames(), "propertyNames", "state the constraint in words");
    refuse(schema.getDependentSchemas(), "dependentSchemas", "use oneOf");
    refuse(schema.getDependentRequired(), "dependentRequired", "use oneOf");
    refuse(schema.getUnevaluatedProperties(), "unevaluatedProperties", "use additionalProperties");
    refuse(schema.getUnevaluatedItems(), "unevaluatedItems", "use items");
  }

  private void refuse(Object value, String keyword, String remedy) {
    if (value != null) {
      throw place.refuse("the keyword " + keyword + " cannot be enforced; " + remedy);
    }
  }
}
