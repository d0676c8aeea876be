package org.trackerapi.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Level;
import org.trackerapi.conformance.RuleSpec;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.profile.Role;

/** Rules that the calls about sensors and inputs have in common. */
public final class SensorRules {
  private static final String NAME = "name - enum. Name of sensor's raw input.";
  private static final String TYPE =
      "type - enum. Type of quantity, measured by a sensor. units_type - enum. Unit of measurement"
          + " of input to the sensor. units - string. User label for sensor's units.";
  private static final String VALUE = "value - float. Reading's value.";

  /** Quantities that no unit is called, and units that no quantity is called. */
  private static final Set<String> QUANTITIES =
      Set.of("fuel", "temperature", "power", "speed", "acceleration", "fuel_consumption");

  private static final Set<String> UNITS = Set.of("litre", "celsius", "fahrenheit", "volt");

  /** The least and the most that a sensor can tell, by what its name contains. */
  private static final Map<String, double[]> RANGES =
      Map.of(
          "rpm", new double[] {0, 30_000},
          "speed", new double[] {0, 500},
          "throttle", new double[] {0, 1000},
          "mileage", new double[] {0, 1e10},
          "engine_hours", new double[] {0, 1e8},
          "fuel", new double[] {-1, 1e6},
          "coolant_t", new double[] {-100, 1000},
          "voltage", new double[] {-100, 100_000},
          "temp", new double[] {-300, 10_000});

  private final List<RuleSpec> rules = new ArrayList<>();

  private SensorRules() {}

  /** Returns the rules. */
  public static List<RuleSpec> all() {
    SensorRules all = new SensorRules();
    for (String action : List.of("get_diagnostics", "get_fuel", "get_readings")) {
      all.add(action, "names", "names raw inputs, each sensor once", NAME, SensorRules::names);
      all.add(action, "types", "tells quantities and units apart", TYPE, SensorRules::types);
      all.add(action, "ranges", "shows values that can be", VALUE, SensorRules::ranges);
      all.add(
          action,
          "update_time",
          "tells when the values were updated",
          Quotes.UPDATE_TIME,
          answer -> isUpdated(answer, answer.json()));
    }
    all.add(
        "get_inputs",
        "update_time",
        "tells when the inputs were updated",
        Quotes.UPDATE_TIME,
        answer -> isUpdated(answer, answer.json()));
    for (String action : List.of("get_diagnostics", "get_fuel", "get_readings", "get_inputs")) {
      all.rules.add(
          new RuleSpec(
              action + "/update_time-agrees",
              action,
              "does not tell a later update than get_state",
              Quotes.UPDATE_TIME,
              "tracker#" + action + ", Response; tracker#get_state, Response",
              Level.SHOULD,
              List.of(Role.ANY.key()),
              false,
              false,
              List.of(),
              run -> agrees(run, action)));
    }
    all.add(
        "batch_get_inputs",
        "update_time",
        "tells when the inputs were updated",
        Quotes.UPDATE_TIME,
        answer -> answer.ok("/data").forEach(info -> isUpdated(answer, info)));
    all.add(
        "get_diagnostics",
        "flags",
        "writes flags as 0 or 1",
        "can_door_state (value type: string, 0 or 1 means \"close\" or \"open\").",
        SensorRules::flags);
    return all.rules;
  }

  /** What a rule checks of the answer about one tracker. */
  private interface Check {
    void of(Answer answer);
  }

  private void add(String action, String tail, String title, String quote, Check check) {
    rules.add(
        new RuleSpec(
            action + "/" + tail,
            action,
            title,
            quote,
            "tracker#" + action + ", Response",
            Level.SHOULD,
            List.of(Role.CONNECTED.key()),
            false,
            false,
            List.of(),
            run -> each(run, action, check)));
  }

  private static void each(Run run, String action, Check check) {
    List<Integer> ids = new ArrayList<>(run.trackers(Role.CONNECTED));
    for (int id : ids.subList(0, Math.min(20, ids.size()))) {
      Answer answer = run.call(action).with(Requests.reading(action, id)).send();
      answer.ok();
      check.of(answer);
    }
  }

  private static void names(Answer answer) {
    Set<String> seen = new HashSet<>();
    for (JsonNode input : answer.ok("/inputs")) {
      String name = input.path("name").asText();
      answer.expect(
          name.codePoints().noneMatch(Character::isWhitespace) && !name.endsWith("."),
          "the name of a raw input, like obd_rpm",
          input.path("name"));
      answer.expect(
          seen.add(name + "\n" + input.path("label").asText()),
          "each sensor once",
          input.path("label") + " twice");
    }
  }

  private static void types(Answer answer) {
    for (JsonNode input : answer.ok("/inputs")) {
      String units = input.path("units_type").asText();
      answer.expect(
          !UNITS.contains(input.path("type").asText()), "a quantity as type", input.path("type"));
      answer.expect(
          !QUANTITIES.contains(units) && !units.isBlank(),
          "the name of a unit as units_type, like litre or custom",
          input.path("units_type"));
    }
  }

  private static void ranges(Answer answer) {
    for (JsonNode input : answer.ok("/inputs")) {
      RANGES.forEach(
          (part, range) -> {
            double value = input.path("value").asDouble();
            answer.expect(
                !input.path("name").asText().contains(part)
                    || value >= range[0] && value <= range[1],
                "a " + part + " from " + range[0] + " to " + range[1],
                input.path("name") + " " + value);
          });
      answer.expect(
          !input.path("units").asText().equals("V")
              || Math.abs(input.path("value").asDouble()) <= 1000,
          "a voltage in volts up to 1000",
          input.path("name") + " " + input.path("value"));
    }
  }

  private static void isUpdated(Answer answer, JsonNode info) {
    if (!info.path("inputs").isEmpty()) {
      answer.expect(
          info.hasNonNull("update_time"),
          "update_time beside values that there are",
          info.path("update_time"));
    }
  }

  /** Where nothing has come in between, values are not younger than the last report. */
  private static void agrees(Run run, String action) {
    for (int id : Requests.sample(run)) {
      JsonNode before = run.ask("get_state", id).ok().at("/state/last_update");
      Answer answer = run.ask(action, id);
      JsonNode updated = answer.ok().path("update_time");
      JsonNode after = run.ask("get_state", id).ok().at("/state/last_update");
      if (updated.isTextual() && after.isTextual() && after.equals(before)) {
        answer.expect(
            !Dates.isPlain(answer, updated).isAfter(Dates.isPlain(answer, after).plus(Dates.SKEW)),
            "update_time of tracker " + id + " not later than last_update " + after,
            updated);
      }
    }
  }

  private static void flags(Answer answer) {
    answer
        .json()
        .path("states")
        .properties()
        .forEach(
            state -> {
              if (state.getKey().matches("can_(hood|airbag|trunk|seat_belt_.*|door.*)_state")) {
                answer.expect(
                    state.getValue().isNull() || state.getValue().asText().matches("[01]"),
                    state.getKey() + " \"0\" or \"1\"",
                    state.getValue());
              }
            });
  }
}
