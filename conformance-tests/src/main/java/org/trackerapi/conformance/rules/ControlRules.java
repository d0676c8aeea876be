package org.trackerapi.conformance.rules;

import static org.trackerapi.conformance.Level.SHOULD;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Call;
import org.trackerapi.conformance.Rule;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Skip;
import org.trackerapi.conformance.profile.Role;
import org.trackerapi.conformance.rules.TelemetryRules.Batches;

/** Rules about outputs, location requests and commands. */
public final class ControlRules {

  // --- get_outputs, batch_get_outputs -------------------------------------------------------

  @Rule(id = "get_outputs/201", quote = Quotes.NOT_FOUND, source = "tracker#get_outputs, Errors")
  void getOutputsRefusesAnUnknownTracker(Run run) {
    run.ask("get_outputs", run.unknownTracker()).refusedWith(400, 201);
  }

  @Rule(
      id = "get_outputs/208",
      needs = "blocked",
      quote = Quotes.BLOCKED,
      source = "tracker#get_outputs, Errors")
  void getOutputsRefusesABlockedTracker(Run run) {
    run.ask("get_outputs", run.tracker(Role.BLOCKED)).refusedWith(403, 208);
  }

  @Rule(
      id = "get_outputs/corrupted",
      level = SHOULD,
      needs = "corrupted",
      quote = Quotes.CORRUPTED,
      source = "tracker#corrupt")
  void getOutputsRefusesACorruptedTracker(Run run) {
    run.ask("get_outputs", run.tracker(Role.CORRUPTED)).refusedWith(400, 201);
  }

  @Rule(
      id = "get_outputs/numbers",
      needs = "outputs",
      quote = "number - int. Output number. title - string. User-defined output name.",
      source = "tracker, Tracker output info")
  void getOutputsNumbersEachOutputOnce(Run run) {
    for (int id : run.trackers(Role.OUTPUTS)) {
      Answer answer = run.ask("get_outputs", id);
      JsonNode result = answer.ok("/result");
      Map<Integer, String> titles = titles(result);
      answer.expect(!titles.isEmpty(), "at least one output", result);
      answer.expect(titles.size() == result.size(), "each number once", result);
    }
  }

  @Rule(
      id = "batch_get_outputs/217",
      needs = "any",
      quote =
          "217 - List contains nonexistent entities - if one of trackers either does not exist or"
              + " is blocked.",
      source = "tracker#batch_get_outputs, Errors")
  void batchGetOutputsRefusesAnUnknownTracker(Run run) {
    Batches.refusesUnknown(run, "batch_get_outputs");
  }

  @Rule(
      id = "batch_get_outputs/217-blocked",
      needs = {"any", "blocked"},
      quote =
          "217 - List contains nonexistent entities - if one of trackers either does not exist or"
              + " is blocked.",
      source = "tracker#batch_get_outputs, Errors")
  void batchGetOutputsRefusesABlockedTracker(Run run) {
    Batches.refusesBlocked(run, "batch_get_outputs");
  }

  @Rule(
      id = "batch_get_outputs/corrupted",
      level = SHOULD,
      needs = "corrupted",
      quote = Quotes.CORRUPTED,
      source = "tracker#corrupt")
  void batchGetOutputsRefusesACorruptedTracker(Run run) {
    Batches.refusesCorrupted(run, "batch_get_outputs");
  }

  @Rule(
      id = "batch_get_outputs/221",
      quote = "221 - Device limit exceeded - if too many IDs were passed in trackers parameter.",
      source = "tracker#batch_get_outputs, Errors")
  void batchGetOutputsRefusesTooManyTrackers(Run run) {
    Batches.refusesTooMany(run, "batch_get_outputs");
  }

  @Rule(
      id = "batch_get_outputs/by-id",
      needs = "any",
      quote = "result - object. Array of output info objects mapped to tracker ids.",
      source = "tracker#batch_get_outputs, Response")
  void batchGetOutputsHasExactlyTheTrackersAskedFor(Run run) {
    Batches.exactly(run, "batch_get_outputs", "result");
  }

