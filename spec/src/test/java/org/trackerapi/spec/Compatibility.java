package org.trackerapi.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;

/**
 * Compares two contracts from the point of view of a caller of the older one.
 *
 * <p>openapi-diff compares operations, parameters and schemas. It does not look at examples and
 * extensions, in which our contract keeps errors, rights and limits, nor at operation ids, from
 * which clients make their method names, and it is lenient with properties; those are compared
 * here.
 */
final class Compatibility {
  private final JsonNode before;
  private final JsonNode after;
  private final List<String> breaks = new ArrayList<>();

  private Compatibility(JsonNode before, JsonNode after) {
    this.before = before;
    this.after = after;
  }

  /** Returns one line for each break; empty when every caller of the older contract is served. */
  static List<String> breaks(JsonNode before, JsonNode after) {
    Compatibility comparison = new Compatibility(before, after);
    comparison.compareOperations();
    comparison.compareErrorsRightsAndNames();
    comparison.compareProperties();
    comparison.compareCatalogue();
    comparison.compareLimits();
    return comparison.breaks;
  }

  private void compareOperations() {
    ChangedOpenApi diff = OpenApiCompare.fromContents(before.toString(), after.toString());
    diff.getMissingEndpoints()
        .forEach(gone -> breaks.add(gone.getMethod() + " " + gone.getPathUrl() + " is gone"));
    for (ChangedOperation operation : diff.getChangedOperations()) {
      if (operation.isIncompatible()) {
        breaks.add(
            operation.getHttpMethod() + " " + operation.getPathUrl() + " changed incompatibly");
      }
    }
    if (breaks.isEmpty() && diff.isIncompatible()) {
      breaks.add("openapi-diff finds an incompatible change outside the operations");
    }
  }

  private void compareErrorsRightsAndNames() {
    for (Map.Entry<String, JsonNode> path : before.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        JsonNode now = after.get("paths").path(path.getKey()).path(operation.getKey());
        String place = operation.getKey() + " " + path.getKey();
        if (!now.isMissingNode()) {
          compareOperation(place, operation.getValue(), now);
        }
      }
    }
  }

  private void compareOperation(String place, JsonNode then, JsonNode now) {
    if (!then.get("operationId").equals(now.get("operationId"))) {
      breaks.add(place + " is called " + now.get("operationId"));
    }
    Set<String> gone = errors(then);
    gone.removeAll(errors(now));
    gone.forEach(error -> breaks.add(place + " lost the error " + error));
    Set<String> required = strings(now.path("x-required-rights"));
    required.removeAll(strings(then.path("x-required-rights")));
    required.forEach(right -> breaks.add(place + " requires the right " + right));
  }

  /** openapi-diff accepts that a parameter is gone, and that an answer may newly be null. */
  private void compareProperties() {
    for (Map.Entry<String, JsonNode> schema : before.at("/components/schemas").properties()) {
      JsonNode now = after.at("/components/schemas").path(schema.getKey());
      for (Map.Entry<String, JsonNode> property :
          schema.getValue().path("properties").properties()) {
        String place = schema.getKey() + "." + property.getKey();
        JsonNode propertyNow = now.path("properties").path(property.getKey());
        boolean answer = !schema.getKey().endsWith("Request");
        if (propertyNow.isMissingNode()) {
          breaks.add(place + " is gone");
        } else if (answer && isNullable(propertyNow) && !isNullable(property.getValue())) {
          breaks.add(place + " may be null");
        }
      }
    }
  }

  private static boolean isNullable(JsonNode schema) {
    return schema.path("nullable").asBoolean();
  }

  private void compareCatalogue() {
    for (String group : List.of("/components/examples", "/x-errors-outside-operations")) {
      for (Map.Entry<String, JsonNode> error : before.at(group).properties()) {
        JsonNode now = after.at(group).path(error.getKey());
        for (String part : List.of("/value/status/code", "/x-http-status")) {
          if (!error.getValue().at(part).equals(now.at(part))) {
            breaks.add(error.getKey() + part + " is " + now.at(part));
          }
        }
      }
    }
  }

  private void compareLimits() {
    for (Map.Entry<String, JsonNode> limit : before.path("x-limits").properties()) {
      int now = after.path("x-limits").path(limit.getKey()).asInt();
      if (now < limit.getValue().asInt()) {
        breaks.add(limit.getKey() + " is only " + now);
      }
    }
  }

  private static Set<String> errors(JsonNode operation) {
    Set<String> errors = new TreeSet<>();
    for (Map.Entry<String, JsonNode> response : operation.get("responses").properties()) {
      if (!response.getKey().startsWith("2")) {
        response
            .getValue()
            .at("/content/application~1json/examples")
            .fieldNames()
            .forEachRemaining(name -> errors.add(response.getKey() + " " + name));
      }
    }
    return errors;
  }

  private static Set<String> strings(JsonNode array) {
    Set<String> result = new TreeSet<>();
    array.forEach(item -> result.add(item.asText()));
    return result;
  }
}
