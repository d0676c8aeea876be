package org.trackerapi.generator;

import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads which errors of the catalogue operations document, and the types they become. */
final class CatalogueErrors {
  private final Contract contract;
  private final Schemas schemas;
  private final Shapes shapes;
  private final Place place;
  private final Map<String, Contract.ErrorType> errorTypes = new TreeMap<>();
  private final Map<String, Set<String>> errorResults = new TreeMap<>();

  CatalogueErrors(Contract contract, Shapes shapes, Place place) {
    this.contract = contract;
    this.schemas = contract.schemas;
    this.shapes = shapes;
    this.place = place;
  }

  /** The errors that some operation documents, without the results they are one of. */
  Collection<Contract.ErrorType> types() {
    return errorTypes.values();
  }

  /** The ids of the operations that document an error. */
  Set<String> operationsOf(Contract.ErrorType error) {
    return errorResults.get(error.entry().key());
  }

  /**
   * Reads the errors that a response lists by name; false where the document has no catalogue or it
   * is a success.
   */
  boolean read(Contract.Operation out, String status, ApiResponse response) {
    if (contract.catalogue.isEmpty()
        || status.startsWith("2")
        || status.startsWith("1")
        || status.startsWith("3")) {
      return false;
    }
    Map<String, Example> examples = new LinkedHashMap<>();
    if (response.getContent() != null) {
      response
          .getContent()
          .values()
          .forEach(
              media -> {
                if (media.getExamples() != null) {
                  examples.putAll(media.getExamples());
                }
              });
    }
    if (examples.isEmpty()) {
      throw place.refuse(
          "the response has no named examples; list the errors of this operation by name");
    }
    examples
        .keySet()
        .forEach(
            name -> {
              Catalogue.Entry entry = contract.catalogue.entries().get(name);
              if (entry == null) {
                throw place.refuse(
                    "the example "
                        + name
                        + " is not in the error catalogue; add it to components/examples with"
                        + " x-http-status");
              }
              if (!status.equals(Integer.toString(entry.status()))
                  && !status.equals("default")
                  && !status.equalsIgnoreCase(entry.status() / 100 + "XX")) {
                throw place.refuse(
                    "the error "
                        + name
                        + " has the status "
                        + entry.status()
                        + "; list it under that status");
              }
              if (!out.errorKeys.contains(name)) {
                out.errorKeys.add(name);
                errorType(out, entry, response);
              }
            });
    return true;
  }

  private void errorType(Contract.Operation out, Catalogue.Entry entry, ApiResponse response) {
    Contract.ErrorType known = errorTypes.get(entry.key());
    if (known == null) {
      List<Type.Prop> fields = new ArrayList<>();
      Map<String, Schema<?>> properties = new LinkedHashMap<>();
      if (response.getContent() != null) {
        response
            .getContent()
            .values()
            .forEach(
                media -> {
                  if (media.getSchema() != null) {
                    properties.putAll(shapes.properties(media.getSchema()));
                  }
                });
      }
      Names.Scope scope = new Names.Scope();
      List.of("code", "status").forEach(scope::unique);
      for (String field : entry.fields()) {
        Schema<?> schema = properties.get(field);
        if (schema == null) {
          throw place.refuse(
              "the error "
                  + entry.key()
                  + " has the field "
                  + field
                  + ", which the response's schema lacks; add the property");
        }
        String java = scope.unique(Names.variable(field));
        fields.add(
            errorField(response, field, java)
                .orElseGet(
                    () ->
                        schemas.property(
                            field,
                            java,
                            Names.constant(field),
                            schema,
                            false,
                            Names.type(entry.key()) + Names.type(field))));
      }
      known = new Contract.ErrorType(Names.type(entry.key()), entry, fields, new ArrayList<>());
      errorTypes.put(entry.key(), known);
    }
    errorResults.computeIfAbsent(entry.key(), key -> new LinkedHashSet<>()).add(out.id);
  }

  /** The property of the body's own record, so that its item types are not generated twice. */
  private Optional<Type.Prop> errorField(ApiResponse response, String field, String java) {
    for (MediaType media : response.getContent().values()) {
      boolean named = media.getSchema() != null && media.getSchema().get$ref() != null;
      if (named && schemas.type(media.getSchema(), "") instanceof Type.Named body) {
        return schemas.models().objects().get(body.name()).properties.stream()
            .filter(property -> property.json().equals(field))
            .map(
                p ->
                    new Type.Prop(
                        field,
                        java,
                        Names.constant(field),
                        p.type(),
                        false,
                        false,
                        null,
                        false,
                        false,
                        p.description()))
            .findFirst();
      }
    }
    return Optional.empty();
  }
}
