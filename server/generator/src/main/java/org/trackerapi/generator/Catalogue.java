package org.trackerapi.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the error catalogue: the examples of the document that carry {@code x-http-status}. */
final class Catalogue {
  private static final Set<String> CONDITIONS =
      Set.of(
          "malformed-request",
          "invalid-parameters",
          "unknown-path",
          "wrong-method",
          "too-large",
          "too-many-requests",
          "unexpected",
          "credentials-missing",
          "credentials-unknown",
          "forbidden");

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> conditions = new LinkedHashMap<>();

  /**
   * An error.
   *
   * @param key the name in the catalogue
   * @param constant the constant of {@code ErrorCode}
   * @param number its number
   * @param status its HTTP status
   * @param wording what callers see
   * @param meaning what it means, for Javadoc
   * @param fields properties that its answer has beyond the fixed ones
   * @param value the fixed part of its answer
   */
  record Entry(
      String key,
      String constant,
      int number,
      int status,
      String wording,
      String meaning,
      List<String> fields,
      JsonNode value) {}

  Catalogue(OpenAPI document, Place place) {
    Names.Scope constants = new Names.Scope();
    if (document.getComponents() != null && document.getComponents().getExamples() != null) {
      document
          .getComponents()
          .getExamples()
          .forEach((key, example) -> add(key, example, constants, place));
    }
    // Bundlers drop examples that nothing refers to; errors that no operation answers stand here
    // instead.
    Object outside =
        document.getExtensions() == null
            ? null
            : document.getExtensions().get("x-errors-outside-operations");
    if (outside instanceof Map<?, ?> map) {
      map.forEach((key, value) -> add(String.valueOf(key), example(value), constants, place));
    }
    Object mapping =
        document.getExtensions() == null
            ? null
            : document.getExtensions().get("x-framework-errors");
    if (mapping instanceof Map<?, ?> map) {
      place.enter("x-framework-errors");
      try {
        map.forEach(
            (condition, name) -> condition(String.valueOf(condition), String.valueOf(name), place));
        for (String condition : new TreeSet<>(CONDITIONS)) {
          if (!conditions.containsKey(condition)) {
            throw place.refuse(
                "the condition "
                    + condition
                    + " has no error; name an example of the catalogue for it");
          }
        }
      } finally {
        place.leave();
      }
    }
  }

  private void add(String key, Example example, Names.Scope constants, Place place) {
    boolean error =
        example.getExtensions() != null && example.getExtensions().get("x-http-status") != null;
    if (error && !entries.containsKey(key)) {
      place.enter("example " + key);
      try {
        entries.put(key, entry(key, example, constants, place));
      } finally {
        place.leave();
      }
    }
  }

  private static Example example(Object given) {
    Example example = new Example();
    if (given instanceof Map<?, ?> map) {
      example.setSummary(map.get("summary") == null ? null : String.valueOf(map.get("summary")));
      example.setDescription(
          map.get("description") == null ? null : String.valueOf(map.get("description")));
      example.setValue(map.get("value"));
      map.forEach(
          (name, value) -> {
            if (String.valueOf(name).startsWith("x-")) {
              example.addExtension(String.valueOf(name), value);
            }
          });
    }
    return example;
  }

  private void condition(String condition, String name, Place place) {
    if (!CONDITIONS.contains(condition)) {
      throw place.refuse(
          "the condition " + condition + " is unknown; use one of " + new TreeSet<>(CONDITIONS));
    }
    if (!entries.containsKey(name)) {
      throw place.refuse(
          "the error "
              + name
              + " is not in the catalogue; add an example with x-http-status to"
              + " components/examples");
    }
    conditions.put(condition, name);
  }

  private static Entry entry(String key, Example example, Names.Scope constants, Place place) {
    Map<String, Object> extensions = example.getExtensions();
    int status;
    try {
      status = Integer.parseInt(String.valueOf(extensions.get("x-http-status")));
    } catch (NumberFormatException e) {
      throw place.refuse(
          "x-http-status is "
              + extensions.get("x-http-status")
              + "; write an HTTP status such as 404");
    }
    if (example.getValue() == null) {
      throw place.refuse("the error has no value; write the body that its answer has");
    }
    JsonNode value = Defaults.json(example.getValue());
    if (!value.isObject()) {
      throw place.refuse("the error's value is no object; write the body that its answer has");
    }
    JsonNode code =
        value.at("/status/code").isInt() ? value.at("/status/code") : value.path("code");
    JsonNode wording = value.at("/status/description");
    wording = wording.isTextual() ? wording : value.path("message");
    String text = wording.isTextual() ? wording.textValue() : example.getSummary();
    List<String> fields =
        extensions.get("x-error-fields") instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of();
    // The example may show what the fields look like; an answer brings its own.
    ObjectNode fixed = value.deepCopy();
    fixed.remove(fields);
    return new Entry(
        key,
        constants.unique(Names.constant(key)),
        code.isInt() ? code.intValue() : status,
        status,
        text == null ? key : text,
        example.getDescription() == null ? example.getSummary() : example.getDescription(),
        fields,
        fixed);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  Map<String, Entry> entries() {
    return entries;
  }

  /**
   * Returns the errors of the conditions by condition; empty where the document does not map them.
   */
  Map<String, String> conditions() {
    return conditions;
  }
}
