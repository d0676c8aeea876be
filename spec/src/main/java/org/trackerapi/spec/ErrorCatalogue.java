package org.trackerapi.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The errors of the contract: names, numbers, HTTP statuses, wordings and recipes. */
public final class ErrorCatalogue {
  private final List<CatalogueError> errors;

  private ErrorCatalogue(List<CatalogueError> errors) {
    this.errors = errors;
  }

  /** Returns the catalogue of a bundled contract. */
  static ErrorCatalogue of(JsonNode contract) {
    List<CatalogueError> errors = new ArrayList<>();
    for (JsonNode group :
        List.of(
            contract.at("/components/examples"), contract.path("x-errors-outside-operations"))) {
      for (Map.Entry<String, JsonNode> entry : group.properties()) {
        if (entry.getValue().has("x-http-status")) {
          errors.add(CatalogueError.of(entry.getKey(), entry.getValue()));
        }
      }
    }
    errors.sort(Comparator.comparingInt(CatalogueError::number));
    return new ErrorCatalogue(List.copyOf(errors));
  }

  /** Returns all errors by number. */
  public List<CatalogueError> all() {
    return errors;
  }

  /** Returns the error with this name, e.g. {@code DEVICE_BLOCKED}. */
  public Optional<CatalogueError> byName(String name) {
    return errors.stream().filter(error -> error.name().equals(name)).findFirst();
  }

  /** Returns the error with this number, e.g. 208. */
  public Optional<CatalogueError> byNumber(int number) {
    return errors.stream().filter(error -> error.number() == number).findFirst();
  }

  /** Returns the error with this name, in any case, or number. */
  public Optional<CatalogueError> find(String nameOrNumber) {
    return errors.stream().filter(error -> error.isCalled(nameOrNumber)).findFirst();
  }
}