  @Rule(
      id = "batch_get_outputs/all",
      level = SHOULD,
      needs = {"any", "small-fleet"},
      quote = "Omitted means all trackers of the caller that are not blocked.",
      source = "contract, batch_get_outputs")
  void batchGetOutputsHasAllTrackersWhenNoneIsNamed(Run run) {
    Batches.all(run, "batch_get_outputs", "result");
  }

  @Rule(
      id = "batch_get_outputs/repeated",
      level = SHOULD,
      needs = "any",
      quote = Quotes.REPEATED,
      source = "contract, batch_get_outputs")
  void batchGetOutputsAnswersARepeatedTrackerOnce(Run run) {
    Batches.repeated(run, "batch_get_outputs", "result");
  }

  @Rule(
      id = "batch_get_outputs/agrees",
      needs = "any",
      quote = "Gets trackers' outputs info",
      source = "tracker#batch_get_outputs")
  void batchGetOutputsTellsWhatGetOutputsTells(Run run) {
    List<Integer> ids = Requests.sample(run);
    Answer batch = run.call("batch_get_outputs").with("trackers", ids).send();
    for (int id : ids) {
      Answer single = run.ask("get_outputs", id);
      Map<Integer, String> expected = titles(batch.ok("/result/" + id));
      Map<Integer, String> found = titles(single.ok("/result"));
      single.expect(
          found.equals(expected), "the outputs that batch_get_outputs has: " + expected, found);
    }
  }

  private static Map<Integer, String> titles(JsonNode outputs) {
    Map<Integer, String> titles = new TreeMap<>();
    outputs.forEach(o -> titles.put(o.path("number").asInt(), o.path("title").asText()));
    return titles;
  }

  // --- output/update ------------------------------------------------------------------------

  @Rule(
      id = "output/update/13",
      level = SHOULD,
      needs = "user:viewer",
      quote = "x-required-rights: tracker_update",
      source = "contract, output/update")
  void outputUpdateRefusesAUserWithoutTheRight(Run run) {
    SettingsRules.refusesViewer(run, "output/update");
  }

  @Rule(
      id = "output/update/right",
      level = SHOULD,
      needs = "user:without_tracker_update",
      quote = "x-required-rights: tracker_update",
      source = "contract, output/update")
  void outputUpdateNeedsTheRightTrackerUpdate(Run run) {
    Rights.needs(run, "output/update", "tracker_update");
  }

  @Rule(
      id = "output/update/201",
      quote = Quotes.NOT_FOUND,
      source = "tracker#output_update, Errors")
  void outputUpdateRefusesAnUnknownTracker(Run run) {
    run.call("output/update")
        .with(Requests.harmless(run, "output/update"))
        .send()
        .refusedWith(400, 201);
  }

  @Rule(
      id = "output/update/208",
      needs = {"writes", "blocked"},
      writes = true,
      quote = Quotes.BLOCKED,
      source = "tracker#output_update, Errors")
  void outputUpdateRefusesABlockedTracker(Run run) {
    rename(run, run.offered(Role.BLOCKED), 1, "x").refusedWith(403, 208);
  }

