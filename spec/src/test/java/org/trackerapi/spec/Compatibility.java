package org.trackerapi.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares two contracts from the point of view of a caller of the older one.
 *
 * <p>Our own code, since openapi-diff 2.1.7 lets more than half of the breaks of the test pass:
 * those of defaults, nulls and many limits, and all in examples and extensions, where the errors,
 * rights and platform limits are, and in the names from which clients make theirs. It also refuses
 * wider requests.
 */
final class Compatibility {
  private static final String JSON_EXAMPLES = "/content/application~1json/examples";

  private final JsonNode before;
  private final JsonNode after;
  private final List<String> breaks = new ArrayList<>();
  private final SchemaComparison requests;
  private final SchemaComparison answers;

  private Compatibility(JsonNode before, JsonNode after) {
    this.before = before;
    this.after = after;
    this.requests = SchemaComparison.ofRequests(before, after, breaks::add);
    this.answers = SchemaComparison.ofAnswers(before, after, breaks::add);
  }

  /** Returns one line for each break; empty when every caller of the older contract is served. */
  static List<String> breaks(JsonNode before, JsonNode after) {
    Compatibility comparison = new Compatibility(before, after);
    comparison.compareOperations();
    comparison.compareNames();
    comparison.compareCatalogue();
    comparison.compareCredentials();
    comparison.comparePromises();
    return comparison.breaks;
  }

