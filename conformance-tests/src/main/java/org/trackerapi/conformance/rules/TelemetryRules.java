package org.trackerapi.conformance.rules;

import static org.trackerapi.conformance.Level.SHOULD;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Call;
import org.trackerapi.conformance.Rule;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Skip;
import org.trackerapi.conformance.profile.Role;
import org.trackerapi.spec.Contract;

/** Rules about positions, states, inputs and sensor values. */
public final class TelemetryRules {
  /** Clocks of fast simulators run many times as fast as ours. */
  private static final Duration NEAR = Duration.ofMinutes(20);

  private static final double METRES_PER_DEGREE = 111_320;
  private static final String ISO_HEADER = "NVX-ISO-DateTime";

  // --- for each call about one tracker --------------------------------------------------------

  @Rule(
      id = "get_diagnostics/201",
      quote = Quotes.NOT_FOUND,
      source = "tracker#get_diagnostics, Errors")
  void getDiagnosticsRefusesAnUnknownTracker(Run run) {
    unknown(run, "get_diagnostics");
  }

  @Rule(
      id = "get_diagnostics/208",
      needs = "blocked",
      quote = Quotes.BLOCKED,
      source = "tracker#get_diagnostics, Errors")
  void getDiagnosticsRefusesABlockedTracker(Run run) {
    blocked(run, "get_diagnostics");
  }

  @Rule(id = "get_fuel/201", quote = Quotes.NOT_FOUND, source = "tracker#get_fuel, Errors")
  void getFuelRefusesAnUnknownTracker(Run run) {
    unknown(run, "get_fuel");
  }

  @Rule(
      id = "get_fuel/208",
      needs = "blocked",
      quote = Quotes.BLOCKED,
      source = "tracker#get_fuel, Errors")
  void getFuelRefusesABlockedTracker(Run run) {
    blocked(run, "get_fuel");
  }

  @Rule(id = "get_inputs/201", quote = Quotes.NOT_FOUND, source = "tracker#get_inputs, Errors")
  void getInputsRefusesAnUnknownTracker(Run run) {
    unknown(run, "get_inputs");
  }

  @Rule(
      id = "get_inputs/208",
      needs = "blocked",
      quote = Quotes.BLOCKED,
      source = "tracker#get_inputs, Errors")
  void getInputsRefusesABlockedTracker(Run run) {
    blocked(run, "get_inputs");
  }

  @Rule(
      id = "get_last_gps_point/201",
      quote = Quotes.NOT_FOUND,
      source = "tracker#get_last_gps_point, Errors")
  void getLastGpsPointRefusesAnUnknownTracker(Run run) {
    unknown(run, "get_last_gps_point");
  }

  @Rule(
      id = "get_last_gps_point/208",
      needs = "blocked",
      quote = Quotes.BLOCKED,
      source = "tracker#get_last_gps_point, Errors")
  void getLastGpsPointRefusesABlockedTracker(Run run) {
    blocked(run, "get_last_gps_point");
  }

  @Rule(id = "get_readings/201", quote = Quotes.NOT_FOUND, source = "tracker#get_readings, Errors")
  void getReadingsRefusesAnUnknownTracker(Run run) {
    unknown(run, "get_readings");
  }

  @Rule(
      id = "get_readings/208",
      needs = "blocked",
      quote = Quotes.BLOCKED,
      source = "tracker#get_readings, Errors")
  void getReadingsRefusesABlockedTracker(Run run) {
    blocked(run, "get_readings");
  }

  @Rule(id = "get_state/201", quote = Quotes.NOT_FOUND, source = "tracker#get_state, Errors")
  void getStateRefusesAnUnknownTracker(Run run) {
    unknown(run, "get_state");
  }

  @Rule(
      id = "get_state/208",
      needs = "blocked",
      quote = Quotes.BLOCKED,
      source = "tracker#get_state, Errors")
  void getStateRefusesABlockedTracker(Run run) {
    blocked(run, "get_state");
  }

  private static void unknown(Run run, String action) {
    run.ask(action, run.unknownTracker()).refusedWith(400, 201);
  }

  private static void blocked(Run run, String action) {
    run.ask(action, run.tracker(Role.BLOCKED)).refusedWith(403, 208);
  }

  @Rule(
      id = "get_diagnostics/corrupted",
      level = SHOULD,
      needs = "corrupted",
      quote = Quotes.CORRUPTED,
      source = "tracker#corrupt")
  void getDiagnosticsRefusesACorruptedTracker(Run run) {
    corrupted(run, "get_diagnostics");
  }

  @Rule(
      id = "get_fuel/corrupted",
      level = SHOULD,
      needs = "corrupted",
      quote = Quotes.CORRUPTED,
      source = "tracker#corrupt")
  void getFuelRefusesACorruptedTracker(Run run) {
    corrupted(run, "get_fuel");
  }

  @Rule(
      id = "get_inputs/corrupted",
      level = SHOULD,
      needs = "corrupted",
      quote = Quotes.CORRUPTED,
      source = "tracker#corrupt")
  void getInputsRefusesACorruptedTracker(Run run) {
    corrupted(run, "get_inputs");
  }

  @Rule(
      id = "get_last_gps_point/corrupted",
      level = SHOULD,
      needs = "corrupted",
      quote = Quotes.CORRUPTED,
      source = "tracker#corrupt")
  void getLastGpsPointRefusesACorruptedTracker(Run run) {
    corrupted(run, "get_last_gps_point");
  }

  @Rule(
      id = "get_readings/corrupted",
      level = SHOULD,
      needs = "corrupted",
      quote = Quotes.CORRUPTED,
      source = "tracker#corrupt")
  void getReadingsRefusesACorruptedTracker(Run run) {
    corrupted(run, "get_readings");
  }

  @Rule(
      id = "get_state/corrupted",
      level = SHOULD,
      needs = "corrupted",
      quote = Quotes.CORRUPTED,
      source = "tracker#corrupt")
  void getStateRefusesACorruptedTracker(Run run) {
    corrupted(run, "get_state");
  }

  private static void corrupted(Run run, String action) {
    run.ask(action, run.tracker(Role.CORRUPTED)).refusedWith(400, 201);
  }

  @Rule(
      id = "get_diagnostics/dates",
      needs = "any",
      quote = Quotes.UPDATE_TIME,
      source = "tracker#get_diagnostics, Response")
  void getDiagnosticsHasNoDatesInTheFuture(Run run) {
    dates(run, "get_diagnostics");
  }

  @Rule(
      id = "get_fuel/dates",
      needs = "any",
      quote = Quotes.UPDATE_TIME,
      source = "tracker#get_fuel, Response")
  void getFuelHasNoDatesInTheFuture(Run run) {
    dates(run, "get_fuel");
  }