  @Rule(
      id = "output/update/renames",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "Updates tracker's outputs info",
      source = "tracker#output_update")
  void outputUpdateIsVisibleAndChangesNothingElse(Run run) {
    int id = run.fresh();
    int other = run.fresh();
    Answer start = run.ask("get_outputs", id);
    Map<Integer, String> before = titles(start.ok("/result"));
    if (before.isEmpty()) {
      throw new Skip("registration.device", "needs a device with outputs in registration.device");
    }
    final Map<Integer, String> others = titles(run.ask("get_outputs", other).ok("/result"));
    SettingsRules.tagged(run, id);
    final ObjectNode whole = Wholes.now(run, id);
    int number = new TreeMap<>(before).lastKey();
    String title = "Salida «ñ»  & <b> \\ \"x\" 'y' %41 日本 — of the crane, number " + number;
    rename(run, id, number, title).ok();
    before.put(number, title);
    Wholes.differOnlyIn(start, whole, Wholes.now(run, id), "/outputs");
    Answer after = run.ask("get_outputs", id);
    after.expect(
        titles(after.ok("/result")).equals(before),
        "the outputs " + before,
        titles(after.json().get("result")));
    Answer batch = run.call("batch_get_outputs").with("trackers", List.of(id, other)).send();
    batch.expect(
        titles(batch.ok("/result/" + id)).equals(before),
        "the outputs " + before + " in batch_get_outputs too",
        titles(batch.json().at("/result/" + id)));
    batch.expect(
        titles(batch.ok("/result/" + other)).equals(others),
        "the outputs " + others + " of the other tracker untouched",
        titles(batch.json().at("/result/" + other)));
  }

  @Rule(
      id = "output/update/renames-each",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "Updates tracker's outputs info",
      source = "tracker#output_update")
  void outputUpdateKeepsTheTitlesOfTheOthers(Run run) {
    int id = run.fresh();
    Map<Integer, String> wanted = new TreeMap<>();
    for (int number : titles(run.ask("get_outputs", id).ok("/result")).keySet()) {
      String title = "<b>A & B</b> \"x\" 'y' %41 " + number;
      rename(run, id, number, title).ok();
      wanted.put(number, title);
    }
    if (wanted.size() < 2) {
      throw new Skip("registration.device", "needs a device with two outputs");
    }
    Answer after = run.ask("get_outputs", id);
    after.expect(
        titles(after.ok("/result")).equals(wanted),
        "the outputs " + wanted,
        titles(after.json().get("result")));
  }

  @Rule(
      id = "output/update/switches-nothing",
      level = SHOULD,
      needs = {"writes", "outputs"},
      writes = true,
      quote = "Updates tracker's outputs info",
      source = "tracker#output_update; contract, output/update")
  void outputUpdateDoesNotSwitchOutputs(Run run) {
    for (int id : run.offers(Role.OUTPUTS)) {
      JsonNode before = run.ask("get_state", id).json().at("/state/outputs");
      Map<Integer, String> titles = titles(run.ask("get_outputs", id).ok("/result"));
      for (Map.Entry<Integer, String> output : titles.entrySet()) {
        if (!before.path(output.getKey() - 1).asBoolean()) {
          continue;
        }
        run.undo(
            () ->
                rename(run, id, output.getKey(), output.getValue()).isSuccess()
                    ? Optional.empty()
                    : Optional.of("tracker " + id + " has kept a title of the run"));
        Answer answer = rename(run, id, output.getKey(), "Renamed by the run");
        answer.ok();
        Answer state = run.ask("get_state", id);
        state.expect(
            state.ok("/state/outputs").equals(before),
            "the outputs as before: " + before,
            state.json().at("/state/outputs"));
        return;
      }
    }
    throw new Skip("outputs", "needs a tracker with an output that is on");
  }

  @Rule(
      id = "output/update/unknown-output",
      level = SHOULD,
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "tracker_output: Output info object containing number and title.",
      source = "tracker#output_update, Parameters")
  void outputUpdateRefusesAnOutputThatTheDeviceLacks(Run run) {
    int id = run.fresh();
    ObjectNode whole = Wholes.now(run, id);
    int beyond = whole.path("outputs").size() + 1;
    for (int number : List.of(beyond, 999)) {
      Answer answer = rename(run, id, number, "x").refusedWith(400, 7);
      Wholes.differOnlyIn(answer, whole, Wholes.now(run, id), "");
    }
  }

  private static Answer rename(Run run, int id, int number, String title) {
    ObjectNode output = Requests.JSON.createObjectNode().put("number", number).put("title", title);
    return run.call("output/update", id).with("tracker_output", output).send();
  }

  // --- location_request ---------------------------------------------------------------------

