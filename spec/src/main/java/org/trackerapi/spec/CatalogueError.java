package org.trackerapi.spec;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An entry of the error catalogue. Its JSON trees are parts of the contract, which all callers
 * share: read them, copy them, but do not change them.
 *
 * @param name the name, e.g. {@code DEVICE_BLOCKED}
 * @param number the number in {@code status.code}, from 1
 * @param httpStatus the HTTP status that comes with it
 * @param wording the text in {@code status.description}
 * @param meaning what it means, in sentences
 * @param example the whole answer as the contract shows it
 * @param provoke how to provoke it, see {@link Recipe}
 */
public record CatalogueError(
    String name,
    int number,
    int httpStatus,
    String wording,
    String meaning,
    JsonNode example,
    JsonNode provoke) {

  static CatalogueError of(String name, JsonNode entry) {
    JsonNode status = entry.at("/value/status");
    return new CatalogueError(
        name,
        status.get("code").intValue(),
        entry.get("x-http-status").intValue(),
        status.get("description").asText(),
        entry.get("description").asText(),
        entry.get("value"),
        entry.get("x-provoke"));
  }

  /** Returns whether the text is this error's name, in any case, or its number. */
  public boolean isCalled(String nameOrNumber) {
    return name.equalsIgnoreCase(nameOrNumber) || Integer.toString(number).equals(nameOrNumber);
  }
}