  @Rule(
      id = "get_inputs/dates",
      needs = "any",
      quote = Quotes.UPDATE_TIME,
      source = "tracker#get_inputs, Response")
  void getInputsHasNoDatesInTheFuture(Run run) {
    dates(run, "get_inputs");
  }

  @Rule(
      id = "get_readings/dates",
      needs = "any",
      quote = Quotes.UPDATE_TIME,
      source = "tracker#get_readings, Response")
  void getReadingsHasNoDatesInTheFuture(Run run) {
    dates(run, "get_readings");
  }

  @Rule(
      id = "get_state/dates",
      needs = "any",
      quote = "last_update - date/time. Date of last device state update in a timezone of the user",
      source = "tracker#get_state, Response")
  void getStateHasNoDatesInTheFuture(Run run) {
    dates(run, "get_state");
  }

  @Rule(
      id = "get_states/dates",
      needs = "any",
      quote = "last_update - date/time. Date of last device state update in a timezone of the user",
      source = "tracker#get_states, Response")
  void getStatesHasNoDatesInTheFuture(Run run) {
    dates(run, "get_states");
  }

  @Rule(
      id = "batch_get_inputs/dates",
      needs = "any",
      quote = Quotes.UPDATE_TIME,
      source = "tracker#batch_get_inputs, Response")
  void batchGetInputsHasNoDatesInTheFuture(Run run) {
    dates(run, "batch_get_inputs");
  }

  @Rule(
      id = "get_last_gps_point/dates",
      needs = "any",
      quote = "get_time - date/time. GPS timestamp of the point, in user's timezone.",
      source = "tracker#get_last_gps_point, Response")
  void getLastGpsPointHasNoDatesInTheFuture(Run run) {
    for (int id : Requests.sample(run)) {
      Answer point = run.ask("get_last_gps_point", id);
      JsonNode value = point.ok().path("value");
      if (!value.isObject()) {
        continue;
      }
      LocalDateTime time = Dates.isPlain(point, value.path("get_time"));
      Answer state = run.ask("get_state", id);
      LocalDateTime now = Dates.isPlain(state, state.ok("/user_time"));
      point.expect(
          !time.isAfter(now.plus(Dates.SKEW)), "get_time not to be later than " + now, time);
    }
  }

  private static void dates(Run run, String action) {
    for (int id : Requests.sample(run)) {
      Answer answer = run.call(action).with(Requests.reading(action, id)).send();
      Dates.areNotInTheFuture(answer, answer.ok("/user_time"));
    }
  }

  @Rule(
      id = "get_diagnostics/user_time",
      needs = "any",
      quote = Quotes.USER_TIME,
      source = "tracker#get_diagnostics, Response")
  void getDiagnosticsTellsTheTimeOfTheUser(Run run) {
    userTime(run, "get_diagnostics");
  }

  @Rule(
      id = "get_fuel/user_time",
      needs = "any",
      quote = Quotes.USER_TIME,
      source = "tracker#get_fuel, Response")
  void getFuelTellsTheTimeOfTheUser(Run run) {
    userTime(run, "get_fuel");
  }

  @Rule(
      id = "get_inputs/user_time",
      needs = "any",
      quote = Quotes.USER_TIME,
      source = "tracker#get_inputs, Response")
  void getInputsTellsTheTimeOfTheUser(Run run) {
    userTime(run, "get_inputs");
  }

  @Rule(
      id = "batch_get_inputs/user_time",
      needs = "any",
      quote = Quotes.USER_TIME,
      source = "tracker#batch_get_inputs, Response")
  void batchGetInputsTellsTheTimeOfTheUser(Run run) {
    userTime(run, "batch_get_inputs");
  }

  @Rule(
      id = "get_readings/user_time",
      needs = "any",
      quote = Quotes.USER_TIME,
      source = "tracker#get_readings, Response")
  void getReadingsTellsTheTimeOfTheUser(Run run) {
    userTime(run, "get_readings");
  }

  @Rule(
      id = "get_state/user_time",
      needs = "any",
      quote = Quotes.USER_TIME,
      source = "tracker#get_state, Response")
  void getStateTellsTheTimeOfTheUser(Run run) {
    userTime(run, "get_state");
  }

  @Rule(
      id = "get_states/user_time",
      needs = "any",
      quote = Quotes.USER_TIME,
      source = "tracker#get_states, Response")
  void getStatesTellsTheTimeOfTheUser(Run run) {
    userTime(run, "get_states");
  }

  /** The time never goes back, and all actions agree about it. */
  private static void userTime(Run run, String action) {
    int id = run.tracker(Role.ANY);
    String reference = action.equals("get_states") ? "get_inputs" : "get_states";
    Answer before = run.call(reference).with(Requests.reading(reference, id)).send();
    LocalDateTime earlier = Dates.isPlain(before, before.ok("/user_time"));
    Answer first = run.call(action).with(Requests.reading(action, id)).send();
    LocalDateTime one = Dates.isPlain(first, first.ok("/user_time"));
    Answer second = run.call(action).with(Requests.reading(action, id)).send();
    LocalDateTime two = Dates.isPlain(second, second.ok("/user_time"));
    second.expect(
        !two.isBefore(one.minus(Dates.SKEW)), "user_time not to go back from " + one, two);
    first.expect(
        !one.isBefore(earlier.minus(Dates.SKEW)) && one.isBefore(earlier.plus(NEAR)),
        "user_time shortly after " + earlier + ", which " + reference + " has just told",
        one);
  }

  @Rule(
      id = "get_diagnostics/iso_datetime",
      level = SHOULD,
      needs = "any",
      quote = Quotes.ISO,
      source = "contract, Dates and times")
  void getDiagnosticsWritesIsoDatesWhenAsked(Run run) {
    iso(run, "get_diagnostics");
  }

  @Rule(
      id = "get_fuel/iso_datetime",
      level = SHOULD,
      needs = "any",
      quote = Quotes.ISO,
      source = "contract, Dates and times")
  void getFuelWritesIsoDatesWhenAsked(Run run) {
    iso(run, "get_fuel");
  }

  @Rule(
      id = "get_inputs/iso_datetime",
      level = SHOULD,
      needs = "any",
      quote = Quotes.ISO,
      source = "contract, Dates and times")
  void getInputsWritesIsoDatesWhenAsked(Run run) {
    iso(run, "get_inputs");
  }

  @Rule(
      id = "batch_get_inputs/iso_datetime",
      level = SHOULD,
      needs = "any",
      quote = Quotes.ISO,
      source = "contract, Dates and times")
  void batchGetInputsWritesIsoDatesWhenAsked(Run run) {
    iso(run, "batch_get_inputs");
  }