  @Rule(
      id = "location_request/201",
      quote = Quotes.NOT_FOUND,
      source = "tracker#location_request, Errors")
  void locationRequestRefusesAnUnknownTracker(Run run) {
    run.ask("location_request", run.unknownTracker()).refusedWith(400, 201);
  }

  @Rule(
      id = "location_request/208",
      needs = {"writes", "blocked"},
      writes = true,
      quote = Quotes.BLOCKED,
      source = "tracker#location_request, Errors")
  void locationRequestRefusesABlockedTracker(Run run) {
    run.ask("location_request", run.offered(Role.BLOCKED)).refusedWith(403, 208);
  }

  @Rule(
      id = "location_request/213",
      needs = {"writes", "offline"},
      writes = true,
      quote = "213 – Cannot perform action: the device is offline.",
      source = "tracker#location_request, Errors")
  void locationRequestRefusesAnOfflineDevice(Run run) {
    boolean asked = false;
    for (int id : run.offers(Role.OFFLINE)) {
      JsonNode model = run.model(id);
      if (model.path("has_gprs_location_request").asBoolean()) {
        located(run, id, "gprs").refusedWith(400, 213);
        asked = true;
      }
      if (model.path("has_gsm_lbs_location_request").asBoolean()) {
        located(run, id, "gsm").refusedWith(400, 213);
        asked = true;
      }
    }
    if (!asked) {
      throw new Skip("offline", "needs an offline tracker whose model can be located over GPRS");
    }
  }

  @Rule(
      id = "location_request/214",
      needs = {"writes", "no_gsm"},
      writes = true,
      quote = "214 – Requested operation or parameters are not supported by the device.",
      source = "tracker#location_request, Errors")
  void locationRequestRefusesAModelThatCannot(Run run) {
    int id = run.offered(Role.NO_GSM);
    JsonNode model = run.model(id);
    for (Map.Entry<String, String> way :
        Map.of(
                "sms", "has_location_request",
                "gprs", "has_gprs_location_request",
                "gsm", "has_gsm_lbs_location_request")
            .entrySet()) {
      if (!model.path(way.getValue()).asBoolean()) {
        located(run, id, way.getKey()).refusedWith(400, 214);
      }
    }
  }

  @Rule(
      id = "location_request/256",
      level = SHOULD,
      needs = {"writes", "fresh_location"},
      writes = true,
      quote = "256 – Location already actual.",
      source = "tracker#location_request, Errors")
  void locationRequestRefusesWhenTheLocationIsFresh(Run run) {
    int id = run.offered(Role.FRESH_LOCATION);
    located(run, id, "gprs").refusedWith(400, 256);
    if (run.model(id).path("has_location_request").asBoolean()) {
      located(run, id, "sms").refusedWith(400, 256);
    }
  }

  @Rule(
      id = "location_request/gprs",
      level = SHOULD,
      needs = {"writes", "stale_location"},
      writes = true,
      quote = "gprs – GNSS data via GPRS. Device must have online or GPS not updated status.",
      source = "tracker#location_request, Parameters")
  void locationRequestAsksAConnectedDeviceOverGprs(Run run) {
    located(run, run.offered(Role.STALE_LOCATION), "gprs").ok();
  }

  @Rule(
      id = "location_request/idle",
      level = SHOULD,
      needs = {"writes", "idle"},
      writes = true,
      quote = "gprs – GNSS data via GPRS. Device must have online or GPS not updated status.",
      source = "tracker#location_request, Parameters")
  void locationRequestAsksAnIdleDevice(Run run) {
    int id = run.offered(Role.IDLE);
    if (!run.model(id).path("has_gprs_location_request").asBoolean()) {
      throw new Skip("idle", "needs an idle tracker that can be asked over GPRS");
    }
    located(run, id, "gprs").ok();
  }

