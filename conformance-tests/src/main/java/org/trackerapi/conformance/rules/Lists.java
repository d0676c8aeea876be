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

  /** Checks that an answer shows a tracker as read shows it. */
  static void isAsRead(Run run, Answer answer, JsonNode shown) {
    Answer read = run.ask("read", shown.path("id").asInt());
    JsonNode known = read.ok("/value");
    for (String field : java.util.List.of("label", "clone", "group_id", "avatar_file_name")) {
      String difference = Likeness.difference(known.path(field), shown.path(field), true);
      answer.expect(difference.isEmpty(), field + " as in read", field + ": " + difference);
    }
    String difference = Likeness.difference(source(known), source(shown), true);
    answer.expect(difference.isEmpty(), "source as in read", "source" + difference);
    if (shown.has("tag_bindings") && known.has("tag_bindings")) {
      String tags = Likeness.difference(known.get("tag_bindings"), shown.get("tag_bindings"), true);
      answer.expect(tags.isEmpty(), "tag_bindings as in read", tags);
    }
  }

  /** Samples of the source print phones with and without the plus. */
  private static JsonNode source(JsonNode tracker) {
    JsonNode source = tracker.path("source").deepCopy();
    if (source.path("phone").isTextual()) {
      ((com.fasterxml.jackson.databind.node.ObjectNode) source)
          .put("phone", source.get("phone").asText().replace("+", ""));
    }
    return source;
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