  @Rule(
      id = "get_readings/iso_datetime",
      level = SHOULD,
      needs = "any",
      quote = Quotes.ISO,
      source = "contract, Dates and times")
  void getReadingsWritesIsoDatesWhenAsked(Run run) {
    iso(run, "get_readings");
  }

  @Rule(
      id = "get_state/iso_datetime",
      level = SHOULD,
      needs = "any",
      quote = Quotes.ISO,
      source = "contract, Dates and times")
  void getStateWritesIsoDatesWhenAsked(Run run) {
    iso(run, "get_state");
  }

  @Rule(
      id = "get_states/iso_datetime",
      level = SHOULD,
      needs = "any",
      quote = Quotes.ISO,
      source = "contract, Dates and times")
  void getStatesWritesIsoDatesWhenAsked(Run run) {
    iso(run, "get_states");
  }

  @Rule(
      id = "get_last_gps_point/iso_datetime",
      level = SHOULD,
      needs = "any",
      quote = Quotes.ISO,
      source = "contract, Dates and times")
  void getLastGpsPointWritesIsoDatesWhenAsked(Run run) {
    int id = located(run);
    Answer answer = run.call("get_last_gps_point", id).with("iso_datetime", true).send();
    answer.ok("/value/get_time");
    Dates.areIso(answer, answer.json());
    Answer header = run.call("get_last_gps_point", id).header(ISO_HEADER, "true").send();
    header.ok("/value/get_time");
    Dates.areIso(header, header.json());
    OffsetDateTime told = Dates.isIso(answer, answer.json().at("/value/get_time"));
    Answer plain = run.ask("get_last_gps_point", id);
    LocalDateTime here = Dates.isPlain(plain, plain.ok("/value/get_time"));
    answer.expect(
        !told.toLocalDateTime().isBefore(here.minus(NEAR))
            && !told.toLocalDateTime().isAfter(here.plus(NEAR)),
        "the same local time as without iso_datetime, about " + here,
        told);
    Answer state = run.call("get_state", id).with("iso_datetime", true).send();
    if (!state.json().at("/state/gps/gsm_lbs").asBoolean()) {
      OffsetDateTime updated = Dates.isIso(state, state.ok("/state/gps/updated"));
      answer.expect(
          Duration.between(told, updated).abs().compareTo(NEAR) < 0,
          "the instant that get_state tells, about " + updated,
          told);
    }
  }

  private static void iso(Run run, String action) {
    int id = run.tracker(Role.ANY);
    Answer plain = run.call(action).with(Requests.reading(action, id)).send();
    LocalDateTime here = Dates.isPlain(plain, plain.ok("/user_time"));
    Answer iso =
        run.call(action).with(Requests.reading(action, id)).with("iso_datetime", true).send();
    iso.ok();
    Dates.areIso(iso, iso.json());
    OffsetDateTime told = Dates.isIso(iso, iso.ok("/user_time"));
    LocalDateTime same = told.toLocalDateTime();
    iso.expect(
        !same.isBefore(here.minus(Dates.SKEW)) && same.isBefore(here.plus(NEAR)),
        "the same local time as without iso_datetime, about " + here,
        same);
    Answer header =
        run.call(action).with(Requests.reading(action, id)).header(ISO_HEADER, "true").send();
    header.ok();
    Dates.areIso(header, header.json());
    String reference = action.equals("get_states") ? "get_inputs" : "get_states";
    Answer other =
        run.call(reference).with(Requests.reading(reference, id)).with("iso_datetime", true).send();
    ZoneOffset offset = Dates.isIso(other, other.ok("/user_time")).getOffset();
    iso.expect(
        told.getOffset().equals(offset),
        "the offset that " + reference + " tells: " + offset,
        told);
  }

  // --- sensors ------------------------------------------------------------------------------

  @Rule(
      id = "get_diagnostics/sensors",
      needs = "can_obd",
      quote = "Gets last CAN and OBD sensors and states values received from the device.",
      source = "tracker#get_diagnostics")
  void getDiagnosticsHasTheCanAndObdSensors(Run run) {
    Answer answer = run.ask("get_diagnostics", run.tracker(Role.CAN_OBD));
    answer.expect(!answer.ok("/inputs").isEmpty(), "at least one sensor", "none");
    for (JsonNode input : answer.json().get("inputs")) {
      answer.expect(
          input.path("name").asText().matches("(raw_)?(can|obd)_.*"),
          "names of CAN and OBD sensors only",
          input.path("name"));
    }
  }

  @Rule(
      id = "get_fuel/sensors",
      needs = "fuel",
      quote = "inputs - array of last readings of fuel-related sensors.",
      source = "tracker#get_fuel, Response")
  void getFuelHasTheFuelSensors(Run run) {
    for (int id : run.trackers(Role.FUEL)) {
      Answer answer = run.ask("get_fuel", id);
      answer.expect(!answer.ok("/inputs").isEmpty(), "at least one sensor", "none");
      for (JsonNode input : answer.json().get("inputs")) {
        answer.expect(
            fuel(input),
            "fuel-related sensors only",
            input.path("name") + " of type " + input.path("type"));
        answer.expect(
            input.path("value").asDouble() >= -1, "no negative level", input.path("value"));
      }
    }
  }

  @Rule(
      id = "get_readings/sensors",
      needs = "readings",
      quote =
          "Gets last sensor values for sensors that are: metering, not can- or obd-based, not"
              + " \"fuel\" sensors.",
      source = "tracker#get_readings")
  void getReadingsHasTheOtherSensors(Run run) {
    for (int id : run.trackers(Role.READINGS)) {
      Answer answer = run.ask("get_readings", id);
      answer.expect(!answer.ok("/inputs").isEmpty(), "at least one sensor", "none");
      for (JsonNode input : answer.json().get("inputs")) {
        String name = input.path("name").asText();
        answer.expect(
            !name.startsWith("can_") && !name.startsWith("obd_"),
            "no CAN or OBD sensors",
            input.path("name"));
        answer.expect(
            !input.path("type").asText().equals("fuel"), "no fuel sensors", input.path("name"));
      }
    }
  }

  private static boolean fuel(JsonNode input) {
    String name = input.path("name").asText();
    return input.path("type").asText().contains("fuel")
        || input.path("type").asText().contains("consumption")
        || name.contains("fuel")
        || name.contains("consumption")
        || name.startsWith("lls_level")
        || name.startsWith("rs232_");
  }

  @Rule(
      id = "get_diagnostics/units",
      level = SHOULD,
      needs = "any",
      quote = "converted_value - float. Can be null if there is no need in conversion.",
      source = "tracker#get_diagnostics, Response")
  void getDiagnosticsConvertsUnitAndValueTogether(Run run) {
    units(run, "get_diagnostics");
  }