  @Rule(
      id = "location_request/214-way",
      level = SHOULD,
      needs = {"writes", "any"},
      writes = true,
      quote =
          "has_gprs_location_request - boolean. true if the tracker has an opportunity to request a"
              + " location with a command over a GPRS connection.",
      source = "tracker#list_models, Response; tracker#location_request, Errors")
  void locationRequestLooksAtTheWayThatIsAskedFor(Run run) {
    Map<String, String> ways =
        Map.of(
            "gprs", "has_gprs_location_request",
            "gsm", "has_gsm_lbs_location_request");
    boolean asked = false;
    for (int id : run.offers(Role.ANY)) {
      JsonNode model = run.model(id);
      for (Map.Entry<String, String> way : ways.entrySet()) {
        JsonNode able = model.path(way.getValue());
        if (able.isBoolean() && !able.asBoolean() && model.path("has_phone").asBoolean()) {
          located(run, id, way.getKey()).refusedWith(400, 214);
          asked = true;
        }
      }
    }
    if (!asked) {
      throw new Skip("any", "needs a tracker whose model lacks a way of being located");
    }
  }

  @Rule(
      id = "location_request/sms",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "type: Optional. Default type sms. sms – GNSS data via SMS.",
      source = "tracker#location_request, Parameters")
  void locationRequestAsksBySmsUnlessToldOtherwise(Run run) {
    int id = run.fresh();
    ObjectNode whole = Wholes.now(run, id);
    Answer answer = located(run, id, "sms");
    answer.ok();
    run.ask("location_request", id).ok();
    Wholes.differOnlyIn(answer, whole, Wholes.now(run, id), "");
    // Only the other two ways need a device that is connected.
    for (int offline : run.profile().trackers().getOrDefault(Role.OFFLINE.key(), List.of())) {
      if (run.profile().isWritable(offline)
          && run.model(offline).path("has_location_request").asBoolean()) {
        located(run, offline, "sms").ok();
      }
    }
  }

  private static Answer located(Run run, int id, String type) {
    return run.call("location_request", id).with("type", type).send();
  }

  // --- send_command -------------------------------------------------------------------------

  @Rule(
      id = "send_command/13",
      needs = "user:viewer",
      quote = "required sub-user rights: tracker_configure, tracker_set_output.",
      source = "tracker#send_command")
  void sendCommandRefusesAUserWithoutTheRights(Run run) {
    SettingsRules.refusesViewer(run, "send_command");
  }

  @Rule(
      id = "send_command/right-configure",
      needs = "user:without_tracker_configure",
      quote = "required sub-user rights: tracker_configure, tracker_set_output.",
      source = "tracker#send_command")
  void sendCommandNeedsTheRightTrackerConfigure(Run run) {
    Rights.needs(run, "send_command", "tracker_configure");
  }

  @Rule(
      id = "send_command/right-set-output",
      needs = "user:without_tracker_set_output",
      quote = "required sub-user rights: tracker_configure, tracker_set_output.",
      source = "tracker#send_command")
  void sendCommandNeedsTheRightTrackerSetOutput(Run run) {
    Rights.needs(run, "send_command", "tracker_set_output");
  }

  @Rule(
      id = "send_command/201",
      level = SHOULD,
      quote = Quotes.BELONGS,
      source = "tracker#send_command, Parameters")
  void sendCommandRefusesAnUnknownTracker(Run run) {
    run.call("send_command")
        .with(Requests.harmless(run, "send_command"))
        .send()
        .refusedWith(400, 201);
  }

  @Rule(
      id = "send_command/208",
      level = SHOULD,
      needs = {"writes", "blocked"},
      writes = true,
      quote = Quotes.BELONGS,
      source = "tracker#send_command, Parameters")
  void sendCommandRefusesABlockedTracker(Run run) {
    ObjectNode parameters = Requests.harmless(run, "send_command");
    parameters.put("tracker_id", run.offered(Role.BLOCKED));
    run.call("send_command").with(parameters).send().refusedWith(403, 208);
  }

