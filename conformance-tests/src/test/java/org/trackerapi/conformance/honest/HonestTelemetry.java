package org.trackerapi.conformance.honest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What the devices of the honest server report: simple, but consistent. */
final class HonestTelemetry {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

  private final JsonNode file;
  private final Faults faults;
  private final HonestFleet fleet;
  private final Instant start = Instant.now();

  HonestTelemetry(JsonNode file, Faults faults, HonestFleet fleet) {
    this.file = file;
    this.faults = faults;
    this.fleet = fleet;
  }

  private boolean fault(String name) {
    return faults.named.contains(name);
  }

  private Instant now() {
    return fault("clock frozen")
        ? start
        : Instant.now().plus(Duration.ofHours(fault("clock ahead") ? 7 : 0));
  }

  private String date(Request request, Instant instant) {
    ZoneId zone = ZoneId.of(request.account.path("time_zone").asText("UTC"));
    if (fault("utc") || fault("utc in " + request.action)) {
      zone = ZoneOffset.UTC;
    }
    boolean iso = request.iso && !fault("no iso") && !fault("no iso in " + request.action);
    if (fault("iso always")) {
      iso = true;
    }
    if (iso && fault("iso in utc in " + request.action)) {
      zone = ZoneOffset.UTC;
    }
    return instant.atZone(zone).format(iso ? ISO : PLAIN);
  }

  String userTime(Request request) {
    Instant now = now();
    if (fault("time runs backwards in " + request.action)) {
      now = start.minus(Duration.between(start, now).multipliedBy(5000));
    }
    return date(request, now);
  }

  private static JsonNode telemetry(ObjectNode tracker, HonestFleet fleet) {
    return fleet.originalOf(tracker).path("telemetry");
  }

  String connection(ObjectNode tracker) {
    String connection = telemetry(tracker, fleet).path("connection").asText();
    return connection.equals("online") ? "active" : connection;
  }

  private boolean reports(ObjectNode tracker) {
    String status = connection(tracker);
    return !status.startsWith("just_");
  }

  /** Returns when the device last reported, or null when it never has. */
  private Instant lastReport(ObjectNode tracker) {
    if (!reports(tracker)) {
      return null;
    }
    JsonNode telemetry = telemetry(tracker, fleet);
    if (telemetry.has("silent_for")) {
      return start.minus(Duration.parse(telemetry.get("silent_for").asText()));
    }
    long every = telemetry.path("report_every").asLong(10);
    long now = now().getEpochSecond();
    return Instant.ofEpochSecond(now - now % every);
  }

  private Instant lastGps(ObjectNode tracker) {
    Instant report = lastReport(tracker);
    return report == null
        ? null
        : report.minusSeconds(telemetry(tracker, fleet).path("gps_age").asLong(0));
  }

  boolean isFresh(ObjectNode tracker) {
    Instant gps = lastGps(tracker);
    return gps != null
        && (telemetry(tracker, fleet).has("position") || telemetry(tracker, fleet).has("route"))
        && Duration.between(gps, now()).getSeconds() < 60;
  }

  private boolean moves(ObjectNode tracker) {
    return telemetry(tracker, fleet).path("motion").asText().equals("moving") && reports(tracker);
  }

  private record Place(double lat, double lng, int heading, int speed) {}

  private Place place(ObjectNode tracker) {
    JsonNode telemetry = telemetry(tracker, fleet);
    if (moves(tracker)) {
      for (JsonNode route : file.path("routes")) {
        if (route.path("name").equals(telemetry.path("route"))) {
          JsonNode points = route.get("points");
          double legs = points.size() - 1.0;
          double along =
              (lastGps(tracker).getEpochSecond() / 60.0 + telemetry.path("phase").asDouble() * legs)
                  % legs;
          int leg = (int) along;
          JsonNode from = points.get(leg);
          JsonNode to = points.get(leg + 1);
          double part = along - leg;
          double lat =
              from.get(0).asDouble() + part * (to.get(0).asDouble() - from.get(0).asDouble());
          double lng =
              from.get(1).asDouble() + part * (to.get(1).asDouble() - from.get(1).asDouble());
          double angle =
              Math.toDegrees(
                  Math.atan2(
                      to.get(1).asDouble() - from.get(1).asDouble(),
                      to.get(0).asDouble() - from.get(0).asDouble()));
          return new Place(lat, lng, (int) ((angle + 360) % 360), 42);
        }
      }
    }
    JsonNode position = telemetry.path("position");
    return new Place(
        position.path(0).asDouble(0),
        position.path(1).asDouble(0),
        telemetry.path("heading").asInt(0),
        0);
  }

  private boolean located(ObjectNode tracker) {
    JsonNode telemetry = telemetry(tracker, fleet);
    return reports(tracker) && (telemetry.has("position") || telemetry.has("route"));
  }