  @Rule(
      id = "get_fuel/units",
      level = SHOULD,
      needs = "any",
      quote = "converted_value - float. Can be null if there is no need in conversion.",
      source = "tracker#get_diagnostics, Response")
  void getFuelConvertsUnitAndValueTogether(Run run) {
    units(run, "get_fuel");
  }

  @Rule(
      id = "get_readings/units",
      level = SHOULD,
      needs = "any",
      quote = "converted_value - float. Can be null if there is no need in conversion.",
      source = "tracker#get_readings, Response")
  void getReadingsConvertsUnitAndValueTogether(Run run) {
    units(run, "get_readings");
  }

  private static void units(Run run, String action) {
    for (int id : Requests.sample(run)) {
      Answer answer = run.ask(action, id);
      for (JsonNode input : answer.ok("/inputs")) {
        boolean unit = input.hasNonNull("converted_units_type");
        boolean value = input.hasNonNull("converted_value");
        answer.expect(
            unit == value,
            "converted_units_type and converted_value both null or both given",
            input);
      }
    }
  }

  // --- get_inputs ---------------------------------------------------------------------------

  @Rule(
      id = "get_inputs/ignition-once",
      needs = "any",
      quote = "ignition - Car's ignition. There can be only one sensor of this type.",
      source = "tracker, Tracker input types")
  void getInputsHasAtMostOneIgnition(Run run) {
    for (int id : Requests.sample(run)) {
      Answer answer = run.ask("get_inputs", id);
      int count = 0;
      for (JsonNode state : answer.ok("/states")) {
        count += state.path("type").asText().equals("ignition") ? 1 : 0;
      }
      answer.expect(count <= 1, "at most one ignition", count);
    }
  }

  @Rule(
      id = "get_inputs/states-agree",
      level = SHOULD,
      needs = "inputs",
      quote = "input_number - int. Number of the associated discrete input.",
      source = "tracker#get_inputs, Response")
  void getInputsStatesAgreeWithTheInputs(Run run) {
    for (int id : run.trackers(Role.INPUTS)) {
      Answer answer = run.ask("get_inputs", id);
      // Only the first is sure to have states: others may have been given another device since.
      answer.expect(
          !answer.ok("/states").isEmpty() || id != run.tracker(Role.INPUTS),
          "at least one state",
          "none");
      for (JsonNode state : answer.json().get("states")) {
        int number = state.path("input_number").asInt();
        JsonNode input = answer.json().path("inputs").path(number - 1);
        answer.expect(
            input.isBoolean(), "an input with number " + number, answer.json().get("inputs"));
        answer.expect(
            input.asBoolean() == state.path("status").asBoolean(),
            "status of " + state.path("name") + " as input " + number + " says: " + input,
            state.path("status"));
      }
    }
  }

  // --- batch_get_inputs ---------------------------------------------------------------------

  @Rule(
      id = "batch_get_inputs/217",
      needs = "any",
      quote =
          "217 - List contains nonexistent entities - if one of trackers either does not exist or"
              + " is blocked.",
      source = "tracker#batch_get_inputs, Errors")
  void batchGetInputsRefusesAnUnknownTracker(Run run) {
    Batches.refusesUnknown(run, "batch_get_inputs");
  }

  @Rule(
      id = "batch_get_inputs/217-blocked",
      needs = {"any", "blocked"},
      quote =
          "217 - List contains nonexistent entities - if one of trackers either does not exist or"
              + " is blocked.",
      source = "tracker#batch_get_inputs, Errors")
  void batchGetInputsRefusesABlockedTracker(Run run) {
    Batches.refusesBlocked(run, "batch_get_inputs");
  }

  @Rule(
      id = "batch_get_inputs/corrupted",
      level = SHOULD,
      needs = "corrupted",
      quote = Quotes.CORRUPTED,
      source = "tracker#corrupt")
  void batchGetInputsRefusesACorruptedTracker(Run run) {
    Batches.refusesCorrupted(run, "batch_get_inputs");
  }

  @Rule(
      id = "batch_get_inputs/221",
      quote = "221 - Device limit exceeded - if too many IDs were passed in trackers parameter.",
      source = "tracker#batch_get_inputs, Errors")
  void batchGetInputsRefusesTooManyTrackers(Run run) {
    Batches.refusesTooMany(run, "batch_get_inputs");
  }

  @Rule(
      id = "batch_get_inputs/by-id",
      needs = "any",
      quote = "data - object. Input info mapped to tracker ids.",
      source = "tracker#batch_get_inputs, Response")
  void batchGetInputsHasExactlyTheTrackersAskedFor(Run run) {
    Batches.exactly(run, "batch_get_inputs", "data");
  }

  @Rule(
      id = "batch_get_inputs/all",
      level = SHOULD,
      needs = {"any", "small-fleet"},
      quote = "Omitted means all trackers of the caller that are not blocked.",
      source = "contract, batch_get_inputs")
  void batchGetInputsHasAllTrackersWhenNoneIsNamed(Run run) {
    Batches.all(run, "batch_get_inputs", "data");
  }

  @Rule(
      id = "batch_get_inputs/repeated",
      level = SHOULD,
      needs = "any",
      quote = Quotes.REPEATED,
      source = "contract, batch_get_inputs")
  void batchGetInputsAnswersARepeatedTrackerOnce(Run run) {
    Batches.repeated(run, "batch_get_inputs", "data");
  }

  @Rule(
      id = "batch_get_inputs/agrees",
      needs = "any",
      quote =
          "Gets current state of trackers' digital inputs and \"semantic\" inputs bound to them",
      source = "tracker#batch_get_inputs")
  void batchGetInputsTellsWhatGetInputsTells(Run run) {
    List<Integer> ids = Requests.sample(run);
    Map<Integer, Answer> before = each(run, "get_inputs", ids);
    Answer batch = run.call("batch_get_inputs").with("trackers", ids).send();
    for (int id : ids) {
      JsonNode info = batch.ok("/data/" + id);
      Answer after = run.ask("get_inputs", id);
      for (String field : List.of("inputs", "states", "update_time")) {
        String difference =
            Likeness.between(
                before.get(id).ok().path(field), info.path(field), after.ok().path(field));
        batch.expect(
            difference.isEmpty(),
            "of tracker " + id + " what get_inputs tells",
            field + difference);
      }
    }
  }

  // --- get_last_gps_point -------------------------------------------------------------------

  @Rule(
      id = "get_last_gps_point/none",
      level = SHOULD,
      needs = "never_connected",
      quote = "A tracker without any GPS point: value is null, not omitted.",
      source = "contract, decision D-091")
  void getLastGpsPointIsNullWhereThereIsNone(Run run) {
    Answer answer = run.ask("get_last_gps_point", run.tracker(Role.NEVER_CONNECTED));
    JsonNode value = answer.ok().path("value");
    answer.expect(
        value.isNull() || value.isMissingNode(), "null, as the device has never connected", value);
  }