  @Rule(
      id = "send_command/214",
      needs = {"writes", "registration.device"},
      writes = true,
      quote =
          "any other special control: set_special_settings_command (no electronic_lock_command)",
      source = "tracker#send_command")
  void sendCommandRefusesALockCommandForOtherDevices(Run run) {
    int id = run.fresh();
    ObjectNode parameters = Requests.JSON.createObjectNode().put("tracker_id", id);
    run.call("send_command").with(Requests.unseal(parameters)).send().refusedWith(400, 214);
    JsonNode tracker = Lists.tracker(run, id);
    String control =
        run.modelOf(tracker.at("/source/model").asText()).path("special_control").asText();
    if (control.equals("none")) {
      ObjectNode command = command("set_special_settings_command");
      command.putObject("special_settings").put("type", "electronic_lock_password");
      command(run, id, command).refusedWith(400, 214);
    }
  }

  @Rule(
      id = "send_command/lock",
      needs = {"writes", "registration.lock", "registration.device"},
      writes = true,
      quote =
          "electronic_lock_command: This command used to seal/unseal electronic lock. command_code"
              + " - Can be \"seal\" or \"unseal\".",
      source = "tracker#send_command, command types")
  void sendCommandSealsAndUnsealsALock(Run run) {
    int id = run.freshLock();
    ObjectNode whole = Wholes.now(run, id);
    for (String code : List.of("seal", "unseal")) {
      ObjectNode command = command("electronic_lock_command").put("command_code", code);
      Answer answer = command(run, id, command);
      answer.ok();
      for (JsonNode tracker : Answer.items(answer.json().path("list"))) {
        answer.expect(tracker.path("id").asInt() == id, "only tracker " + id + " in list", tracker);
        Lists.isAsRead(run, answer, tracker);
      }
    }
    ObjectNode command = command("electronic_lock_command").put("command_code", "unseal");
    command
        .putObject("special_settings")
        .put("type", "electronic_lock_password")
        .put("password", "345892")
        .put("remember_password", true);
    Answer last = command(run, id, command);
    last.ok();
    Wholes.differOnlyIn(last, whole, Wholes.now(run, id), "");
  }

  @Rule(
      id = "send_command/settings",
      needs = {"writes", "registration.lock", "registration.device"},
      writes = true,
      quote = "set_special_settings_command: jointech_lock_password, hhd_lock_password, …",
      source = "tracker#send_command, command types")
  void sendCommandSetsSpecialSettings(Run run) {
    int id = run.freshLock();
    String control =
        run.modelOf(run.profile().registration().lock().path("model").asText())
            .path("special_control")
            .asText("electronic_lock_password");
    ObjectNode command = command("set_special_settings_command");
    command
        .putObject("special_settings")
        .put("type", control)
        .put("password", control.startsWith("hhd") ? "12345678" : "345892")
        .put("remember_password", false);
    command(run, id, command).ok();
    // Null stands for the password that the platform remembers.
    ((ObjectNode) command.get("special_settings")).putNull("password");
    Answer remembered = command(run, id, command);
    remembered.expect(
        remembered.isSuccess() || remembered.code() != 0 && remembered.code() != 7,
        "a password of null not to be an invalid parameter",
        remembered.summary());
  }

  @Rule(
      id = "send_command/command/required",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "command: Command that will be sent to device. Not Null.",
      source = "tracker#send_command, Parameters")
  void sendCommandRefusesNoCommand(Run run) {
    int id = run.own();
    run.ask("send_command", id).refusedWith(400, 7);
    run.call("send_command", id).with("command", null).send().refusedWith(400, 7);
  }

  @Rule(
      id = "send_command/command/type",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "command: JSON object. See format above",
      source = "tracker#send_command, Parameters")
  void sendCommandRefusesACommandThatIsNoObject(Run run) {
    int id = run.own();
    for (Call.Form form : List.of(Call.Form.JSON, Call.Form.FORM)) {
      run.call("send_command", id).with("command", "unseal").in(form).send().refusedWith(400, 7);
    }
    run.call("send_command", id).with("command", List.of(1)).send().refusedWith(400, 7);
  }

