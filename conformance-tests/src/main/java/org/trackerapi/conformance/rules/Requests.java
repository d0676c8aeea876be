package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Skip;
import org.trackerapi.conformance.profile.Role;

/** Ordinary requests of all actions, for rules that are about every action alike. */
final class Requests {
  static final ObjectMapper JSON = new ObjectMapper();

  /** Actions that only read; all others may change something. */
  static final Set<String> READING =
      Set.of(
          "read",
          "list",
          "get_diagnostics",
          "get_fuel",
          "get_inputs",
          "batch_get_inputs",
          "get_outputs",
          "batch_get_outputs",
          "get_last_gps_point",
          "get_readings",
          "get_state",
          "get_states",
          "list_models");

  /** Actions that answer 204 for a tracker that is not there. */
  static final Set<String> REPLACING = Set.of("replace", "replace_quick", "replace_retry");

  private static final Set<String> LISTING = Set.of("list", "list_models");
  private static final Set<String> BATCH =
      Set.of("batch_get_inputs", "batch_get_outputs", "get_states");
  private static final int SAMPLE = 24;

  private Requests() {}

  static boolean takesTracker(String action) {
    return !LISTING.contains(action)
        && !BATCH.contains(action)
        && !action.equals("register")
        && !action.equals("register_quick");
  }

  static boolean takesTrackers(String action) {
    return BATCH.contains(action);
  }

  /** Returns parameters that a reading action answers with a success. */
  static ObjectNode reading(Run run, String action) {
    if (LISTING.contains(action)) {
      return JSON.createObjectNode();
    }
    return reading(action, run.tracker(Role.ANY));
  }

  /** Returns parameters that ask a reading action for one tracker. */
  static ObjectNode reading(String action, int trackerId) {
    ObjectNode parameters = JSON.createObjectNode();
    if (BATCH.contains(action)) {
      parameters.putArray("trackers").add(trackerId);
    } else {
      parameters.put("tracker_id", trackerId);
    }
    return parameters;
  }

  /**
   * Returns parameters that are all in order but for the tracker, which does not exist: whatever a
   * target makes of them, nothing changes. Registrations come without any parameters.
   */
  static ObjectNode harmless(Run run, String action) {
    ObjectNode parameters = JSON.createObjectNode();
    if (BATCH.contains(action)) {
      parameters.putArray("trackers").add(run.unknownTracker());
      return parameters;
    }
    if (!takesTracker(action)) {
      return parameters;
    }
    parameters.put("tracker_id", run.unknownTracker());
    switch (action) {
      case "change_phone" -> parameters.put("phone", run.newPhone());
      case "output/update" -> output(parameters);
      case "tags/set" -> parameters.putArray("tag_bindings");
      case "replace" -> {
        ObjectNode device = run.profile().registration().device();
        parameters
            .put("model", device == null ? "telfmb920" : device.path("model").asText())
            .put("plugin_id", device == null ? 44 : device.path("plugin_id").asInt())
            .put("device_id", run.newImei())
            .put("phone", run.newPhone());
      }
      case "replace_quick" -> parameters.put("imei", run.newImei());
      case "send_command" -> unseal(parameters);
      case "raw_command/send" -> parameters.put("command", "4154");
      default -> {
        // The others take nothing but the tracker.
      }
    }
    return parameters;
  }

  /**
   * Returns parameters that are in order, for a tracker that the run has registered, which has
   * never connected.
   */
  static ObjectNode onOwnTracker(Run run, String action) {
    if (action.equals("register")) {
      return run.device();
    }
    ObjectNode parameters = harmless(run, action);
    if (action.equals("register_quick")) {
      return parameters.put("label", "conformance").put("group_id", 0).put("imei", run.newImei());
    }
    // What is corrupted cannot be shared.
    return parameters.put("tracker_id", action.equals("corrupt") ? run.fresh() : run.own());
  }

  /**
   * Returns parameters with which a writing action succeeds again and again.
   *
   * @throws Skip when there is no such thing for the action
   */
  static ObjectNode succeeding(Run run, String action) {
    return switch (action) {
      case "corrupt" -> JSON.createObjectNode().put("tracker_id", run.fresh());
      case "replace_retry" ->
          JSON.createObjectNode().put("tracker_id", run.offered(Role.JUST_REPLACED));
      case "send_command" -> unseal(JSON.createObjectNode().put("tracker_id", run.freshLock()));
      default -> onOwnTracker(run, action);
    };
  }

  static ObjectNode output(ObjectNode parameters) {
    parameters
        .putObject("tracker_output")
        .put("number", 1)
        .put("title", "Conformance " + ThreadLocalRandom.current().nextInt(1_000_000));
    return parameters;
  }

  static ObjectNode unseal(ObjectNode parameters) {
    parameters
        .putObject("command")
        .put("name", "electronic_lock_command")
        .put("command_code", "unseal");
    return parameters;
  }

  /** Returns some trackers that can be asked: of every role one, then others by chance. */
  static List<Integer> sample(Run run) {
    Set<Integer> ids = new LinkedHashSet<>();
    for (Role role :
        List.of(
            Role.ANY,
            Role.MOVING,
            Role.PARKED,
            Role.CLONE,
            Role.OFFLINE,
            Role.NEVER_CONNECTED,
            Role.JUST_REPLACED,
            Role.NO_GSM,
            Role.FUEL,
            Role.CAN_OBD,
            Role.READINGS,
            Role.INPUTS,
            Role.LOCATED_BY_GSM,
            Role.LOCK)) {
      try {
        ids.add(run.tracker(role));
      } catch (Skip missing) {
        // The sample does without this role.
      }
    }
    List<Integer> others = new ArrayList<>();
    run.fleet()
        .forEach(
            (id, tracker) -> {
              if (!tracker.at("/source/blocked").asBoolean()) {
                others.add(id);
              }
            });
    Collections.sort(others);
    Collections.shuffle(others, run.random());
    for (int id : others) {
      if (ids.size() >= SAMPLE) {
        break;
      }
      ids.add(id);
    }
    if (ids.isEmpty()) {
      throw new Skip(Role.ANY.key(), "needs " + Role.ANY.meaning());
    }
    return List.copyOf(ids);
  }
}