  @Rule(
      id = "get_last_gps_point/where",
      needs = "parked",
      quote = "Gets last point of the tracker located by GPS.",
      source = "tracker#get_last_gps_point")
  void getLastGpsPointIsWhereTheStateIs(Run run) {
    int id = run.tracker(Role.PARKED);
    Answer state = run.ask("get_state", id);
    JsonNode location = state.ok("/state/gps/location");
    Answer point = run.ask("get_last_gps_point", id);
    double metres =
        metres(location, point.ok("/value/lat").asDouble(), point.ok("/value/lng").asDouble());
    point.expect(
        !state.json().at("/state/gps/gsm_lbs").asBoolean()
            || !point.ok("/value/get_time").equals(state.json().at("/state/gps/updated")),
        "no point of the instant that the state was located by GSM",
        point.json().at("/value/get_time"));
    point.expect(
        metres < 250,
        "the point of a parked tracker within 250 m of its state's " + location,
        Math.round(metres) + " m away");
  }

  @Rule(
      id = "get_last_gps_point/moving",
      needs = "moving",
      quote = "lat - float. Latitude. lng - float. Longitude. speed - int. Speed in km/h.",
      source = "tracker#get_last_gps_point, Response")
  void getLastGpsPointOfAMovingTrackerIsNearItsState(Run run) {
    int id = run.tracker(Role.MOVING);
    Answer state = run.ask("get_state", id);
    JsonNode location = state.ok("/state/gps/location");
    Answer point = run.ask("get_last_gps_point", id);
    double metres =
        metres(location, point.ok("/value/lat").asDouble(), point.ok("/value/lng").asDouble());
    point.expect(
        metres < 30_000,
        "the point of a moving tracker near its state's " + location,
        Math.round(metres) + " m away");
    Answer after = run.ask("get_state", id);
    int heading = point.ok("/value/heading").asInt();
    LocalDateTime time = Dates.isPlain(point, point.ok("/value/get_time"));
    LocalDateTime updated = Dates.isPlain(state, state.ok("/state/gps/updated"));
    point.expect(
        time.isAfter(updated.minus(NEAR)) && time.isBefore(updated.plus(NEAR)),
        "get_time near gps.updated " + updated + " of the state",
        time);
    boolean same =
        state.ok("/state/gps/updated").equals(after.ok("/state/gps/updated"))
            && state.json().at("/state/gps/updated").equals(point.json().at("/value/get_time"));
    point.expect(
        !same || heading == state.json().at("/state/gps/heading").asInt(),
        "the heading that the state of the same second has",
        heading);
    point.expect(
        !same || point.ok("/value/speed").equals(state.json().at("/state/gps/speed")),
        "the speed that the state of the same second has: " + state.json().at("/state/gps/speed"),
        point.json().at("/value/speed"));
    point.expect(
        !same || metres < 50, "the place that the state of the same second has", metres + " m off");
  }

  @Rule(
      id = "get_last_gps_point/located_by_gsm",
      level = SHOULD,
      needs = "located_by_gsm",
      quote = "Points located by GSM LBS are excluded from consideration.",
      source = "tracker#get_last_gps_point")
  void getLastGpsPointLeavesOutPointsLocatedByGsm(Run run) {
    int id = run.tracker(Role.LOCATED_BY_GSM);
    Answer point = run.ask("get_last_gps_point", id);
    JsonNode value = point.ok().path("value");
    point.expect(!value.path("gsm_lbs").asBoolean(), "no point located by GSM", value);
    Answer state = run.ask("get_state", id);
    if (value.isObject()) {
      LocalDateTime time = Dates.isPlain(point, value.path("get_time"));
      LocalDateTime updated = Dates.isPlain(state, state.ok("/state/gps/updated"));
      double metres =
          metres(
              state.ok("/state/gps/location"),
              value.path("lat").asDouble(),
              value.path("lng").asDouble());
      point.expect(
          time.isBefore(updated) || metres > 1,
          "an earlier point than the one located by GSM at " + updated,
          "the same point");
    }
  }

  private static double metres(JsonNode location, double lat, double lng) {
    double north = (location.path("lat").asDouble() - lat) * METRES_PER_DEGREE;
    double east =
        (location.path("lng").asDouble() - lng) * METRES_PER_DEGREE * Math.cos(Math.toRadians(lat));
    return Math.hypot(north, east);
  }

  private static int located(Run run) {
    for (int id : Requests.sample(run)) {
      if (run.ask("get_last_gps_point", id).json().path("value").isObject()) {
        return id;
      }
    }
    throw new Skip("any", "needs a tracker that was located by GPS");
  }

  // --- get_state ----------------------------------------------------------------------------

  @Rule(
      id = "get_state/source_id",
      needs = "any",
      quote = "source_id - int. Tracker data source ID (from \"sources\" table).",
      source = "tracker#get_state, Response")
  void getStateIsAboutTheSourceOfTheTracker(Run run) {
    for (int id : Requests.sample(run)) {
      JsonNode tracker = run.fleet().get(id);
      if (tracker == null) {
        continue;
      }
      Answer answer = run.ask("get_state", id);
      answer.expect(
          answer.ok("/state/source_id").asInt() == tracker.at("/source/id").asInt(),
          "source_id " + tracker.at("/source/id") + " as in the list",
          answer.json().at("/state/source_id"));
    }
  }

  @Rule(
      id = "get_state/moving",
      needs = "moving",
      quote =
          "movement_status - enum. Movement status, possible values: \"moving\", \"stopped\","
              + " \"parked\".",
      source = "tracker#get_state, Response")
  void getStateOfAMovingTrackerIsMoving(Run run) {
    int id = run.tracker(Role.MOVING);
    Answer answer = run.ask("get_state", id);
    JsonNode state = answer.ok("/state");
    answer.expect(
        state.path("movement_status").asText().equals("moving"),
        "movement_status moving",
        state.path("movement_status"));
    answer.expect(
        state.path("connection_status").asText().equals("active"),
        "connection_status active",
        state.path("connection_status"));
    answer.expect(state.at("/gps/speed").asInt() > 0, "a speed above 0", state.at("/gps/speed"));
    answer.expect(
        !state.has("ignition") || state.get("ignition").asBoolean(),
        "the ignition on while moving",
        state.path("ignition"));
    answer.expect(
        state.hasNonNull("last_update") && state.at("/gps").hasNonNull("updated"),
        "last_update and gps.updated of a connected tracker",
        state.path("last_update") + " and " + state.at("/gps/updated"));
  }