  private void compareOperations() {
    for (Map.Entry<String, JsonNode> path : before.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        JsonNode now = after.get("paths").path(path.getKey()).path(operation.getKey());
        String place = operation.getKey() + " " + path.getKey();
        if (now.isMissingNode()) {
          breaks.add(place + " is gone");
        } else {
          compareOperation(place, operation.getValue(), now);
        }
      }
    }
  }

  private void compareOperation(String place, JsonNode then, JsonNode now) {
    for (String name : List.of("operationId", "tags")) {
      if (!then.get(name).equals(now.get(name))) {
        breaks.add(place + ": " + name + " is " + now.get(name) + ", was " + then.get(name));
      }
    }
    if (then.path("x-safe").asBoolean() && !now.path("x-safe").asBoolean()) {
      breaks.add(place + " may no longer be repeated");
    }
    missing(now, then, "x-required-rights")
        .forEach(right -> breaks.add(place + " requires the right " + right));
    compareSecurity(place, then, now);
    compareParameters(place, then, now);
    compareBody(place, then.path("requestBody"), now.path("requestBody"));
    compareAnswers(place, then.get("responses"), now.get("responses"));
  }

  private void compareSecurity(String place, JsonNode then, JsonNode now) {
    JsonNode accepted = now.has("security") ? now.get("security") : after.path("security");
    for (JsonNode way : then.has("security") ? then.get("security") : before.path("security")) {
      if (!contains(accepted, way)) {
        breaks.add(place + " no longer takes the credentials " + way);
      }
    }
  }

  private void compareParameters(String place, JsonNode then, JsonNode now) {
    Map<String, JsonNode> parameters = parameters(before, then);
    Map<String, JsonNode> parametersNow = parameters(after, now);
    parameters.forEach(
        (name, parameter) -> {
          JsonNode same = parametersNow.get(name);
          if (same == null) {
            breaks.add(place + " " + name + " is gone");
            return;
          }
          if (same.path("required").asBoolean() && !parameter.path("required").asBoolean()) {
            breaks.add(place + " " + name + " is required");
          }
          for (String part : List.of("style", "explode")) {
            if (!parameter.path(part).equals(same.path(part))) {
              breaks.add(place + " " + name + ": " + part + " is " + same.path(part));
            }
          }
          compareContent(place + " " + name, parameter, same, requests);
        });
    parametersNow.forEach(
        (name, parameter) -> {
          if (!parameters.containsKey(name) && parameter.path("required").asBoolean()) {
            breaks.add(place + " " + name + " is new and required");
          }
        });
  }

  private static Map<String, JsonNode> parameters(JsonNode contract, JsonNode operation) {
    Map<String, JsonNode> byName = new HashMap<>();
    for (JsonNode parameter : operation.path("parameters")) {
      JsonNode resolved =
          parameter.has("$ref")
              ? contract.at(parameter.get("$ref").asText().substring(1))
              : parameter;
      byName.put(resolved.get("in").asText() + " " + resolved.get("name").asText(), resolved);
    }
    return byName;
  }

  private void compareBody(String place, JsonNode then, JsonNode now) {
    if (now.path("required").asBoolean() && !then.path("required").asBoolean()) {
      breaks.add(place + " requires a body");
    }
    compareContent(place, then, now, requests);
  }

  private void compareAnswers(String place, JsonNode then, JsonNode now) {
    for (Map.Entry<String, JsonNode> response : then.properties()) {
      String status = response.getKey();
      JsonNode same = now.path(status);
      if (!status.startsWith("2")) {
        missing(response.getValue().at(JSON_EXAMPLES), same.at(JSON_EXAMPLES))
            .forEach(error -> breaks.add(place + " lost the error " + error + " of " + status));
      } else if (same.isMissingNode()) {
        breaks.add(place + " no longer answers " + status);
      }
      if (!same.isMissingNode()) {
        compareContent(place + " " + status, response.getValue(), same, answers);
      }
    }
  }

  /** Compares the schema, or the schema of each media type, of a parameter, body or answer. */
  private void compareContent(
      String place, JsonNode then, JsonNode now, SchemaComparison comparison) {
    if (then.has("schema")) {
      comparison.compare(place, then.get("schema"), now.path("schema"));
    }
    for (Map.Entry<String, JsonNode> media : then.path("content").properties()) {
      JsonNode same = now.path("content").path(media.getKey());
      if (same.isMissingNode()) {
        breaks.add(place + " has no " + media.getKey());
      } else {
        comparison.compare(place, media.getValue().path("schema"), same.path("schema"));
        if (!media.getValue().path("encoding").equals(same.path("encoding"))) {
          breaks.add(place + " encodes " + media.getKey() + " otherwise");
        }
      }
    }
  }

  /** Clients name their classes after the schemas. */
  private void compareNames() {
    missing(before.at("/components/schemas"), after.at("/components/schemas"))
        .forEach(name -> breaks.add("the schema " + name + " is gone"));
  }

  private void compareCatalogue() {
    for (String group : List.of("/components/examples", "/x-errors-outside-operations")) {
      for (Map.Entry<String, JsonNode> error : before.at(group).properties()) {
        JsonNode now = after.at(group).path(error.getKey());
        for (String part : List.of("/value/status/code", "/x-http-status")) {
          if (!error.getValue().at(part).equals(now.at(part))) {
            breaks.add(
                "%s%s is %s, was %s"
                    .formatted(error.getKey(), part, now.at(part), error.getValue().at(part)));
          }
        }
        missing(error.getValue(), now, "x-error-fields")
            .forEach(field -> breaks.add(error.getKey() + " no longer carries " + field));
      }
    }
  }

  private void compareCredentials() {
    for (Map.Entry<String, JsonNode> scheme :
        before.at("/components/securitySchemes").properties()) {
      JsonNode now = after.at("/components/securitySchemes").path(scheme.getKey());
      for (String part : List.of("type", "in", "name", "scheme", "x-also-in-body")) {
        if (!scheme.getValue().path(part).equals(now.path(part))) {
          breaks.add("credentials " + scheme.getKey() + ": " + part + " is " + now.path(part));
        }
      }
    }
  }

  /** Compares what the root promises: servers, limits, generous reading, framework errors. */
  private void comparePromises() {
    for (JsonNode server : before.path("servers")) {
      if (after.path("servers").findValuesAsText("url").stream()
          .noneMatch(server.path("url").asText()::equals)) {
        breaks.add("the server " + server.path("url").asText() + " is gone");
      }
    }
    for (Map.Entry<String, JsonNode> limit : before.path("x-limits").properties()) {
      int now = after.path("x-limits").path(limit.getKey()).asInt();
      if (now < limit.getValue().asInt()) {
        breaks.add("x-limits: " + limit.getKey() + " is only " + now);
      }
    }
    for (Map.Entry<String, JsonNode> habit : before.path("x-request-reading").properties()) {
      if (habit.getValue().asBoolean()
          && !after.path("x-request-reading").path(habit.getKey()).asBoolean()) {
        breaks.add("x-request-reading: " + habit.getKey() + " is off");
      }
    }
    for (Map.Entry<String, JsonNode> error : before.path("x-framework-errors").properties()) {
      JsonNode now = after.path("x-framework-errors").path(error.getKey());
      if (!error.getValue().equals(now)) {
        breaks.add("x-framework-errors: " + error.getKey() + " is " + now);
      }
    }
  }

  private static boolean contains(JsonNode array, JsonNode item) {
    for (JsonNode candidate : array) {
      if (candidate.equals(item)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the keys of an object that another lacks. */
  private static Set<String> missing(JsonNode of, JsonNode in) {
    Set<String> names = new TreeSet<>();
    of.fieldNames().forEachRemaining(names::add);
    names.removeIf(in::has);
    return names;
  }

  /** Returns the texts of a list that the list of the same name elsewhere lacks. */
  private static Set<String> missing(JsonNode of, JsonNode in, String list) {
    Set<String> texts = new TreeSet<>();
    of.path(list).forEach(item -> texts.add(item.asText()));
    in.path(list).forEach(item -> texts.remove(item.asText()));
    return texts;
  }
}
