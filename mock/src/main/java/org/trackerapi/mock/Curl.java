package org.trackerapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Recipe;

/** Writes requests as curl commands to copy. */
final class Curl {
  private Curl() {}

  /** Returns the command that sends an action's first documented example. */
  static String of(String baseUrl, Action action) {
    return of(baseUrl, action, action.requestExamples().iterator().next().get("value"));
  }

  /** Returns the command that sends an action with parameters. */
  static String of(String baseUrl, Action action, JsonNode parameters) {
    return of("POST", baseUrl + action.path(), "application/json", parameters.toString());
  }

  /** Returns the command that provokes an error by a request that is no ordinary one. */
  static String of(String baseUrl, Recipe recipe) {
    JsonNode send = recipe.send();
    String url = baseUrl + send.path("path").asText(recipe.action().path());
    String method = send.path("method").asText("POST");
    if (send.has("body-bytes")) {
      return "head -c "
          + send.get("body-bytes")
          + " /dev/zero | curl -s '"
          + url
          + "' --data-binary @-";
    }
    String body = send.path("body").asText(recipe.request().toString());
    return of(method, url, send.path("content-type").asText("application/json"), body);
  }

  private static String of(String method, String url, String type, String body) {
    return "curl -s -X "
        + method
        + " '"
        + url
        + "' -H 'Content-Type: "
        + type
        + "' -d '"
        + body.replace("'", "'\\''")
        + "'";
  }
}
