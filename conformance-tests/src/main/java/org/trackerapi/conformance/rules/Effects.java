package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Run;

/** What can be seen of a write in later answers. */
final class Effects {
  private Effects() {}

  /** Checks that what a request asked for has happened. */
  static void areVisible(Run run, String action, ObjectNode request, Answer answer) {
    int id = request.path("tracker_id").asInt();
    switch (action) {
      case "change_phone" -> {
        Answer read = run.ask("read", id);
        String phone = read.ok("/value/source/phone").asText().replace("+", "");
        read.expect(
            phone.equals(request.path("phone").asText()),
            "source.phone " + request.get("phone"),
            phone);
      }
      case "tags/set" -> {
        JsonNode tags = Lists.tracker(run, id).path("tag_bindings");
        answer.expect(
            tags.size() == request.path("tag_bindings").size(),
            "the tags " + request.get("tag_bindings") + " in the list",
            tags);
      }
      case "output/update" -> {
        Answer outputs = run.ask("get_outputs", id);
        String lack = Likeness.lack(request.get("tracker_output"), output(request, outputs));
        outputs.expect(lack.isEmpty(), "the output " + request.get("tracker_output"), lack);
      }
      case "corrupt" -> run.ask("read", id).refusedWith(400, 201);
      case "register" -> {
        JsonNode listed = Lists.tracker(run, answer.ok("/value/id").asInt());
        answer.expect(
            listed.at("/source/device_id").equals(request.path("device_id"))
                && listed.path("label").equals(request.path("label")),
            "label and device of the request in the list",
            listed);
      }
      default -> {
        // Nothing can be seen of the others.
      }
    }
  }

  private static JsonNode output(ObjectNode request, Answer outputs) {
    for (JsonNode output : outputs.ok("/result")) {
      if (output.path("number").asInt() == request.at("/tracker_output/number").asInt()) {
        return output;
      }
    }
    return Requests.JSON.nullNode();
  }
}