  @Rule(
      id = "send_command/command/named",
      level = SHOULD,
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "\"errors\": [{\"parameter\": \"command\", \"error\": \"Non-hex string\"}]",
      source = "tracker#raw_command_send, Errors")
  void sendCommandNamesCommandWhenItIsMissing(Run run) {
    Answer answer = run.ask("send_command", run.own());
    answer.refusedWith(400, 7);
    answer.expect(
        answer.named().stream().anyMatch(name -> name.startsWith("command")),
        "errors to name command",
        answer.named());
  }

  @Rule(
      id = "send_command/command.name/required",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "name - Command name.",
      source = "tracker#send_command")
  void sendCommandRefusesACommandWithoutName(Run run) {
    ObjectNode command = Requests.JSON.createObjectNode().put("command_code", "seal");
    command(run, run.own(), command).refusedWith(400, 7);
  }

  @Rule(
      id = "send_command/command.name/enum",
      needs = {"writes", "registration.device"},
      writes = true,
      quote =
          "Certain commands which can be used: electronic_lock_command,"
              + " set_special_settings_command.",
      source = "tracker#send_command")
  void sendCommandRefusesAnUnknownCommand(Run run) {
    command(run, run.own(), command("no_such_command")).refusedWith(400, 7);
  }

  @Rule(
      id = "send_command/command.command_code/required",
      needs = {"writes", "registration.lock", "registration.device"},
      writes = true,
      quote = "command_code - enum. Can be \"seal\" or \"unseal\".",
      source = "tracker#send_command, command types")
  void sendCommandRefusesALockCommandWithoutCode(Run run) {
    command(run, run.freshLock(), command("electronic_lock_command")).refusedWith(400, 7);
  }

  @Rule(
      id = "send_command/command.command_code/enum",
      needs = {"writes", "registration.lock", "registration.device"},
      writes = true,
      quote = "command_code - enum. Can be \"seal\" or \"unseal\".",
      source = "tracker#send_command, command types")
  void sendCommandRefusesAnUnknownCode(Run run) {
    ObjectNode command = command("electronic_lock_command").put("command_code", "open");
    command(run, run.freshLock(), command).refusedWith(400, 7);
  }

  @Rule(
      id = "send_command/command.special_settings/required",
      needs = {"writes", "registration.lock", "registration.device"},
      writes = true,
      quote = "set_special_settings_command: {\"name\": …, \"special_settings\": {…}}",
      source = "tracker#send_command, command types")
  void sendCommandRefusesASettingsCommandWithoutSettings(Run run) {
    int id = run.freshLock();
    command(run, id, command("set_special_settings_command")).refusedWith(400, 7);
    ObjectNode empty = command("set_special_settings_command");
    empty.putObject("special_settings");
    command(run, id, empty).refusedWith(400, 7);
  }

  @Rule(
      id = "send_command/command.special_settings/password",
      level = SHOULD,
      needs = {"writes", "registration.lock", "registration.device"},
      writes = true,
      quote = "jointech_lock_password: 6 characters, no blank and no comma",
      source = "contract, JointechLockPassword")
  void sendCommandRefusesAPasswordThatTheLockCannotHave(Run run) {
    int id = run.freshLock();
    Map<String, String> wrong =
        Map.of(
            "jointech_lock_password", "12 456",
            "hhd_lock_password", "1234567",
            "vg_lock_password", "12345a");
    wrong.forEach(
        (type, password) -> {
          ObjectNode command = command("set_special_settings_command");
          command.putObject("special_settings").put("type", type).put("password", password);
          command(run, id, command).refusedWith(400, 7);
        });
  }

  private static ObjectNode command(String name) {
    return Requests.JSON.createObjectNode().put("name", name);
  }

  private static Answer command(Run run, int id, ObjectNode command) {
    return run.call("send_command", id).with("command", command).send();
  }

  // --- raw_command/send ---------------------------------------------------------------------

  @Rule(
      id = "raw_command/send/13",
      needs = "user:viewer",
      quote = "required sub-user rights: tracker_configure, tracker_set_output.",
      source = "tracker#raw_command_send")
  void rawCommandSendRefusesAUserWithoutTheRights(Run run) {
    SettingsRules.refusesViewer(run, "raw_command/send");
  }

