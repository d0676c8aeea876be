package org.trackerapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import org.trackerapi.spec.Action;

/** Writes requests as curl commands to copy. */
final class Curl {
  private Curl() {}

  /** Returns the command that sends an action's first documented example. */
  static String of(String baseUrl, Action action) {
    return of(baseUrl, action, action.requestExamples().iterator().next().get("value"));
  }

  /** Returns the command that sends an action with parameters. */
  static String of(String baseUrl, Action action, JsonNode parameters) {
    return "curl -s -X POST '"
        + baseUrl
        + action.path()
        + "' -H 'Content-Type: application/json' -d '"
        + parameters.toString().replace("'", "'\\''")
        + "'";
  }
}