  @Rule(
      id = "get_state/parked",
      needs = "parked",
      quote =
          "movement_status - enum. Movement status, possible values: \"moving\", \"stopped\","
              + " \"parked\".",
      source = "tracker#get_state, Response")
  void getStateOfAParkedTrackerIsParked(Run run) {
    int id = run.tracker(Role.PARKED);
    Answer answer = run.ask("get_state", id);
    JsonNode state = answer.ok("/state");
    answer.expect(
        state.path("movement_status").asText().equals("parked"),
        "movement_status parked",
        state.path("movement_status"));
    answer.expect(
        state.at("/gps/speed").asInt() <= 5, "no speed to speak of", state.at("/gps/speed"));
    Answer later = run.ask("get_state", id);
    later.expect(
        metres(
                state.at("/gps/location"),
                later.ok("/state/gps/location/lat").asDouble(),
                later.ok("/state/gps/location/lng").asDouble())
            < 250,
        "the place where it is parked",
        later.json().at("/state/gps/location"));
  }

  @Rule(
      id = "get_state/offline",
      needs = "offline",
      quote =
          "connection_status - enum. Device connection status, possible values: \"signal_lost\","
              + " \"just_registered\", \"just_replaced\", \"offline\", \"idle\", \"active\".",
      source = "tracker#get_state, Response")
  void getStateOfAnOfflineTrackerIsOffline(Run run) {
    Answer answer = run.ask("get_state", run.tracker(Role.OFFLINE));
    String status = answer.ok("/state/connection_status").asText();
    answer.expect(
        status.equals("offline") || status.equals("signal_lost"),
        "connection_status offline or signal_lost",
        status);
  }

  @Rule(
      id = "get_state/just_registered",
      needs = "never_connected",
      quote = "connection_status: \"just_registered\"",
      source = "tracker#get_state, Response")
  void getStateOfATrackerThatNeverConnectedIsJustRegistered(Run run) {
    Answer answer = run.ask("get_state", run.tracker(Role.NEVER_CONNECTED));
    String status = answer.ok("/state/connection_status").asText();
    answer.expect(status.equals("just_registered"), "connection_status just_registered", status);
    answer.expect(
        !answer.json().path("state").hasNonNull("last_update"),
        "last_update null or omitted: there are no updates",
        answer.json().at("/state/last_update"));
  }

  @Rule(
      id = "get_state/just_replaced",
      needs = "just_replaced",
      quote = "connection_status: \"just_replaced\"",
      source = "tracker#get_state, Response")
  void getStateOfAReplacedTrackerIsJustReplaced(Run run) {
    Answer answer = run.ask("get_state", run.tracker(Role.JUST_REPLACED));
    String status = answer.ok("/state/connection_status").asText();
    answer.expect(status.equals("just_replaced"), "connection_status just_replaced", status);
  }

  @Rule(
      id = "get_state/no_gsm",
      level = SHOULD,
      needs = "no_gsm",
      quote = "gsm - object. Can be null if device does not support transmission of gsm info.",
      source = "tracker#get_state, Response")
  void getStateOfADeviceWithoutGsmHasNoGsm(Run run) {
    Answer answer = run.ask("get_state", run.tracker(Role.NO_GSM));
    JsonNode gsm = answer.ok("/state").path("gsm");
    answer.expect(
        !gsm.isObject() || !gsm.hasNonNull("network_name"), "gsm null or without network", gsm);
  }

  @Rule(
      id = "get_state/agrees",
      needs = "any",
      quote = "States of all digital inputs: [true, true, false] means input 1 is on, …",
      source = "tracker#get_state, Response")
  void getStateTellsWhatGetInputsTells(Run run) {
    for (int id : Requests.sample(run)) {
      Answer before = run.ask("get_inputs", id);
      Answer state = run.ask("get_state", id);
      Answer after = run.ask("get_inputs", id);
      JsonNode inputs = state.ok("/state/inputs");
      state.expect(
          inputs.equals(before.ok("/inputs")) || inputs.equals(after.ok("/inputs")),
          "the inputs that get_inputs has: " + before.json().get("inputs"),
          inputs);
    }
  }

  // --- get_states ---------------------------------------------------------------------------

  @Rule(
      id = "get_states/201",
      needs = "corrupted",
      quote = "201 – Not found in the database (if tracker corrupted and allow_not_exist = false).",
      source = "tracker#get_states, Errors")
  void getStatesRefusesACorruptedTracker(Run run) {
    int id = run.tracker(Role.CORRUPTED);
    states(run, List.of(id)).refusedWith(400, 201);
  }

  @Rule(
      id = "get_states/boolean-text",
      level = SHOULD,
      needs = "blocked",
      quote = "Numbers and booleans may come as text (\"999119\").",
      source = "contract, Requests")
  void getStatesTellsTheTextsTrueAndFalseApart(Run run) {
    int blocked = run.tracker(Role.BLOCKED);
    for (Call.Form form : Call.Form.values()) {
      Call no = run.call("get_states").with("trackers", List.of(blocked)).in(form);
      no.with("list_blocked", "false").send().refusedWith(403, 208);
      Call yes = run.call("get_states").with("trackers", List.of(blocked)).in(form);
      yes.with("list_blocked", "true").send().ok("/blocked");
    }
  }

  @Rule(
      id = "get_states/208",
      needs = "blocked",
      quote =
          "208 – Device blocked (if list_blocked = false and tracker exists but was blocked due to"
              + " tariff restrictions or some other reason).",
      source = "tracker#get_states, Errors")
  void getStatesRefusesABlockedTracker(Run run) {
    int id = run.tracker(Role.BLOCKED);
    states(run, List.of(id)).refusedWith(403, 208);
    run.call("get_states")
        .with("trackers", List.of(id))
        .with("list_blocked", false)
        .with("allow_not_exist", true)
        .send()
        .refusedWith(403, 208);
  }

  @Rule(
      id = "get_states/217",
      quote =
          "217 – List contains nonexistent entities (if allow_not_exist = false and there are"
              + " nonexistent trackers belonging to an authorized user).",
      source = "tracker#get_states, Errors")
  void getStatesRefusesAnUnknownTracker(Run run) {
    int id = run.unknownTracker();
    states(run, List.of(id)).refusedWith(400, 217);
    run.call("get_states")
        .with("trackers", List.of(id))
        .with("list_blocked", true)
        .with("allow_not_exist", false)
        .send()
        .refusedWith(400, 217);
  }