  private boolean[] bits(ObjectNode tracker) {
    boolean[] bits = new boolean[fleet.model(tracker).path("digital_inputs").asInt()];
    for (JsonNode input : fleet.originalOf(tracker).path("inputs")) {
      int number = input.path("number").asInt();
      if (number <= bits.length) {
        bits[number - 1] = input.path("type").asText().equals("ignition") && moves(tracker);
      }
    }
    return bits;
  }

  ObjectNode inputs(Request request, ObjectNode tracker, boolean alone) {
    ObjectNode body = JSON.createObjectNode();
    if (alone) {
      body.put("user_time", userTime(request));
    }
    ArrayNode bits = body.putArray("inputs");
    for (boolean bit : bits(tracker)) {
      bits.add(bit);
    }
    ArrayNode states = body.putArray("states");
    boolean[] on = bits(tracker);
    for (JsonNode input : fleet.originalOf(tracker).path("inputs")) {
      int number = input.path("number").asInt();
      boolean status = on[number - 1];
      ObjectNode state = states.addObject();
      state.set("type", input.get("type"));
      state.set("name", input.path("name").isMissingNode() ? JSON.nullNode() : input.get("name"));
      state.put("status", fault("states inverted") ? !status : status);
      state.put("input_number", number + (fault("inputs from zero") ? -1 : 0));
      if (fault("ignition twice in " + request.action)) {
        states.add(state.deepCopy());
      }
    }
    Instant last = lastReport(tracker);
    if (fault("update_time in the future in " + request.action)) {
      last = now().plusSeconds(3600);
    }
    body.put("update_time", last == null ? null : date(request, last));
    if (fault("always on in " + request.action)) {
      for (int i = 0; i < bits.size(); i++) {
        bits.set(i, JSON.getNodeFactory().booleanNode(true));
      }
    }
    if (fault("one input more in " + request.action)) {
      bits.add(false);
    }
    return body;
  }

  ObjectNode sensors(Request request, ObjectNode tracker) {
    ObjectNode body = JSON.createObjectNode().put("user_time", userTime(request));
    ArrayNode inputs = body.putArray("inputs");
    for (JsonNode sensor : fleet.originalOf(tracker).path("sensors")) {
      String name = sensor.path("input").asText();
      boolean fuel = sensor.path("type").asText().equals("fuel");
      boolean bus = name.startsWith("can_") || name.startsWith("obd_");
      String action = fuel ? "get_fuel" : bus ? "get_diagnostics" : "get_readings";
      if (!request.action.equals(action) && !fault("all sensors in " + request.action)) {
        continue;
      }
      if (fault("no sensors in " + request.action)) {
        continue;
      }
      ObjectNode input = inputs.addObject();
      input.put("label", sensor.path("label").asText());
      input.put("name", name);
      input.put("type", sensor.path("type").asText());
      double value = sensor.path("capacity").asDouble(sensor.path("around").asDouble(20)) / 2;
      input.put("value", fault("negative in " + request.action) ? -value : value);
      input.put("units_type", sensor.path("units_type").asText());
      input.put("units", sensor.path("units").asText());
      input.putNull("converted_units_type");
      input.putNull("converted_value");
      if (fault("half converted in " + request.action)) {
        input.put("converted_value", 1.0);
      }
    }
    if (request.action.equals("get_diagnostics")) {
      JsonNode states = fleet.originalOf(tracker).path("states");
      body.set("states", states.isObject() ? states.deepCopy() : JSON.nullNode());
    }
    Instant last = lastReport(tracker);
    if (fault("update_time in the future in " + request.action)) {
      last = now().plusSeconds(3600);
    }
    body.put("update_time", last == null ? null : date(request, last));
    return body;
  }

  ObjectNode point(Request request, ObjectNode tracker) {
    ObjectNode body = JSON.createObjectNode();
    JsonNode telemetry = telemetry(tracker, fleet);
    boolean lbs = telemetry.path("gsm_lbs").asBoolean();
    if (!located(tracker)) {
      return body.putNull("value");
    }
    Place place = place(tracker);
    Instant time = lastGps(tracker);
    ObjectNode value = body.putObject("value");
    if (lbs && !fault("points located by gsm")) {
      time = start.minusSeconds(86_400);
      place = new Place(place.lat() + 0.01, place.lng(), 0, 0);
    }
    if (fault("points in the future")) {
      time = now().plusSeconds(7200);
    }
    value.put("get_time", date(request, time));
    value.put("heading", fault("heading off") ? (place.heading() + 90) % 360 : place.heading());
    value.put("lat", fault("lat and lng swapped") ? place.lng() : place.lat());
    value.put("lng", fault("lat and lng swapped") ? place.lat() : place.lng());
    value.put("satellites", 9);
    value.put("speed", place.speed());
    if (telemetry.has("precision") && !lbs) {
      value.put("precision", telemetry.get("precision").asInt());
    }
    if (lbs && fault("points located by gsm")) {
      value.put("gsm_lbs", true);
    }
    if (fault("far away") && moves(tracker)) {
      value.put("lat", place.lat() / 2);
    }
    return body;
  }

