package org.trackerapi.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the fixture fleet that this artifact carries: accounts, users, trackers by role. */
public final class Fixtures {
  private Fixtures() {}

  /** Opens {@code fleet.yaml}. */
  public static InputStream fleetYaml() {
    return Contract.resource("fleet.yaml");
  }

  /** Opens {@code fleet.schema.json}, the JSON Schema of a fleet file. */
  public static InputStream fleetSchema() {
    return Contract.resource("fleet.schema.json");
  }

  /** Returns the fleet as a JSON tree; treat it as read-only. */
  public static JsonNode fleet() {
    return Tree.FLEET;
  }

  /**
   * Returns the hash of a user of the fleet.
   *
   * @param user a user's name, e.g. {@code master}; the result is empty when there is none
   */
  public static Optional<String> hashOf(String user) {
    for (JsonNode account : fleet().get("accounts")) {
      for (JsonNode candidate : account.get("users")) {
        if (candidate.get("name").asText().equals(user)) {
          return Optional.of(candidate.get("hash").asText());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the trackers that play a role, in the order of the file.
   *
   * @param role e.g. {@code blocked}; the result is empty when no tracker plays it
   */
  public static List<Integer> trackers(String role) {
    List<Integer> ids = new ArrayList<>();
    for (JsonNode tracker : fleet().get("trackers")) {
      for (JsonNode candidate : tracker.get("roles")) {
        if (candidate.asText().equals(role)) {
          ids.add(tracker.get("id").intValue());
        }
      }
    }
    return List.copyOf(ids);
  }

  private static final class Tree {
    private static final JsonNode FLEET = Contract.json("fleet.json");
  }
}
