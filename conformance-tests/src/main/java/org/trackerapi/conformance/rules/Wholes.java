package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Run;

/** All that can be seen of one tracker and does not go on by itself. */
final class Wholes {
  private Wholes() {}

  /** Returns the tracker as listed (read, in a large fleet) with its {@code outputs}. */
  static ObjectNode now(Run run, int id) {
    JsonNode tracker =
        run.fleet().size() > Guard.MOST ? run.ask("read", id).ok("/value") : Lists.tracker(run, id);
    ObjectNode whole = tracker.deepCopy();
    Answer outputs = run.ask("get_outputs", id);
    if (outputs.isSuccess()) {
      whole.set("outputs", outputs.json().path("result"));
    }
    return whole;
  }

  /** Checks that a change left the rest of a tracker alone; no pointer stands for no change. */
  static void differOnlyIn(Answer answer, ObjectNode before, ObjectNode after, String pointer) {
    String difference =
        Likeness.difference(without(before, pointer), without(after, pointer), true);
    answer.expect(
        difference.isEmpty(),
        "everything but " + pointer + " of the tracker untouched",
        "a change: " + difference);
  }

  private static JsonNode without(ObjectNode whole, String pointer) {
    ObjectNode copy = whole.deepCopy();
    int slash = pointer.lastIndexOf('/');
    if (slash >= 0 && copy.at(pointer.substring(0, slash)) instanceof ObjectNode parent) {
      parent.remove(pointer.substring(slash + 1));
    }
    return copy;
  }
}