  ObjectNode state(Request request, ObjectNode tracker) {
    JsonNode telemetry = telemetry(tracker, fleet);
    ObjectNode original = fleet.originalOf(tracker);
    Instant last = lastReport(tracker);
    Place place = place(tracker);
    ObjectNode state = JSON.createObjectNode();
    state.put(
        "source_id",
        fault("source_id is the tracker id in " + request.action)
            ? tracker.get("id").asInt()
            : original.at("/source/id").asInt());
    ObjectNode gps = state.putObject("gps");
    gps.put("updated", located(tracker) ? date(request, lastGps(tracker)) : null);
    gps.put("signal_level", 100);
    gps.putObject("location").put("lat", place.lat()).put("lng", place.lng());
    gps.put("heading", place.heading());
    gps.put("speed", place.speed());
    gps.put("alt", telemetry.path("altitude").asInt(0));
    if (telemetry.path("gsm_lbs").asBoolean()) {
      gps.put("gsm_lbs", true).put("precision", telemetry.path("precision").asInt(100));
    }
    state.put("connection_status", connection(tracker));
    String motion = telemetry.path("motion").asText("parked");
    state.put("movement_status", reports(tracker) ? motion : "parked");
    Instant since = start.minusSeconds(3600);
    boolean known = last != null && !last.isBefore(since);
    state.put("movement_status_update", known ? date(request, since) : null);
    boolean ignition = false;
    for (JsonNode input : original.path("inputs")) {
      ignition |= input.path("type").asText().equals("ignition");
    }
    if (ignition) {
      state.put("ignition", moves(tracker));
      if (known) {
        state.put("ignition_update", date(request, since));
      }
    }
    if (telemetry.hasNonNull("network") && reports(tracker)) {
      ObjectNode gsm = state.putObject("gsm");
      gsm.put("updated", date(request, last));
      gsm.put("signal_level", telemetry.path("gsm_signal").asInt(50));
      gsm.set("network_name", telemetry.get("network"));
      gsm.put("roaming", false);
    } else {
      state.putNull("gsm");
    }
    state.put("last_update", last == null ? null : date(request, last));
    if (telemetry.has("battery")) {
      state.put("battery_level", telemetry.get("battery").asInt());
    } else {
      state.putNull("battery_level");
    }
    state.put("battery_update", last == null ? null : date(request, last));
    ArrayNode bits = state.putArray("inputs");
    for (boolean bit : bits(tracker)) {
      bits.add(bit);
    }
    state.put("inputs_update", last == null ? null : date(request, last));
    ArrayNode outputs = state.putArray("outputs");
    fleet.outputs(tracker).forEach(output -> outputs.add(fleet.isOn(tracker, output)));
    state.put("outputs_update", last == null ? null : date(request, last));
    ObjectNode additional = state.putObject("additional");
    original
        .path("additional")
        .properties()
        .forEach(
            entry -> {
              ObjectNode value = additional.putObject(entry.getKey());
              value.set("value", entry.getValue());
              value.put("updated", last == null ? null : date(request, last));
            });
    state.put("actual_track_update", known ? date(request, since) : null);
    wrong(request, tracker, state);
    return state;
  }

  private void wrong(Request request, ObjectNode tracker, ObjectNode state) {
    for (String field : List.of("last_update", "inputs_update")) {
      if (fault(field + " in the future in " + request.action) && !state.path(field).isNull()) {
        state.put(field, date(request, now().plusSeconds(3600)));
      }
    }
    String action = request.action;
    if (fault("all parked in " + action)) {
      state.put("movement_status", "parked");
    }
    if (fault("all moving in " + action)) {
      state.put("movement_status", "moving");
    }
    if (fault("all active in " + action)) {
      state.put("connection_status", "active");
    }
    if (fault("speed 0 in " + action)) {
      ((ObjectNode) state.get("gps")).put("speed", 0);
    }
    if (fault("inputs inverted in " + action)) {
      ArrayNode bits = (ArrayNode) state.get("inputs");
      for (int i = 0; i < bits.size(); i++) {
        bits.set(i, JSON.getNodeFactory().booleanNode(!bits.get(i).asBoolean()));
      }
    }
    if (fault("no inputs in " + action)) {
      state.putArray("inputs");
    }
    if (fault("gsm everywhere in " + action) && state.get("gsm").isNull()) {
      state.putObject("gsm").put("network_name", "Movistar");
    }
    if (fault("others' states in " + action)) {
      ((ObjectNode) state.get("gps")).put("heading", 359);
      ((ObjectNode) state.get("gps")).putObject("location").put("lat", 1.0).put("lng", 2.0);
    }
  }
}