  @Rule(
      id = "raw_command/send/right-configure",
      needs = "user:without_tracker_configure",
      quote = "required sub-user rights: tracker_configure, tracker_set_output.",
      source = "tracker#raw_command_send")
  void rawCommandSendNeedsTheRightTrackerConfigure(Run run) {
    Rights.needs(run, "raw_command/send", "tracker_configure");
  }

  @Rule(
      id = "raw_command/send/right-set-output",
      needs = "user:without_tracker_set_output",
      quote = "required sub-user rights: tracker_configure, tracker_set_output.",
      source = "tracker#raw_command_send")
  void rawCommandSendNeedsTheRightTrackerSetOutput(Run run) {
    Rights.needs(run, "raw_command/send", "tracker_set_output");
  }

  @Rule(
      id = "raw_command/send/201",
      quote =
          "201 - Not found in the database – if there is no tracker with such device ID belonging"
              + " to authorized user.",
      source = "tracker#raw_command_send, Errors")
  void rawCommandSendRefusesAnUnknownTracker(Run run) {
    run.call("raw_command/send")
        .with(Requests.harmless(run, "raw_command/send"))
        .send()
        .refusedWith(400, 201);
  }

  @Rule(
      id = "raw_command/send/208",
      level = SHOULD,
      needs = {"writes", "blocked"},
      writes = true,
      quote = Quotes.BELONGS,
      source = "tracker#raw_command_send, Parameters")
  void rawCommandSendRefusesABlockedTracker(Run run) {
    raw(run, run.offered(Role.BLOCKED), "AT", "text").refusedWith(403, 208);
  }

  @Rule(
      id = "raw_command/send/sends",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "Sends the GPRS command to the device; type: text or hex format. Default is text.",
      source = "tracker#raw_command_send")
  void rawCommandSendTakesTextAndHex(Run run) {
    int id = run.fresh();
    ObjectNode whole = Wholes.now(run, id);
    run.call("raw_command/send", id).with("command", "AT+GTRTO=gv200,A,,,,,,0001$").send().ok();
    raw(run, id, "setparam 2004:52.57.1.136", "text").ok();
    raw(run, id, "41542B0d0A", "hex").ok();
    Answer last =
        run.call("raw_command/send", id).with("command", "AT").with("reliable", false).send();
    last.ok();
    Wholes.differOnlyIn(last, whole, Wholes.now(run, id), "");
  }

  @Rule(
      id = "raw_command/send/7",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "7 - Invalid parameters. {\"parameter\": \"command\", \"error\": \"Non-hex string\"}",
      source = "tracker#raw_command_send, Errors")
  void rawCommandSendRefusesWhatIsNoHex(Run run) {
    int id = run.own();
    for (String command : List.of("GG", "0x41", "41 54")) {
      raw(run, id, command, "hex").refusedWith(400, 7);
    }
  }

  @Rule(
      id = "raw_command/send/odd-hex",
      level = SHOULD,
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "hexadecimal representation of the command.",
      source = "tracker#raw_command_send, Parameters")
  void rawCommandSendRefusesHalfAByte(Run run) {
    raw(run, run.own(), "414", "hex").refusedWith(400, 7);
  }

  @Rule(
      id = "raw_command/send/hex-named",
      level = SHOULD,
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "\"errors\": [{\"parameter\": \"command\", \"error\": \"Non-hex string\"}]",
      source = "tracker#raw_command_send, Errors")
  void rawCommandSendNamesTheCommandThatIsNoHex(Run run) {
    Answer answer = raw(run, run.own(), "GG", "hex");
    answer.refusedWith(400, 7);
    answer.expect(answer.named().contains("command"), "errors to name command", answer.named());
  }

  private static Answer raw(Run run, int id, String command, String type) {
    return run.call("raw_command/send", id).with("command", command).with("type", type).send();
  }
}
