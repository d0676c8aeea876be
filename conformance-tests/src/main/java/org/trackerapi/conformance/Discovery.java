package org.trackerapi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trackerapi.conformance.profile.Role;

/**
 * What the run found out by reading: the trackers of the account, their models and states, and the
 * roles that follow.
 */
final class Discovery {
  private static final int MOST_STATES = 400;
  private static final int PER_CALL = 200;

  private final Map<Integer, JsonNode> trackers = new LinkedHashMap<>();
  private final Map<String, JsonNode> models = new LinkedHashMap<>();
  private final Map<Role, List<Integer>> roles = new EnumMap<>(Role.class);

  private Discovery() {}

  /** Returns a discovery that found nothing. */
  static Discovery nothing() {
    return new Discovery();
  }

  /**
   * Reads what there is.
   *
   * @param list the answer of {@code tracker/list}
   */
  static Discovery of(Run run, Answer list) {
    Discovery found = new Discovery();
    for (JsonNode tracker : Answer.items(list.json().path("list"))) {
      if (tracker.path("id").isInt()) {
        found.trackers.putIfAbsent(tracker.get("id").intValue(), tracker);
      }
    }
    try {
      for (JsonNode model : Answer.items(run.call("list_models").send().json().path("list"))) {
        found.models.putIfAbsent(model.path("code").asText(), model);
      }
      found.cast();
      found.castByState(run);
    } catch (Violation e) {
      // A target that breaks here is judged by the rules; discovery makes do with what it has.
      found.cast();
    }
    return found;
  }

  Map<Integer, JsonNode> trackers() {
    return trackers;
  }

  Map<String, JsonNode> models() {
    return models;
  }

  Map<Role, List<Integer>> roles() {
    return roles;
  }

  JsonNode model(int trackerId) {
    JsonNode tracker = trackers.get(trackerId);
    JsonNode none = JsonNodeFactory.instance.objectNode();
    return tracker == null ? none : models.getOrDefault(tracker.at("/source/model").asText(), none);
  }

  private void cast() {
    Map<Integer, Integer> originals = new HashMap<>();
    trackers.forEach(
        (id, tracker) -> {
          boolean blocked = tracker.at("/source/blocked").asBoolean();
          if (tracker.path("clone").asBoolean() && !blocked) {
            play(Role.CLONE, id);
          } else if (blocked) {
            play(Role.BLOCKED, id);
          } else {
            play(Role.ANY, id);
            play(Role.ORIGINAL, id);
            originals.put(tracker.at("/source/id").asInt(), id);
            if (!tracker.path("tag_bindings").isEmpty()) {
              play(Role.TAGGED, id);
            }
            castByModel(id, model(id));
          }
        });
  }

  private void castByModel(int id, JsonNode model) {
    if (model.path("has_phone").isBoolean()
        && !model.get("has_phone").asBoolean()
        && !model.path("code").asText().startsWith("mobile_")) {
      play(Role.NO_GSM, id);
    }
    String control = model.path("special_control").asText();
    if (control.endsWith("_lock_password")) {
      play(Role.LOCK, id);
    } else if (control.equals("none")) {
      play(Role.NO_SPECIAL_CONTROL, id);
    }
    if (model.path("digital_outputs").asInt() > 1) {
      play(Role.OUTPUTS, id);
    }
  }

  private void castByState(Run run) {
    List<Integer> asked = new ArrayList<>(roles.getOrDefault(Role.ANY, List.of()));
    asked = asked.subList(0, Math.min(MOST_STATES, asked.size()));
    for (int from = 0; from < asked.size(); from += PER_CALL) {
      Answer answer =
          run.call("get_states")
              .with("trackers", asked.subList(from, Math.min(asked.size(), from + PER_CALL)))
              .with("list_blocked", true)
              .with("allow_not_exist", true)
              .send();
      for (Map.Entry<String, JsonNode> entry : answer.json().path("states").properties()) {
        Answer.id(entry.getKey()).ifPresent(id -> castByState(id, entry.getValue()));
      }
    }
  }

  private void castByState(int id, JsonNode state) {
    boolean phone = model(id).path("has_phone").asBoolean(true);
    switch (state.path("connection_status").asText()) {
      case "active", "idle" -> {
        if (phone) {
          play(Role.CONNECTED, id);
        }
      }
      case "offline" -> play(Role.OFFLINE, id);
      case "just_registered" -> play(Role.NEVER_CONNECTED, id);
      case "just_replaced" -> play(Role.JUST_REPLACED, id);
      default -> {
        // Other states play no role.
      }
    }
    if (state.at("/gps/gsm_lbs").asBoolean()) {
      play(Role.LOCATED_BY_GSM, id);
    }
  }

  private void play(Role role, int id) {
    roles.computeIfAbsent(role, key -> new ArrayList<>()).add(id);
  }
}
