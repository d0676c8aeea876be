package org.trackerapi.generator;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Finds the targets of aliases: operations that are another way into a second one. */
final class Aliases {
  private final Contract contract;
  private final Schemas schemas;
  private final Place place;

  Aliases(Contract contract, Place place) {
    this.contract = contract;
    this.schemas = contract.schemas;
    this.place = place;
  }

  /** Sets the target of an operation that is an alias. */
  void resolve(Contract.Operation alias) {
    if (alias.aliasOf == null) {
      return;
    }
    place.enter(alias.method + " " + alias.path + " (" + alias.id + ")");
    try {
      alias.target =
          contract.operations.stream()
              .filter(operation -> operation.id.equals(alias.aliasOf))
              .findFirst()
              .orElseThrow(
                  () ->
                      place.refuse(
                          "x-alias-of names "
                              + alias.aliasOf
                              + ", which does not exist; correct the name"));
      if (alias.target.aliasOf != null) {
        throw place.refuse(
            "x-alias-of names " + alias.aliasOf + ", which is an alias itself; name its target");
      }
      if (alias.body != null) {
        throw place.refuse("an alias reads its parameters from the query; remove the request body");
      }
      Contract.Operation target = alias.target;
      if (target.body != null && !target.body.one()) {
        throw place.refuse(
            "the target's body has several types; give all its media types one schema");
      }
      Set<String> known = new LinkedHashSet<>();
      target.parameters.forEach(parameter -> known.add(parameter.property().json()));
      Map<String, Boolean> properties = bodyProperties(target);
      known.addAll(properties.keySet());
      Set<String> given = new LinkedHashSet<>();
      for (Contract.Parameter parameter : alias.parameters) {
        given.add(parameter.property().json());
        if (!known.contains(parameter.property().json())) {
          throw place.refuse(
              "the parameter "
                  + parameter.property().json()
                  + " is none of "
                  + target.id
                  + "; add it there or remove it");
        }
      }
      properties.forEach(
          (name, required) -> {
            if (required && !given.contains(name)) {
              throw place.refuse(
                  "the parameter "
                      + name
                      + " of "
                      + target.id
                      + " is missing; add it to the alias");
            }
          });
    } finally {
      place.leave();
    }
  }

  /** The properties of the target's body, each with whether it is required. */
  private Map<String, Boolean> bodyProperties(Contract.Operation operation) {
    Map<String, Boolean> out = new LinkedHashMap<>();
    if (operation.body != null
        && operation.body.media.get(0).property().type() instanceof Type.Named named
        && schemas.models().objects().containsKey(named.name())) {
      schemas
          .models()
          .objects()
          .get(named.name())
          .properties
          .forEach(
              property -> out.put(property.json(), property.required() && !property.readOnly()));
    }
    return out;
  }
}
