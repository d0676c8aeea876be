package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Skip;
import org.trackerapi.conformance.Violation;

/** Looks at a whole small fleet, and tells what changed between two looks. */
public final class Guard {
  /** A look at a larger fleet would take too long for every rule. */
  static final int MOST = 300;

  private Guard() {}

  /** Returns all trackers with their outputs, or null when they cannot be looked at. */
  public static Map<Integer, JsonNode> look(Run run) {
    if (run.fleet().size() > MOST) {
      return null;
    }
    try {
      Map<Integer, JsonNode> seen = new LinkedHashMap<>(Lists.now(run));
      List<Integer> free = new ArrayList<>();
      seen.forEach(
          (id, tracker) -> {
            if (!tracker.at("/source/blocked").asBoolean()) {
              free.add(id);
            }
          });
      Answer outputs = run.call("batch_get_outputs").with("trackers", free).send();
      if (outputs.isSuccess()) {
        seen.replaceAll((id, tracker) -> with(tracker, outputs.json().at("/result/" + id)));
      }
      return seen;
    } catch (Violation | Skip broken) {
      return null;
    }
  }

  private static JsonNode with(JsonNode tracker, JsonNode outputs) {
    return tracker instanceof ObjectNode object && outputs.isArray()
        ? object.deepCopy().set("outputs", outputs)
        : tracker;
  }

  /**
   * Checks that nothing changed.
   *
   * @param before an earlier look, or null
   * @param after a later look, or null
   * @param allowed trackers that may have changed, come or gone
   * @throws Violation when something did
   */
  public static void unchanged(
      Map<Integer, JsonNode> before, Map<Integer, JsonNode> after, Set<Integer> allowed) {
    if (before != null && after != null) {
      Lists.onlyChanged(before, after, allowed);
    }
  }

  /**
   * Checks that a tracker that the run registered is as it was registered.
   *
   * @param registered what the registration answered
   * @throws Violation when it is not
   */
  public static void asRegistered(Run run, JsonNode registered) {
    Answer read = run.ask("read", registered.path("id").asInt());
    if (!read.isSuccess()) {
      return; // Whether it is there is the matter of other rules.
    }
    JsonNode now = read.json().path("value");
    for (String field : List.of("label", "group_id", "source")) {
      String difference = Likeness.difference(registered.path(field), now.path(field), true);
      read.expect(
          difference.isEmpty(),
          "a tracker that nothing was done to as registered",
          field + difference);
    }
    read.expect(
        now.path("tag_bindings").isEmpty(), "no tags, as none were set", now.path("tag_bindings"));
  }
}