  @Rule(
      id = "get_states/blocked",
      needs = {"any", "blocked"},
      quote =
          "list_blocked: If true call returns list of blocked tracker IDs instead of error 208.",
      source = "tracker#get_states, Parameters")
  void getStatesListsBlockedTrackers(Run run) {
    int free = run.tracker(Role.ANY);
    int blocked = run.tracker(Role.BLOCKED);
    Answer answer =
        run.call("get_states")
            .with("trackers", List.of(free, blocked))
            .with("list_blocked", true)
            .send();
    sorted(answer, Set.of(free), Set.of(blocked), null);
  }

  @Rule(
      id = "get_states/not_exist",
      needs = "any",
      quote =
          "allow_not_exist: If true call returns list of nonexistent tracker IDs instead of error"
              + " 217 or 201.",
      source = "tracker#get_states, Parameters")
  void getStatesListsUnknownTrackers(Run run) {
    int known = run.tracker(Role.ANY);
    int unknown = run.unknownTracker();
    Answer answer =
        run.call("get_states")
            .with("trackers", List.of(unknown, known))
            .with("allow_not_exist", true)
            .send();
    sorted(answer, Set.of(known), null, Set.of(unknown));
    Answer twice =
        run.call("get_states")
            .with("trackers", List.of(unknown, unknown))
            .with("allow_not_exist", true)
            .send();
    twice.expect(
        twice.ok("/not_exist").size() == 1, unknown + " once", twice.json().get("not_exist"));
  }

  @Rule(
      id = "get_states/not_exist-foreign",
      level = SHOULD,
      needs = {"any", "foreign"},
      quote = "nonexistent trackers belonging to an authorized user",
      source = "tracker#get_states, Errors; contract, get_states")
  void getStatesListsTrackersOfOthersAsUnknown(Run run) {
    int known = run.tracker(Role.ANY);
    int foreign = run.tracker(Role.FOREIGN);
    Answer answer =
        run.call("get_states")
            .with("trackers", List.of(foreign, known))
            .with("allow_not_exist", true)
            .with("list_blocked", true)
            .send();
    sorted(answer, Set.of(known), Set.of(), Set.of(foreign));
  }

  @Rule(
      id = "get_states/not_exist-hidden",
      level = SHOULD,
      needs = {"user:restricted", "restricted_groups"},
      quote = "Trackers that a sub-user may not see do not exist for it.",
      source = "contract, Rights")
  void getStatesListsHiddenTrackersAsUnknown(Run run) {
    run.hashOf("restricted");
    List<Integer> groups = run.needed("restricted_groups", run.profile().restrictedGroups());
    Set<Integer> hidden = new TreeSet<>();
    run.fleet()
        .forEach(
            (id, tracker) -> {
              if (!groups.contains(tracker.path("group_id").asInt()) && hidden.size() < 200) {
                hidden.add(id);
              }
            });
    if (hidden.isEmpty()) {
      throw new Skip("restricted_groups", "needs a tracker outside the restricted groups");
    }
    Answer answer =
        run.call("get_states")
            .with("trackers", hidden)
            .with("allow_not_exist", true)
            .with("list_blocked", true)
            .as("restricted")
            .send();
    sorted(answer, Set.of(), Set.of(), hidden);
    Answer all = run.call("get_states").as("restricted").send();
    all.ok("/states")
        .fieldNames()
        .forEachRemaining(
            id ->
                all.expect(
                    !hidden.contains(Answer.id(id).orElse(0)),
                    "no state of a tracker that the user may not see",
                    "the state of " + id));
  }

  @Rule(
      id = "get_states/not_exist-corrupted",
      needs = {"any", "corrupted"},
      quote =
          "allow_not_exist: If true call returns list of nonexistent tracker IDs instead of error"
              + " 217 or 201.",
      source = "tracker#get_states, Parameters")
  void getStatesListsCorruptedTrackers(Run run) {
    int known = run.tracker(Role.ANY);
    int corrupted = run.tracker(Role.CORRUPTED);
    Answer answer =
        run.call("get_states")
            .with("trackers", List.of(corrupted, known))
            .with("allow_not_exist", true)
            .send();
    sorted(answer, Set.of(known), null, Set.of(corrupted));
  }

  @Rule(
      id = "get_states/sorted",
      needs = {"any", "blocked"},
      quote =
          "states - A map containing state objects for requested trackers. blocked - Returned only"
              + " if list_blocked=true. not_exist - Returned only if allow_not_exist=true.",
      source = "tracker#get_states, Response")
  void getStatesSortsAllKindsAtOnce(Run run) {
    int known = run.tracker(Role.ANY);
    int blocked = run.tracker(Role.BLOCKED);
    int unknown = run.unknownTracker();
    Answer answer =
        run.call("get_states")
            .with("trackers", List.of(known, blocked, unknown))
            .with("allow_not_exist", true)
            .with("list_blocked", true)
            .send();
    sorted(answer, Set.of(known), Set.of(blocked), Set.of(unknown));
    Answer plain = states(run, List.of(known));
    sorted(plain, Set.of(known), null, null);
  }

  private static void sorted(
      Answer answer, Set<Integer> states, Set<Integer> blocked, Set<Integer> unknown) {
    answer.expect(
        Batches.keys(answer.ok("/states")).equals(new TreeSet<>(states)),
        "states of exactly " + states,
        Batches.keys(answer.json().get("states")));
    for (Map.Entry<String, Set<Integer>> list :
        Map.of(
                "blocked", blocked == null ? Set.<Integer>of() : blocked,
                "not_exist", unknown == null ? Set.<Integer>of() : unknown)
            .entrySet()) {
      boolean asked = list.getKey().equals("blocked") ? blocked != null : unknown != null;
      JsonNode found = answer.json().path(list.getKey());
      if (!asked) {
        answer.expect(
            found.isMissingNode() || found.isNull(),
            "no " + list.getKey() + ", which was not asked for",
            found);
      } else {
        Set<Integer> ids = new TreeSet<>();
        found.forEach(id -> ids.add(id.asInt()));
        answer.expect(
            found.isArray() && found.size() == ids.size() && ids.equals(list.getValue()),
            list.getKey() + " " + list.getValue(),
            found);
      }
    }
  }

  private static Answer states(Run run, List<Integer> ids) {
    return run.call("get_states").with("trackers", ids).send();
  }

  @Rule(
      id = "get_states/by-id",
      needs = "any",
      quote =
          "A map containing state objects for requested trackers, where the key is the tracker ID",
      source = "tracker#get_states, Response")
  void getStatesHasExactlyTheTrackersAskedFor(Run run) {
    Batches.exactly(run, "get_states", "states");
  }

  @Rule(
      id = "get_states/all",
      level = SHOULD,
      needs = {"any", "small-fleet"},
      quote = "Omitted means all trackers of the caller that are not blocked.",
      source = "contract, get_states")
  void getStatesHasAllTrackersWhenNoneIsNamed(Run run) {
    Batches.all(run, "get_states", "states");
  }

