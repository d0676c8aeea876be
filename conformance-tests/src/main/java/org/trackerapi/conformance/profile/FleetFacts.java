package org.trackerapi.conformance.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says what answers about the trackers of a fleet file must hold, as far as no rule of a run
 * changes it and nobody but the fleet knows it.
 */
final class FleetFacts {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST = 200;

  /** Devices that report, or have reported; others have nothing to show. */
  private static final Set<String> REPORTING = Set.of("online", "idle", "offline", "signal_lost");

  private final JsonNode fleet;
  private final Map<String, List<Integer>> roles;

  FleetFacts(JsonNode fleet, Map<String, List<Integer>> roles) {
    this.fleet = fleet;
    this.roles = roles;
  }

  Map<String, Map<String, ObjectNode>> known(JsonNode account) {
    Map<String, Map<String, ObjectNode>> known = new LinkedHashMap<>();
    for (JsonNode tracker : fleet.path("trackers")) {
      int id = tracker.path("id").intValue();
      boolean stays =
          tracker.has("source")
              && tracker.path("account_id").equals(account.path("id"))
              && !plays(Role.CORRUPTED, id)
              && !plays(Role.REPLACEABLE, id);
      if (stays && known.size() < MOST) {
        Map<String, ObjectNode> facts = new LinkedHashMap<>();
        facts.put("read", tracker(tracker));
        if (!plays(Role.BLOCKED, id)) {
          device(tracker, facts);
        }
        known.put(Integer.toString(id), facts);
      }
    }
    return known;
  }

  private boolean plays(Role role, int id) {
    return roles.getOrDefault(role.key(), List.of()).contains(id);
  }

  private static ObjectNode tracker(JsonNode tracker) {
    ObjectNode body = NODES.objectNode();
    ObjectNode value = body.putObject("value");
    copy(tracker, value, "avatar_file_name");
    ObjectNode source = value.putObject("source");
    for (String field :
        List.of(
            "id",
            "device_id",
            "model",
            "tariff_id",
            "status_listing_id",
            "creation_date",
            "tariff_end_date")) {
      copy(tracker.path("source"), source, field);
    }
    return body;
  }

  private static void copy(JsonNode from, ObjectNode to, String field) {
    if (from.hasNonNull(field)) {
      to.set(field, from.get(field));
    }
  }

  private static void device(JsonNode tracker, Map<String, ObjectNode> facts) {
    JsonNode telemetry = tracker.path("telemetry");
    if (!REPORTING.contains(telemetry.path("connection").asText())) {
      return;
    }
    if (!tracker.path("inputs").isEmpty()) {
      facts.put("get_inputs", inputs(tracker));
    }
    if (!tracker.path("outputs").isEmpty()) {
      facts.put("get_outputs", outputs(tracker));
    }
    sensors(tracker, facts);
    ObjectNode state = NODES.objectNode();
    ObjectNode inside = state.putObject("state");
    copy(tracker.path("source"), inside, "id");
    inside.set("source_id", inside.remove("id"));
    for (String key : names(tracker.path("additional"))) {
      inside
          .withObject("/additional")
          .putObject(key)
          .set("value", tracker.at("/additional/" + key));
    }
    copy(telemetry, inside, "battery");
    if (inside.has("battery")) {
      inside.set("battery_level", inside.remove("battery"));
    }
    if (telemetry.hasNonNull("network")) {
      inside.putObject("gsm").set("network_name", telemetry.get("network"));
    }
    boolean cells = telemetry.path("gsm_lbs").asBoolean();
    if (cells) {
      inside.putObject("gps").put("gsm_lbs", true);
    }
    if (telemetry.has("position") && !telemetry.path("motion").asText().equals("moving")) {
      ObjectNode place = place(telemetry);
      inside.withObject("/gps").set("location", place);
      if (!cells) {
        facts.put("get_last_gps_point", NODES.objectNode().set("value", place.deepCopy()));
      }
    }
    facts.put("get_state", state);
  }

  private static ObjectNode place(JsonNode telemetry) {
    return NODES
        .objectNode()
        .put("lat", telemetry.at("/position/0").asDouble())
        .put("lng", telemetry.at("/position/1").asDouble());
  }

  private static ObjectNode inputs(JsonNode tracker) {
    ObjectNode body = NODES.objectNode();
    ArrayNode states = body.putArray("states");
    for (JsonNode input : tracker.path("inputs")) {
      ObjectNode state = states.addObject();
      copy(input, state, "type");
      copy(input, state, "name");
      state.set("input_number", input.get("number"));
    }
    return body;
  }

  private static ObjectNode outputs(JsonNode tracker) {
    ObjectNode body = NODES.objectNode();
    ArrayNode result = body.putArray("result");
    for (JsonNode output : tracker.path("outputs")) {
      ObjectNode known = result.addObject();
      copy(output, known, "number");
      copy(output, known, "title");
    }
    return body;
  }

  private static void sensors(JsonNode tracker, Map<String, ObjectNode> facts) {
    for (JsonNode sensor : tracker.path("sensors")) {
      String input = sensor.path("input").asText();
      String type = sensor.path("type").asText();
      boolean bus = input.startsWith("can_") || input.startsWith("obd_");
      boolean doubtful =
          type.contains("consumption")
              || type.equals("flow_meter")
              || input.contains("fuel")
              || input.startsWith("raw_");
      String action =
          type.equals("fuel")
              ? "get_fuel"
              : doubtful ? "" : bus ? "get_diagnostics" : "get_readings";
      if (!action.isEmpty()) {
        ObjectNode known =
            facts
                .computeIfAbsent(action, key -> NODES.objectNode())
                .withArray("inputs")
                .addObject()
                .put("name", input);
        for (String field : List.of("label", "type", "units_type", "units")) {
          copy(sensor, known, field);
        }
      }
    }
    if (!tracker.path("states").isEmpty()) {
      facts
          .computeIfAbsent("get_diagnostics", key -> NODES.objectNode())
          .set("states", tracker.get("states"));
    }
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
