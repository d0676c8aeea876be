package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Violation;

/** The trackers of the account, as list answers them now. */
final class Lists {
  private Lists() {}

  static Map<Integer, JsonNode> now(Run run) {
    Answer answer = run.call("list").send();
    Map<Integer, JsonNode> trackers = new LinkedHashMap<>();
    for (JsonNode tracker : Answer.items(answer.ok("/list"))) {
      trackers.put(tracker.path("id").asInt(), tracker);
    }
    return trackers;
  }

  /** Returns a tracker as list answers it now. */
  static JsonNode tracker(Run run, int id) {
    Answer answer = run.call("list").send();
    for (JsonNode tracker : Answer.items(answer.ok("/list"))) {
      if (tracker.path("id").asInt() == id) {
        return tracker;
      }
    }
    throw answer.violation("tracker " + id + " in the list", "a list without it");
  }

  /** Checks that between two lists nothing changed but some trackers. */
  static void onlyChanged(
      Map<Integer, JsonNode> before, Map<Integer, JsonNode> after, Set<Integer> allowed) {
    before.forEach(
        (id, tracker) -> {
          if (allowed.contains(id)) {
            return;
          }
          JsonNode now = after.get(id);
          if (now == null) {
            throw new Violation("tracker " + id + " untouched", "it is gone from the list", null);
          }
          String difference = Likeness.difference(tracker, now, true);
          if (!difference.isEmpty()) {
            throw new Violation("tracker " + id + " untouched", "a change: " + difference, null);
          }
        });
    after.forEach(
        (id, tracker) -> {
          if (!before.containsKey(id) && !allowed.contains(id)) {
            throw new Violation("no new tracker", "tracker " + id + " in the list", null);
          }
        });
  }
}