  @Rule(
      id = "get_states/empty-lists",
      level = SHOULD,
      needs = "any",
      quote = "Present, possibly empty, exactly when list_blocked (allow_not_exist) is true.",
      source = "contract, StatesResponse")
  void getStatesHasTheListsThatWereAskedForEvenWhenEmpty(Run run) {
    int id = run.tracker(Role.ANY);
    Answer answer =
        run.call("get_states")
            .with("trackers", List.of(id))
            .with("list_blocked", true)
            .with("allow_not_exist", true)
            .send();
    sorted(answer, Set.of(id), Set.of(), Set.of());
  }

  @Rule(
      id = "get_states/repeated",
      level = SHOULD,
      needs = "any",
      quote = Quotes.REPEATED,
      source = "contract, get_states")
  void getStatesAnswersARepeatedTrackerOnce(Run run) {
    Batches.repeated(run, "get_states", "states");
  }

  @Rule(
      id = "get_states/agrees",
      needs = "any",
      quote = "the value is the state (see state object description in tracker/get_state response)",
      source = "tracker#get_states, Response")
  void getStatesTellsWhatGetStateTells(Run run) {
    agree(
        run,
        List.of(
            "source_id",
            "inputs",
            "outputs",
            "gps",
            "connection_status",
            "movement_status",
            "last_update"));
  }

  /** Compares one answer about all with answers about each before and after it. */
  private static void agree(Run run, List<String> fields) {
    List<Integer> ids = Requests.sample(run);
    Map<Integer, Answer> before = each(run, "get_state", ids);
    Answer several = states(run, ids);
    for (int id : ids) {
      JsonNode one = several.ok("/states/" + id);
      Answer after = run.ask("get_state", id);
      JsonNode was = before.get(id).ok("/state");
      for (String field : fields) {
        String difference =
            field.isEmpty()
                ? Likeness.between(was, one, after.ok("/state"))
                : Likeness.between(
                    was.path(field), one.path(field), after.ok("/state").path(field));
        several.expect(
            difference.isEmpty(),
            "of tracker " + id + " the state that get_state tells",
            field + difference);
      }
    }
  }

  private static Map<Integer, Answer> each(Run run, String action, List<Integer> ids) {
    Map<Integer, Answer> answers = new LinkedHashMap<>();
    ids.forEach(id -> answers.put(id, run.ask(action, id)));
    return answers;
  }

  @Rule(
      id = "get_states/same-state",
      level = SHOULD,
      needs = "any",
      quote = "the value is the state (see state object description in tracker/get_state response)",
      source = "tracker#get_states, Response")
  void getStatesHasTheWholeStateOfGetState(Run run) {
    agree(run, List.of(""));
  }

  /** What the calls for several trackers have in common. */
  static final class Batches {
    private Batches() {}

    static void refusesUnknown(Run run, String action) {
      batch(run, action, List.of(run.tracker(Role.ANY), run.unknownTracker()))
          .refusedWith(400, 217);
      batch(run, action, List.of(run.unknownTracker())).refusedWith(400, 217);
    }

    static void refusesBlocked(Run run, String action) {
      batch(run, action, List.of(run.tracker(Role.ANY), run.tracker(Role.BLOCKED)))
          .refusedWith(400, 217);
    }

    static void refusesCorrupted(Run run, String action) {
      batch(run, action, List.of(run.tracker(Role.CORRUPTED))).refusedWith(400, 217);
    }

    static void refusesTooMany(Run run, String action) {
      Integer own = run.profile().limits().idsPerBatch();
      int most = own == null ? Contract.limit("ids-per-batch") : own;
      // The source tells no number; who knows none either asks for very many.
      int beyond = own == null ? 20 * most : most + 1;
      batch(run, action, IntStream.rangeClosed(1, beyond).boxed().toList()).refusedWith(403, 221);
      if (own == null) {
        return;
      }
      // One tracker again and again is as many ids.
      batch(run, action, Collections.nCopies(beyond, 1)).refusedWith(403, 221);
      Answer within = batch(run, action, IntStream.rangeClosed(1, most).boxed().toList());
      within.expect(
          within.code() != 221, "no refusal with 221 of " + most + " ids", within.summary());
    }

    static void exactly(Run run, String action, String field) {
      List<Integer> ids = Requests.sample(run);
      Answer answer = batch(run, action, ids);
      answer.expect(
          keys(answer.ok("/" + field)).equals(new TreeSet<>(ids)),
          "exactly the trackers " + new TreeSet<>(ids),
          keys(answer.json().get(field)));
      for (int id : List.of(ids.get(0), ids.get(ids.size() - 1))) {
        Answer one = batch(run, action, List.of(id));
        one.expect(
            keys(one.ok("/" + field)).equals(Set.of(id)),
            "exactly the tracker " + id,
            keys(one.json().get(field)));
      }
    }

    static void repeated(Run run, String action, String field) {
      int id = run.tracker(Role.ANY);
      Answer answer = batch(run, action, List.of(id, id));
      answer.expect(
          answer.ok("/" + field).size() == 1 && answer.json().get(field).has("" + id),
          "tracker " + id + " once",
          keys(answer.json().get(field)));
      Answer once = batch(run, action, List.of(id));
      String difference =
          Likeness.difference(once.ok("/" + field), answer.json().get(field), false);
      answer.expect(difference.isEmpty(), "what is answered when asked once", difference);
    }

    static void all(Run run, String action, String field) {
      Integer own = run.profile().limits().idsPerBatch();
      int most = own == null ? Contract.limit("ids-per-batch") : own;
      if (run.fleet().size() > most) {
        throw new Skip("small-fleet", "needs a fleet that fits into one batch of " + most);
      }
      Set<Integer> free = new TreeSet<>();
      Lists.now(run)
          .forEach(
              (id, tracker) -> {
                if (!tracker.at("/source/blocked").asBoolean()) {
                  free.add(id);
                }
              });
      Answer answer = run.call(action).send();
      answer.expect(
          keys(answer.ok("/" + field)).equals(free),
          "all trackers that are not blocked: " + free,
          keys(answer.json().get(field)));
      Answer none = batch(run, action, List.of());
      none.expect(none.ok("/" + field).isEmpty(), "nothing for an empty list", none.summary());
    }

    static Answer batch(Run run, String action, List<Integer> ids) {
      return run.call(action).with("trackers", ids).send();
    }

    static Set<Integer> keys(JsonNode map) {
      Set<Integer> keys = new TreeSet<>();
      map.fieldNames().forEachRemaining(key -> keys.add(Answer.id(key).orElse(-1)));
      return keys;
    }
  }
}
