package org.trackerapi.conformance.rules;

import static org.trackerapi.conformance.Level.SHOULD;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trackerapi.conformance.Answer;
import org.trackerapi.conformance.Rule;
import org.trackerapi.conformance.Run;
import org.trackerapi.conformance.Skip;
import org.trackerapi.conformance.profile.Role;

/** Rules about registering and replacing devices. */
public final class RegistrationRules {
  private static final String ANOTHER_DEVICE =
      "Replacement allows you to register a new device with history, sensors (optional), and rules"
          + " (optional) of the current tracker saved.";

  // --- register -----------------------------------------------------------------------------

  @Rule(
      id = "register/13",
      needs = "user:viewer",
      quote = Quotes.NO_RIGHTS,
      source = "tracker#register, Errors")
  void registerRefusesAUserWithoutTheRight(Run run) {
    run.hashOf("viewer");
    registration(run, "viewer").refusedWith(403, 13);
  }

  @Rule(
      id = "register/right",
      needs = "user:without_tracker_register",
      quote = "required sub-user rights: tracker_register.",
      source = "tracker#register")
  void registerNeedsTheRightTrackerRegister(Run run) {
    registration(run, "without_tracker_register").refusedWith(403, 13);
    if (run.profile().users().containsKey("operator")) {
      Answer allowed = registration(run, "operator");
      allowed.expect(
          allowed.code() != 13, "a user with the right not to get 13", allowed.summary());
    }
  }

  /** A registration whose model does not exist: it cannot succeed whatever the rights. */
  private static Answer registration(Run run, String user) {
    return run.call("register")
        .with("label", "conformance")
        .with("group_id", 0)
        .with("model", "no_such_model")
        .with("plugin_id", 44)
        .with("device_id", run.newImei())
        .with("phone", run.newPhone())
        .as(user)
        .send();
  }

  @Rule(
      id = "register/registers",
      needs = {"writes", "registration.device"},
      writes = true,
      quote =
          "Registers a new tracker device. During registration, device linked with current API"
              + " user's account",
      source = "tracker#register")
  void registerAddsTheTrackerAndNothingElse(Run run) {
    Map<Integer, JsonNode> before = Lists.now(run);
    ObjectNode request = run.device();
    Answer answer = run.call("register").with(request).send();
    int id = answer.ok("/value/id").asInt();
    run.holdsToTheContract(answer);
    answer.expect(!before.containsKey(id), "a new tracker", "tracker " + id + ", which was there");
    isAsRequested(answer, answer.json().get("value"), request);
    Map<Integer, JsonNode> after = Lists.now(run);
    answer.expect(after.containsKey(id), "tracker " + id + " in the list", "a list without it");
    isAsRequested(answer, after.get(id), request);
    Answer read = run.ask("read", id);
    isAsRequested(read, read.ok("/value"), request);
    Lists.isAsRead(run, answer, answer.json().get("value"));
    Lists.onlyChanged(before, after, Set.of(id));
  }

  private static void isAsRequested(Answer answer, JsonNode tracker, ObjectNode request) {
    answer.expect(
        tracker.path("label").equals(request.get("label")),
        "label " + request.get("label"),
        tracker.path("label"));
    answer.expect(
        tracker.path("group_id").asInt() == request.get("group_id").asInt(),
        "group_id " + request.get("group_id"),
        tracker.path("group_id"));
    answer.expect(!tracker.path("clone").asBoolean(), "no clone", "clone true");
    JsonNode source = tracker.path("source");
    answer.expect(
        source.path("model").equals(request.get("model")),
        "source.model " + request.get("model"),
        source.path("model"));
    answer.expect(
        source.path("device_id").equals(request.get("device_id")),
        "source.device_id " + request.get("device_id"),
        source.path("device_id"));
    answer.expect(
        source.path("phone").asText().replace("+", "").equals(request.path("phone").asText()),
        "source.phone " + request.get("phone"),
        source.path("phone"));
    answer.expect(!source.path("blocked").asBoolean(), "a tracker that is not blocked", "blocked");
  }

  @Rule(
      id = "register/label",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "label: User-defined label for this tracker. Must consist of printable characters.",
      source = "tracker#register, Parameters")
  void registerKeepsTheLabelAsItIs(Run run) {
    ObjectNode request = run.device();
    String label = request.get("label").asText() + " Ñandú № 5 — 日本 \"'<&>\\ x";
    request.put("label", label);
    Answer answer = run.call("register").with(request).send();
    int id = answer.ok("/value/id").asInt();
    JsonNode listed = Lists.tracker(run, id);
    answer.expect(
        answer.json().at("/value/label").asText().equals(label)
            && listed.path("label").asText().equals(label),
        "the label " + label,
        answer.json().at("/value/label") + ", listed " + listed.path("label"));
    Answer form =
        run.call("list").with("labels", List.of("Ñandú № 5 — 日本 \"'<&>\\ x")).form().send();
    form.expect(
        Answer.items(form.ok("/list")).stream().anyMatch(t -> t.path("id").asInt() == id),
        "the tracker when filtered by its label in a form",
        form.summary());
  }

  @Rule(
      id = "register/label-blanks",
      level = SHOULD,
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "label: User-defined label for this tracker.",
      source = "tracker#register, Parameters")
  void registerKeepsTheBlanksOfALabel(Run run) {
    ObjectNode request = run.device();
    // Those at its ends a platform may well cut off.
    String label = request.get("label").asText() + "  two  blanks";
    Answer answer = run.call("register").with(request.put("label", label)).send();
    JsonNode listed = Lists.tracker(run, answer.ok("/value/id").asInt());
    answer.expect(
        listed.path("label").asText().equals(label), "label " + label, listed.path("label"));
  }

  @Rule(
      id = "register/private",
      needs = {"writes", "registration.device", "user:other_account"},
      writes = true,
      quote = "During registration, device linked with current API user's account",
      source = "tracker#register")
  void registerShowsTheTrackerToItsAccountOnly(Run run) {
    run.hashOf("other_account");
    int id = run.fresh();
    run.call("read", id).as("other_account").send().refusedWith(400, 201);
    Answer list = run.call("list").as("other_account").send();
    list.ok();
    list.expect(
        Answer.items(list.json().path("list")).stream().noneMatch(t -> t.path("id").asInt() == id),
        "a list of the other account without tracker " + id,
        "it is in the list");
  }

  @Rule(
      id = "register/group",
      needs = {"writes", "registration.device", "groups"},
      writes = true,
      quote = "group_id: Tracker group ID, 0 if tracker does not belong to any group.",
      source = "tracker#register, Parameters")
  void registerPutsTheTrackerIntoTheGroup(Run run) {
    int group = run.needed("groups", run.profile().groups()).get(0);
    ObjectNode request = run.device().put("group_id", group);
    Answer answer = run.call("register").with(request).send();
    JsonNode listed = Lists.tracker(run, answer.ok("/value/id").asInt());
    answer.expect(
        listed.path("group_id").asInt() == group, "group_id " + group, listed.path("group_id"));
  }

  @Rule(
      id = "register/just_registered",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "connection_status: \"just_registered\"",
      source = "tracker#get_state, Response")
  void registerLeavesTheTrackerJustRegistered(Run run) {
    int id = run.fresh();
    Answer state = run.ask("get_state", id);
    String status = state.ok("/state/connection_status").asText();
    state.expect(status.equals("just_registered"), "connection_status just_registered", status);
    Answer states = run.call("get_states").with("trackers", List.of(id)).send();
    states.expect(
        states.ok("/states/" + id + "/connection_status").asText().equals("just_registered"),
        "connection_status just_registered in get_states too",
        states.json().at("/states/" + id + "/connection_status"));
  }

  @Rule(
      id = "register/creation_date",
      level = SHOULD,
      needs = {"writes", "registration.device"},
      writes = true,
      quote =
          "creation_date - date/time. Date when the tracker registered. tariff_end_date -"
              + " date/time. Date of next tariff prolongation, or null.",
      source = "tracker, Tracker object structure")
  void registerDatesTheTrackerToday(Run run) {
    Answer answer = run.call("register").with(run.device()).send();
    int id = answer.ok("/value/id").asInt();
    Answer state = run.ask("get_state", id);
    LocalDate today = Dates.isPlain(state, state.ok("/user_time")).toLocalDate();
    LocalDate created = Dates.isDay(answer, answer.ok("/value/source/creation_date"));
    answer.expect(
        !created.isBefore(today.minusDays(1)) && !created.isAfter(today.plusDays(1)),
        "creation_date " + today + ", a day more or less",
        created);
    JsonNode end = answer.json().at("/value/source/tariff_end_date");
    if (end.isTextual()) {
      answer.expect(
          !Dates.isDay(answer, end).isBefore(created),
          "tariff_end_date not before " + created,
          end);
    }
    answer.expect(
        state.ok("/state/source_id").asInt() == answer.ok("/value/source/id").asInt(),
        "source.id that get_state has too: " + state.json().at("/state/source_id"),
        answer.json().at("/value/source/id"));
  }

  @Rule(
      id = "register/with_code",
      needs = {"writes", "registration.with_code", "registration.activation_codes"},
      writes = true,
      quote =
          "In this example we use plugin ID = 37 … we include phone, apn_name, apn_user,"
              + " apn_password of the sim card installed in device and activation_code since these"
              + " parameters required by the plugin.",
      source = "tracker#register, Examples")
  void registerTakesAnActivationCode(Run run) {
    ObjectNode with = run.needed("registration.with_code", run.profile().registration().withCode());
    for (String code :
        run.needed(
            "registration.activation_codes", run.profile().registration().activationCodes())) {
      ObjectNode request = run.completed(with).put("activation_code", code);
      // A registration that fails uses nothing up.
      ObjectNode wrong = request.deepCopy().put("group_id", 2_000_000_001);
      boolean free = run.call("register").with(wrong).send().code() != 227;
      if (free) {
        Answer answer = run.call("register").with(request).send();
        answer.ok();
        run.leaves(0, "the activation code " + code + " was used, as the profile allows");
        Answer again =
            run.call("register").with(run.completed(with).put("activation_code", code)).send();
        again.refusedWith(400, 227);
        return;
      }
    }
    throw new Skip(
        "registration.activation_codes", "all activation codes of the profile are used up");
  }

  @Rule(
      id = "register/with_code-requires",
      level = SHOULD,
      needs = {"writes", "registration.with_code"},
      writes = true,
      quote = "activation_code since these parameters required by the plugin.",
      source = "tracker#register, Examples")
  void registerRefusesAPluginWithoutItsParameters(Run run) {
    ObjectNode with = run.needed("registration.with_code", run.profile().registration().withCode());
    run.call("register").with(run.completed(with)).send().refusedWith(400, 7);
    ObjectNode noPhone = run.device();
    noPhone.remove("phone");
    run.call("register").with(noPhone).send().refusedWith(400, 7);
  }

  @Rule(
      id = "register/device_id/required",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "device_id: Must be specified if device model uses fixed device ID.",
      source = "tracker#register, Parameters")
  void registerRefusesAFixedIdModelWithoutId(Run run) {
    ObjectNode request = run.device();
    request.remove("device_id");
    run.call("register").with(request).send().refusedWith(400, 7);
  }

  @Rule(
      id = "register/device_id/id_type",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "imei – means device uses IMEI. You should pass only digits of IMEI.",
      source = "tracker#list_models, ID type")
  void registerRefusesADeviceIdOfAnotherForm(Run run) {
    ObjectNode request = run.device();
    if (!run.modelOf(request.path("model").asText())
        .path("id_type")
        .asText("imei")
        .equals("imei")) {
      throw new Skip("registration.device", "needs a model with id_type imei");
    }
    for (String id : List.of("ABCDEFGHIJKLMNO", "12345")) {
      run.call("register").with(request.put("device_id", id)).send().refusedWith(400, 7);
    }
    ObjectNode lock = run.profile().registration().lock();
    String type =
        lock == null ? "" : run.modelOf(lock.path("model").asText()).path("id_type").asText();
    if (type.matches("id,[0-9]+")) {
      int digits = Integer.parseInt(type.substring(3));
      for (int length : List.of(digits - 1, digits + 1)) {
        ObjectNode other = run.completed(lock).put("device_id", "1".repeat(length));
        run.call("register").with(other).send().refusedWith(400, 7);
      }
    }
  }

  @Rule(
      id = "register/204",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "204 – Entity not found - if specified group does not exist. See group/list.",
      source = "tracker#register, Errors")
  void registerRefusesAnUnknownGroup(Run run) {
    run.call("register")
        .with(run.device().put("group_id", 2_000_000_001))
        .send()
        .refusedWith(404, 204);
    ObjectNode foreign = run.profile().provoke().get("register/204");
    if (foreign != null) {
      run.call("register").with(run.device()).with(foreign).send().refusedWith(404, 204);
    }
  }

  @Rule(
      id = "register/220",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = Quotes.MODEL,
      source = "tracker#register, Errors")
  void registerRefusesAnUnknownModel(Run run) {
    run.call("register")
        .with(run.device().put("model", "no_such_model"))
        .send()
        .refusedWith(400, 220);
  }

  @Rule(
      id = "register/221",
      needs = {"writes", "registration.device", "user:full"},
      writes = true,
      quote = Quotes.LIMIT,
      source = "tracker#register, Errors")
  void registerRefusesAFullAccount(Run run) {
    run.hashOf("full");
    run.call("register").with(run.device()).as("full").send().refusedWith(403, 221);
  }

  @Rule(
      id = "register/222",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = Quotes.PLUGIN,
      source = "tracker#register, Errors")
  void registerRefusesAnUnknownPlugin(Run run) {
    run.call("register")
        .with(run.device().put("plugin_id", 2_000_000_001))
        .send()
        .refusedWith(400, 222);
  }

  @Rule(
      id = "register/223",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = Quotes.PHONE_USED,
      source = "tracker#register, Errors")
  void registerRefusesAPhoneInUse(Run run) {
    ObjectNode first = run.device();
    run.call("register").with(first).send().ok();
    Map<Integer, JsonNode> before = Lists.now(run);
    ObjectNode second = run.device().put("phone", first.get("phone").asText());
    run.call("register").with(second).send().refusedWith(400, 223);
    Lists.onlyChanged(before, Lists.now(run), Set.of());
    // Who was refused has taken nothing.
    run.call("register").with(second.put("phone", run.newPhone())).send().ok();
  }

  @Rule(
      id = "register/224",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = Quotes.ID_USED,
      source = "tracker#register, Errors")
  void registerRefusesADeviceIdInUse(Run run) {
    ObjectNode first = run.device();
    run.call("register").with(first).send().ok();
    Map<Integer, JsonNode> before = Lists.now(run);
    ObjectNode second = run.device().put("device_id", first.get("device_id").asText());
    run.call("register").with(second).send().refusedWith(400, 224);
    Lists.onlyChanged(before, Lists.now(run), Set.of());
  }

  @Rule(
      id = "register/225",
      needs = {"writes", "registration.device", "provoke:register/225"},
      writes = true,
      quote = Quotes.LEGAL,
      source = "tracker#register, Errors")
  void registerRefusesATariffOfAnotherLegalType(Run run) {
    provoked(run, "register", "225").refusedWith(403, 225);
  }

  @Rule(
      id = "register/226",
      needs = {"writes", "registration.device", "provoke:register/226"},
      writes = true,
      quote = Quotes.ICCID,
      source = "tracker#register, Errors")
  void registerRefusesAnUnknownIccid(Run run) {
    provoked(run, "register", "226").refusedWith(400, 226);
  }

  @Rule(
      id = "register/227",
      needs = {"writes", "registration.with_code"},
      writes = true,
      quote = Quotes.CODE,
      source = "tracker#register, Errors")
  void registerRefusesAnUnknownActivationCode(Run run) {
    ObjectNode with = run.needed("registration.with_code", run.profile().registration().withCode());
    ObjectNode request = run.completed(with).put("activation_code", "99999999999999999999");
    run.call("register").with(request).send().refusedWith(400, 227);
  }

  @Rule(
      id = "register/227-used",
      needs = {"writes", "registration.with_code", "provoke:register/227"},
      writes = true,
      quote = Quotes.CODE,
      source = "tracker#register, Errors")
  void registerRefusesAUsedActivationCode(Run run) {
    ObjectNode with = run.needed("registration.with_code", run.profile().registration().withCode());
    ObjectNode request = run.completed(with);
    request.setAll(run.provoking("register/227"));
    run.call("register").with(request).send().refusedWith(400, 227);
  }

  @Rule(
      id = "register/258",
      needs = {"writes", "registration.device", "provoke:register/258"},
      writes = true,
      quote = Quotes.BUNDLE,
      source = "tracker#register, Errors")
  void registerRefusesADeviceThatIsInNoBundle(Run run) {
    provoked(run, "register", "258").refusedWith(404, 258);
  }

  /** Sends an ordinary request with what gets the error on this target. */
  private static Answer provoked(Run run, String action, String code) {
    ObjectNode provoking = run.provoking(action + "/" + code);
    ObjectNode request = run.device();
    request.setAll(provoking);
    return run.call(action).with(run.completed(request)).send();
  }

  // --- register_retry -----------------------------------------------------------------------

  @Rule(
      id = "register_retry/13",
      needs = "user:viewer",
      quote = Quotes.NO_RIGHTS,
      source = "tracker#register_retry, Errors")
  void registerRetryRefusesAUserWithoutTheRight(Run run) {
    SettingsRules.refusesViewer(run, "register_retry");
  }

  @Rule(
      id = "register_retry/right",
      needs = "user:without_tracker_register",
      quote = "required sub-user rights: tracker_register.",
      source = "tracker#register_retry")
  void registerRetryNeedsTheRightTrackerRegister(Run run) {
    Rights.needs(run, "register_retry", "tracker_register");
  }

  @Rule(
      id = "register_retry/201",
      quote = Quotes.NOT_FOUND,
      source = "tracker#register_retry, Errors")
  void registerRetryRefusesAnUnknownTracker(Run run) {
    run.ask("register_retry", run.unknownTracker()).refusedWith(400, 201);
  }

  @Rule(
      id = "register_retry/208",
      needs = {"writes", "blocked"},
      writes = true,
      quote = Quotes.BLOCKED,
      source = "tracker#register_retry, Errors")
  void registerRetryRefusesABlockedTracker(Run run) {
    run.ask("register_retry", run.offered(Role.BLOCKED)).refusedWith(403, 208);
  }

  @Rule(
      id = "register_retry/219",
      needs = {"writes", "clone"},
      writes = true,
      quote = Quotes.CLONE,
      source = "tracker#register_retry, Errors")
  void registerRetryRefusesAClone(Run run) {
    run.ask("register_retry", run.offered(Role.CLONE)).refusedWith(403, 219);
  }

  @Rule(
      id = "register_retry/214",
      needs = {"writes", "no_gsm"},
      writes = true,
      quote = Quotes.NO_GSM,
      source = "tracker#register_retry, Errors")
  void registerRetryRefusesADeviceWithoutGsm(Run run) {
    run.ask("register_retry", run.offered(Role.NO_GSM)).refusedWith(400, 214);
  }

  @Rule(
      id = "register_retry/242",
      needs = {"writes", "connected"},
      writes = true,
      quote = Quotes.CONNECTED,
      source = "tracker#register_retry, Errors")
  void registerRetryRefusesAConnectedTracker(Run run) {
    run.ask("register_retry", run.offered(Role.CONNECTED)).refusedWith(400, 242);
  }

  @Rule(
      id = "register_retry/retries",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "Resends registration commands to the device.",
      source = "tracker#register_retry")
  void registerRetryAnswersTheTracker(Run run) {
    int id = run.fresh();
    Map<Integer, JsonNode> before = Lists.now(run);
    Answer answer =
        run.call("register_retry", id)
            .with("apn_name", "fast.tmobile.com")
            .with("apn_user", "")
            .with("apn_password", "")
            .with("send_register_commands", true)
            .send();
    answer.expect(
        answer.ok("/value/id").asInt() == id, "tracker " + id, answer.json().at("/value/id"));
    Lists.isAsRead(run, answer, answer.json().get("value"));
    Lists.onlyChanged(before, Lists.now(run), Set.of());
  }

  @Rule(
      id = "register_retry/device_id",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "device_id: It can be used instead of tracker_id for models with a fixed ID.",
      source = "tracker#register_retry, Parameters")
  void registerRetryTakesADeviceIdInstead(Run run) {
    ObjectNode request = run.device();
    int id = run.call("register").with(request).send().ok("/value/id").asInt();
    Answer answer =
        run.call("register_retry").with("device_id", request.get("device_id").asText()).send();
    answer.expect(
        answer.ok("/value/id").asInt() == id, "tracker " + id, answer.json().at("/value/id"));
    run.call("register_retry").with("device_id", run.newImei()).send().refusedWith(400, 201);
  }

  @Rule(
      id = "register_retry/both",
      level = SHOULD,
      needs = {"writes", "registration.device"},
      writes = true,
      quote = "device_id: It can be used instead of tracker_id for models with a fixed ID.",
      source = "tracker#register_retry, Parameters")
  void registerRetryGoesByTheTrackerIdWhenBothCome(Run run) {
    int id = run.fresh();
    ObjectNode other = run.device();
    run.call("register").with(other).send().ok();
    Answer answer =
        run.call("register_retry", id).with("device_id", other.get("device_id").asText()).send();
    answer.expect(
        answer.ok("/value/id").asInt() == id, "tracker " + id, answer.json().at("/value/id"));
  }

  @Rule(
      id = "register_retry/7",
      level = SHOULD,
      needs = {"writes", "provoke:register_retry/7"},
      writes = true,
      quote = "device_id: It can be used instead of tracker_id for models with a fixed ID.",
      source = "tracker#register_retry, Parameters")
  void registerRetryRefusesADeviceIdThatThePlatformMade(Run run) {
    run.call("register_retry").with(run.provoking("register_retry/7")).send().refusedWith(400, 7);
  }

  @Rule(
      id = "register_retry/tracker_id/required",
      quote = "tracker_id: ID of the tracker; device_id can be used instead of tracker_id.",
      source = "tracker#register_retry, Parameters")
  void registerRetryRefusesNeitherTrackerNorDevice(Run run) {
    run.call("register_retry").send().refusedWith(400, 7);
  }

  // --- register_quick -----------------------------------------------------------------------

  @Rule(
      id = "register_quick/13",
      needs = "user:viewer",
      quote = Quotes.NO_RIGHTS,
      source = "tracker#register_quick, Errors")
  void registerQuickRefusesAUserWithoutTheRight(Run run) {
    run.hashOf("viewer");
    quick(run, run.newImei(), 0, "viewer").refusedWith(403, 13);
  }

  @Rule(
      id = "register_quick/right",
      needs = "user:without_tracker_register",
      quote = "required sub-user rights: tracker_register.",
      source = "tracker#register_quick")
  void registerQuickNeedsTheRightTrackerRegister(Run run) {
    run.hashOf("without_tracker_register");
    quick(run, run.newImei(), 0, "without_tracker_register").refusedWith(403, 13);
    if (run.profile().users().containsKey("operator")) {
      Answer allowed = quick(run, run.newImei(), 0, "operator");
      allowed.expect(
          allowed.code() != 13, "a user with the right not to be refused", allowed.summary());
    }
  }

  @Rule(
      id = "register_quick/201",
      quote = Quotes.NO_BUNDLE,
      source = "tracker#register_quick, Errors")
  void registerQuickRefusesAnImeiThatIsInNoBundle(Run run) {
    quick(run, run.newImei(), 0, null).refusedWith(400, 201);
  }

  @Rule(
      id = "register_quick/204",
      needs = {"writes", "registration.quick_imeis"},
      writes = true,
      quote = Quotes.GROUP,
      source = "tracker#register_quick, Errors")
  void registerQuickRefusesAnUnknownGroup(Run run) {
    quick(run, freeBundle(run), 2_000_000_001, null).refusedWith(404, 204);
  }

  @Rule(
      id = "register_quick/221",
      needs = {"writes", "registration.quick_imeis", "user:full"},
      writes = true,
      quote = Quotes.LIMIT,
      source = "tracker#register_quick, Errors")
  void registerQuickRefusesAFullAccount(Run run) {
    run.hashOf("full");
    quick(run, freeBundle(run), 0, "full").refusedWith(403, 221);
  }

  @Rule(
      id = "register_quick/220",
      needs = {"writes", "provoke:register_quick/220"},
      writes = true,
      quote = Quotes.MODEL,
      source = "tracker#register_quick, Errors")
  void registerQuickRefusesABundleOfAnUnknownModel(Run run) {
    quick(run, "220").refusedWith(400, 220);
  }

  @Rule(
      id = "register_quick/222",
      needs = {"writes", "provoke:register_quick/222"},
      writes = true,
      quote = Quotes.PLUGIN,
      source = "tracker#register_quick, Errors")
  void registerQuickRefusesABundleWhosePluginDoesNotFit(Run run) {
    quick(run, "222").refusedWith(400, 222);
  }

  @Rule(
      id = "register_quick/223",
      needs = {"writes", "provoke:register_quick/223"},
      writes = true,
      quote = Quotes.PHONE_USED,
      source = "tracker#register_quick, Errors")
  void registerQuickRefusesABundleWhosePhoneIsInUse(Run run) {
    quick(run, "223").refusedWith(400, 223);
  }

  @Rule(
      id = "register_quick/224",
      needs = {"writes", "provoke:register_quick/224"},
      writes = true,
      quote = Quotes.ID_USED,
      source = "tracker#register_quick, Errors")
  void registerQuickRefusesABundleWhoseDeviceIsInUse(Run run) {
    quick(run, "224").refusedWith(400, 224);
  }

  @Rule(
      id = "register_quick/225",
      needs = {"writes", "provoke:register_quick/225"},
      writes = true,
      quote = Quotes.LEGAL,
      source = "tracker#register_quick, Errors")
  void registerQuickRefusesABundleOfAnotherLegalType(Run run) {
    quick(run, "225").refusedWith(403, 225);
  }

  @Rule(
      id = "register_quick/226",
      needs = {"writes", "provoke:register_quick/226"},
      writes = true,
      quote = Quotes.ICCID,
      source = "tracker#register_quick, Errors")
  void registerQuickRefusesABundleOfAnUnknownIccid(Run run) {
    quick(run, "226").refusedWith(400, 226);
  }

  @Rule(
      id = "register_quick/227",
      needs = {"writes", "provoke:register_quick/227"},
      writes = true,
      quote = Quotes.CODE,
      source = "tracker#register_quick, Errors")
  void registerQuickRefusesABundleWhoseCodeIsUsed(Run run) {
    quick(run, "227").refusedWith(400, 227);
  }

  @Rule(
      id = "register_quick/registers",
      needs = {"writes", "registration.quick_imeis"},
      writes = true,
      quote = "Registers a new tracker using only IMEI.",
      source = "tracker#register_quick")
  void registerQuickAddsTheTrackerAndNothingElse(Run run) {
    String imei = freeBundle(run);
    Map<Integer, JsonNode> before = Lists.now(run);
    int group = run.profile().groups().isEmpty() ? 0 : run.profile().groups().get(0);
    String label = "conformance, a bundle with a label of no less than sixty signs";
    Answer answer =
        run.call("register_quick")
            .with("label", label.substring(0, 60))
            .with("group_id", group)
            .with("imei", imei)
            .send();
    int id = answer.ok("/value/id").asInt();
    run.holdsToTheContract(answer);
    Map<Integer, JsonNode> after = Lists.now(run);
    answer.expect(after.containsKey(id), "tracker " + id + " in the list", "a list without it");
    JsonNode tracker = after.get(id);
    answer.expect(
        tracker.at("/source/device_id").asText().equals(imei),
        "source.device_id " + imei,
        tracker.at("/source/device_id"));
    answer.expect(
        tracker.path("label").asText().equals(label.substring(0, 60))
            && tracker.path("group_id").asInt() == group,
        "label " + label.substring(0, 60) + " and group_id " + group,
        tracker.path("label") + " and " + tracker.path("group_id"));
    hasTheModelOfTheBundle(run, answer, tracker, imei);
    Lists.isAsRead(run, answer, answer.json().get("value"));
    Lists.onlyChanged(before, after, Set.of(id));
    quick(run, imei, 0, null).refusedWith(400, 224);
  }

  private static void hasTheModelOfTheBundle(
      Run run, Answer answer, JsonNode tracker, String imei) {
    Map<String, String> models = run.profile().registration().quickModels();
    if (models != null && models.containsKey(imei)) {
      answer.expect(
          tracker.at("/source/model").asText().equals(models.get(imei)),
          "source.model " + models.get(imei) + " of the bundle",
          tracker.at("/source/model"));
    }
  }

  private static String freeBundle(Run run) {
    Set<String> used = new java.util.HashSet<>();
    Lists.now(run).values().forEach(t -> used.add(t.at("/source/device_id").asText()));
    for (String imei :
        run.needed("registration.quick_imeis", run.profile().registration().quickImeis())) {
      if (!used.contains(imei)) {
        return imei;
      }
    }
    throw new Skip("registration.quick_imeis", "all bundles of the profile are registered");
  }

  private static Answer quick(Run run, String code) {
    ObjectNode provoking = run.provoking("register_quick/" + code);
    return run.call("register_quick")
        .with("label", "conformance")
        .with("group_id", 0)
        .with(provoking)
        .send();
  }

  private static Answer quick(Run run, String imei, int group, String user) {
    var call =
        run.call("register_quick")
            .with("label", "conformance")
            .with("group_id", group)
            .with("imei", imei);
    return (user == null ? call : call.as(user)).send();
  }

  // --- replace ------------------------------------------------------------------------------

  @Rule(
      id = "replace/13",
      needs = "user:viewer",
      quote = Quotes.NO_RIGHTS,
      source = "tracker#replace, Errors")
  void replaceRefusesAUserWithoutTheRight(Run run) {
    SettingsRules.refusesViewer(run, "replace");
  }

  @Rule(
      id = "replace/right",
      needs = "user:without_tracker_configure",
      quote = "required sub-user rights: tracker_configure.",
      source = "tracker#replace")
  void replaceNeedsTheRightTrackerConfigure(Run run) {
    Rights.needs(run, "replace", "tracker_configure");
  }

  @Rule(id = "replace/204", quote = "204 – Entity not found", source = "tracker#replace, Errors")
  void replaceRefusesAnUnknownTracker(Run run) {
    run.call("replace").with(Requests.harmless(run, "replace")).send().refusedWith(404, 204);
  }

  @Rule(
      id = "replace/208",
      level = SHOULD,
      needs = {"writes", "blocked", "registration.device"},
      writes = true,
      quote = Quotes.BELONGS,
      source = "tracker#replace, Parameters")
  void replaceRefusesABlockedTracker(Run run) {
    replace(run, run.offered(Role.BLOCKED), run.device()).refusedWith(403, 208);
    // Whether it is blocked comes before what the new device is.
    ObjectNode other = run.device();
    other.set("device_id", run.ask("read", run.fresh()).ok("/value/source/device_id"));
    replace(run, run.offered(Role.BLOCKED), other).refusedWith(403, 208);
  }

  @Rule(
      id = "replace/219",
      level = SHOULD,
      needs = {"writes", "clone", "registration.device"},
      writes = true,
      quote = Quotes.CLONE,
      source = "contract, replace")
  void replaceRefusesAClone(Run run) {
    replace(run, run.offered(Role.CLONE), run.device()).refusedWith(403, 219);
  }

  @Rule(
      id = "replace/266",
      needs = {"writes", "registration.device"},
      writes = true,
      quote = Quotes.STATUS,
      source = "tracker#replace, Errors")
  void replaceRefusesATrackerThatNeverConnected(Run run) {
    replace(run, run.fresh(), run.device()).refusedWith(403, 266);
  }

  @Rule(
      id = "replace/7",
      needs = {"writes", "connected", "registration.device", "provoke:replace/7"},
      writes = true,
      quote = Quotes.MOBILE,
      source = "tracker#replace, Errors")
  void replaceRefusesAMobileApp(Run run) {
    provokedReplacement(run, "7").refusedWith(400, 7);
  }

  @Rule(
      id = "replace/220",
      needs = {"writes", "connected", "registration.device"},
      writes = true,
      quote = Quotes.MODEL,
      source = "tracker#replace, Errors")
  void replaceRefusesAnUnknownModel(Run run) {
    replace(run, connected(run), run.device().put("model", "no_such_model")).refusedWith(400, 220);
  }

  @Rule(
      id = "replace/222",
      needs = {"writes", "connected", "registration.device"},
      writes = true,
      quote = Quotes.PLUGIN,
      source = "tracker#replace, Errors")
  void replaceRefusesAnUnknownPlugin(Run run) {
    replace(run, connected(run), run.device().put("plugin_id", 2_000_000_001))
        .refusedWith(400, 222);
  }

  @Rule(
      id = "replace/223",
      needs = {"writes", "connected", "registration.device"},
      writes = true,
      quote = Quotes.PHONE_USED,
      source = "tracker#replace, Errors")
  void replaceRefusesAPhoneInUse(Run run) {
    ObjectNode other = run.device();
    run.call("register").with(other).send().ok();
    ObjectNode request = run.device().put("phone", other.get("phone").asText());
    replace(run, connected(run), request).refusedWith(400, 223);
  }

  @Rule(
      id = "replace/224",
      needs = {"writes", "connected", "registration.device"},
      writes = true,
      quote = Quotes.ID_USED,
      source = "tracker#replace, Errors")
  void replaceRefusesADeviceIdInUse(Run run) {
    ObjectNode other = run.device();
    run.call("register").with(other).send().ok();
    ObjectNode request = run.device().put("device_id", other.get("device_id").asText());
    replace(run, connected(run), request).refusedWith(400, 224);
  }

  @Rule(
      id = "replace/224-own",
      level = SHOULD,
      needs = {"writes", "connected", "registration.device"},
      writes = true,
      quote = "Replacing a device by itself: that id is registered already.",
      source = "contract, decision D-143")
  void replaceRefusesTheDeviceThatIsThere(Run run) {
    int id = connected(run);
    JsonNode own = Lists.tracker(run, id).at("/source/device_id");
    if (!own.asText().matches("[0-9]{15}")) {
      throw new Skip("connected", "needs a connected tracker with an IMEI");
    }
    ObjectNode request = run.device();
    request.set("device_id", own);
    replace(run, id, request).refusedWith(400, 224);
  }

  @Rule(
      id = "replace/225",
      needs = {"writes", "connected", "registration.device", "provoke:replace/225"},
      writes = true,
      quote = Quotes.LEGAL,
      source = "tracker#replace, Errors")
  void replaceRefusesATariffOfAnotherLegalType(Run run) {
    provokedReplacement(run, "225").refusedWith(403, 225);
  }

  @Rule(
      id = "replace/226",
      needs = {"writes", "connected", "registration.device", "provoke:replace/226"},
      writes = true,
      quote = "226 – Wrong ICCID. Plugin specific: if specified ICCID was not found.",
      source = "tracker#replace, Errors")
  void replaceRefusesAnUnknownIccid(Run run) {
    provokedReplacement(run, "226").refusedWith(400, 226);
  }

  @Rule(
      id = "replace/258",
      needs = {"writes", "connected", "registration.device", "provoke:replace/258"},
      writes = true,
      quote = Quotes.BUNDLE,
      source = "tracker#replace, Errors")
  void replaceRefusesADeviceThatIsInNoBundle(Run run) {
    provokedReplacement(run, "258").refusedWith(404, 258);
  }

  @Rule(
      id = "replace/device_id/required",
      needs = {"writes", "connected", "registration.device"},
      writes = true,
      quote = "device_id: Must be specified if device model uses fixed device ID.",
      source = "tracker#replace, Parameters")
  void replaceRefusesADeviceWithoutItsId(Run run) {
    ObjectNode request = run.device();
    request.remove("device_id");
    replace(run, connected(run), request).refusedWith(400, 7);
  }

  @Rule(
      id = "replace/replaces",
      needs = {"writes", "replaceable", "registration.device"},
      writes = true,
      quote = ANOTHER_DEVICE,
      source = "tracker#replace")
  void replaceKeepsTheTrackerAndChangesTheDevice(Run run) {
    int id = replaceable(run);
    tag(run, id);
    Map<Integer, JsonNode> before = Lists.now(run);
    ObjectNode request = run.device();
    refusesTheViewer(run, before, "replace", id, request);
    Answer answer = replace(run, id, request);
    answer.ok();
    run.leaves(id, "tracker " + id + " was given another device, as the profile allows");
    run.holdsToTheContract(answer);
    isReplaced(
        run, answer, before, id, request.get("device_id").asText(), request.get("model").asText());
    JsonNode now = Lists.tracker(run, id);
    answer.expect(
        now.at("/source/phone").asText().replace("+", "").equals(request.get("phone").asText()),
        "source.phone " + request.get("phone"),
        now.at("/source/phone"));
    freesTheOldDevice(run, before.get(id));
  }

  /** A user without the right is refused, and the device stays. */
  private static void refusesTheViewer(
      Run run, Map<Integer, JsonNode> before, String action, int id, ObjectNode request) {
    if (run.profile().users().containsKey("viewer")) {
      ObjectNode parameters = request.deepCopy().put("tracker_id", id);
      parameters.remove(List.of("label", "group_id"));
      run.call(action).with(parameters).as("viewer").send().refusedWith(403, 13);
      Lists.onlyChanged(before, Lists.now(run), Set.of());
    }
  }

  private static void isReplaced(
      Run run,
      Answer answer,
      Map<Integer, JsonNode> before,
      int id,
      String deviceId,
      String model) {
    answer.expect(
        answer.json().at("/value/id").asInt() == id,
        "the same tracker, " + id,
        answer.json().at("/value/id"));
    Map<Integer, JsonNode> after = Lists.now(run);
    JsonNode was = before.get(id);
    JsonNode now = after.get(id);
    answer.expect(now != null, "tracker " + id + " in the list", "a list without it");
    for (String field : List.of("label", "group_id", "clone", "tag_bindings")) {
      String difference = Likeness.difference(was.path(field), now.path(field), true);
      answer.expect(difference.isEmpty(), field + " kept", difference);
    }
    answer.expect(
        now.at("/source/device_id").asText().equals(deviceId),
        "source.device_id " + deviceId,
        now.at("/source/device_id"));
    if (model != null) {
      answer.expect(
          now.at("/source/model").asText().equals(model),
          "source.model " + model,
          now.at("/source/model"));
    }
    answer.expect(
        !now.at("/source/blocked").asBoolean(), "a device that is not blocked", "blocked");
    Lists.isAsRead(run, answer, answer.json().get("value"));
    Lists.onlyChanged(before, after, Set.of(id));
    Answer state = run.ask("get_state", id);
    String status = state.ok("/state/connection_status").asText();
    state.expect(status.equals("just_replaced"), "connection_status just_replaced", status);
    state.expect(
        state.ok("/state/source_id").asInt() == now.at("/source/id").asInt(),
        "source_id " + now.at("/source/id") + ", as in list",
        state.json().at("/state/source_id"));
  }

  private static void freesTheOldDevice(Run run, JsonNode was) {
    String old = was.at("/source/device_id").asText();
    if (old.matches("[0-9]{15}")) {
      ObjectNode request = run.device().put("device_id", old);
      String phone = was.at("/source/phone").asText("");
      if (phone.matches("[0-9]{8,20}")) {
        request.put("phone", phone);
      }
      Answer again = run.call("register").with(request).send();
      again.expect(
          again.code() != 224 && again.code() != 223,
          "the old device " + old + " and its phone to be free",
          again.summary());
    }
  }

  /** Gives the tracker a tag that a replacement could lose, until the rule ends. */
  private static void tag(Run run, int id) {
    JsonNode had = Lists.tracker(run, id).path("tag_bindings");
    if (!had.isEmpty() || run.profile().tags().isEmpty()) {
      return;
    }
    ObjectNode binding =
        Requests.JSON
            .createObjectNode()
            .put("tag_id", run.profile().tags().get(0))
            .put("ordinal", 3);
    Answer tagged = run.call("tags/set", id).with("tag_bindings", List.of(binding)).send();
    if (tagged.isSuccess()) {
      run.undo(
          () -> {
            Answer back = run.call("tags/set", id).with("tag_bindings", List.of()).send();
            return back.isSuccess()
                ? Optional.empty()
                : Optional.of("tracker " + id + " has kept a tag of the run");
          });
    }
  }

  private static int replaceable(Run run) {
    for (int id : run.offers(Role.REPLACEABLE)) {
      Answer state = run.ask("get_state", id);
      String status = state.json().at("/state/connection_status").asText();
      if (status.equals("active") || status.equals("idle") || status.equals("offline")) {
        return id;
      }
    }
    throw new Skip(
        Role.REPLACEABLE.key(), "all replaceable trackers of the profile have been replaced");
  }

  private static int connected(Run run) {
    return run.offered(Role.CONNECTED);
  }

  private static Answer replace(Run run, int id, ObjectNode device) {
    ObjectNode request = device.deepCopy().put("tracker_id", id);
    request.remove(List.of("label", "group_id"));
    return run.call("replace").with(request).send();
  }

  private static Answer provokedReplacement(Run run, String code) {
    ObjectNode provoking = run.provoking("replace/" + code);
    ObjectNode request = run.device();
    request.setAll(provoking);
    return replace(run, connected(run), run.completed(request));
  }

  // --- replace_quick ------------------------------------------------------------------------

  @Rule(
      id = "replace_quick/13",
      needs = "user:viewer",
      quote = Quotes.NO_RIGHTS,
      source = "tracker#replace_quick, Errors")
  void replaceQuickRefusesAUserWithoutTheRight(Run run) {
    SettingsRules.refusesViewer(run, "replace_quick");
  }

  @Rule(
      id = "replace_quick/right",
      needs = "user:without_tracker_configure",
      quote = "required sub-user rights: tracker_configure.",
      source = "tracker#replace_quick")
  void replaceQuickNeedsTheRightTrackerConfigure(Run run) {
    Rights.needs(run, "replace_quick", "tracker_configure");
  }

  @Rule(
      id = "replace_quick/201",
      needs = {"writes", "connected"},
      writes = true,
      quote = Quotes.NO_BUNDLE,
      source = "tracker#replace_quick, Errors")
  void replaceQuickRefusesAnImeiThatIsInNoBundle(Run run) {
    quickly(run, connected(run), run.newImei()).refusedWith(400, 201);
  }

  @Rule(
      id = "replace_quick/204",
      needs = "registration.quick_imeis",
      quote = "204 – Entity not found",
      source = "tracker#replace_quick, Errors")
  void replaceQuickRefusesAnUnknownTracker(Run run) {
    List<String> imeis =
        run.needed("registration.quick_imeis", run.profile().registration().quickImeis());
    quickly(run, run.unknownTracker(), imeis.get(0)).refusedWith(404, 204);
  }

  @Rule(
      id = "replace_quick/208",
      level = SHOULD,
      needs = {"writes", "blocked"},
      writes = true,
      quote = Quotes.BELONGS,
      source = "tracker#replace_quick, Parameters")
  void replaceQuickRefusesABlockedTracker(Run run) {
    quickly(run, run.offered(Role.BLOCKED), run.newImei()).refusedWith(403, 208);
  }

  @Rule(
      id = "replace_quick/219",
      level = SHOULD,
      needs = {"writes", "clone"},
      writes = true,
      quote = Quotes.CLONE,
      source = "contract, replace_quick")
  void replaceQuickRefusesAClone(Run run) {
    quickly(run, run.offered(Role.CLONE), run.newImei()).refusedWith(403, 219);
  }

  @Rule(
      id = "replace_quick/266",
      needs = {"writes", "registration.device", "registration.quick_imeis"},
      writes = true,
      quote = Quotes.STATUS,
      source = "tracker#replace_quick, Errors")
  void replaceQuickRefusesATrackerThatNeverConnected(Run run) {
    quickly(run, run.fresh(), freeBundle(run)).refusedWith(403, 266);
  }

  @Rule(
      id = "replace_quick/7",
      needs = {"writes", "connected", "provoke:replace_quick/7"},
      writes = true,
      quote = Quotes.MOBILE,
      source = "tracker#replace_quick, Errors")
  void replaceQuickRefusesAMobileApp(Run run) {
    quicklyProvoked(run, "7").refusedWith(400, 7);
  }

  @Rule(
      id = "replace_quick/220",
      needs = {"writes", "connected", "provoke:replace_quick/220"},
      writes = true,
      quote = Quotes.MODEL,
      source = "tracker#replace_quick, Errors")
  void replaceQuickRefusesABundleOfAnUnknownModel(Run run) {
    quicklyProvoked(run, "220").refusedWith(400, 220);
  }

  @Rule(
      id = "replace_quick/222",
      needs = {"writes", "connected", "provoke:replace_quick/222"},
      writes = true,
      quote = Quotes.PLUGIN,
      source = "tracker#replace_quick, Errors")
  void replaceQuickRefusesABundleWhosePluginDoesNotFit(Run run) {
    quicklyProvoked(run, "222").refusedWith(400, 222);
  }

  @Rule(
      id = "replace_quick/223",
      needs = {"writes", "connected", "provoke:replace_quick/223"},
      writes = true,
      quote = Quotes.PHONE_USED,
      source = "tracker#replace_quick, Errors")
  void replaceQuickRefusesABundleWhosePhoneIsInUse(Run run) {
    quicklyProvoked(run, "223").refusedWith(400, 223);
  }

  @Rule(
      id = "replace_quick/224",
      needs = {"writes", "connected", "provoke:replace_quick/224"},
      writes = true,
      quote = Quotes.ID_USED,
      source = "tracker#replace_quick, Errors")
  void replaceQuickRefusesABundleWhoseDeviceIsInUse(Run run) {
    quicklyProvoked(run, "224").refusedWith(400, 224);
  }

  @Rule(
      id = "replace_quick/225",
      needs = {"writes", "connected", "provoke:replace_quick/225"},
      writes = true,
      quote = Quotes.LEGAL,
      source = "tracker#replace_quick, Errors")
  void replaceQuickRefusesABundleOfAnotherLegalType(Run run) {
    quicklyProvoked(run, "225").refusedWith(403, 225);
  }

  @Rule(
      id = "replace_quick/226",
      needs = {"writes", "connected", "provoke:replace_quick/226"},
      writes = true,
      quote = Quotes.ICCID,
      source = "tracker#replace_quick, Errors")
  void replaceQuickRefusesABundleOfAnUnknownIccid(Run run) {
    quicklyProvoked(run, "226").refusedWith(400, 226);
  }

  @Rule(
      id = "replace_quick/replaces",
      needs = {"writes", "replaceable", "registration.quick_imeis"},
      writes = true,
      quote = "Replaces a device using only IMEI.",
      source = "tracker#replace_quick")
  void replaceQuickKeepsTheTrackerAndChangesTheDevice(Run run) {
    String imei = freeBundle(run);
    int id = replaceable(run);
    tag(run, id);
    Map<Integer, JsonNode> before = Lists.now(run);
    ObjectNode quick = Requests.JSON.createObjectNode().put("imei", imei);
    refusesTheViewer(run, before, "replace_quick", id, quick);
    Answer answer = quickly(run, id, imei);
    answer.ok();
    run.leaves(id, "tracker " + id + " was given another device, as the profile allows");
    run.holdsToTheContract(answer);
    isReplaced(run, answer, before, id, imei, null);
    hasTheModelOfTheBundle(run, answer, Lists.tracker(run, id), imei);
    freesTheOldDevice(run, before.get(id));
  }

  private static Answer quickly(Run run, int id, String imei) {
    return run.call("replace_quick", id).with("imei", imei).send();
  }

  private static Answer quicklyProvoked(Run run, String code) {
    ObjectNode provoking = run.provoking("replace_quick/" + code);
    return run.call("replace_quick", connected(run)).with(provoking).send();
  }

  // --- replace_retry ------------------------------------------------------------------------

  @Rule(
      id = "replace_retry/13",
      needs = "user:viewer",
      quote = Quotes.NO_RIGHTS,
      source = "tracker#replace_retry, Errors")
  void replaceRetryRefusesAUserWithoutTheRight(Run run) {
    SettingsRules.refusesViewer(run, "replace_retry");
  }

  @Rule(
      id = "replace_retry/right",
      needs = "user:without_tracker_configure",
      quote = "required sub-user rights: tracker_configure.",
      source = "tracker#replace_retry")
  void replaceRetryNeedsTheRightTrackerConfigure(Run run) {
    Rights.needs(run, "replace_retry", "tracker_configure");
  }

  @Rule(
      id = "replace_retry/204",
      quote = Quotes.NO_TRACKER,
      source = "tracker#replace_retry, Errors")
  void replaceRetryRefusesAnUnknownTracker(Run run) {
    run.ask("replace_retry", run.unknownTracker()).refusedWith(404, 204);
  }

  @Rule(
      id = "replace_retry/208",
      needs = {"writes", "blocked"},
      writes = true,
      quote = Quotes.BLOCKED,
      source = "tracker#replace_retry, Errors")
  void replaceRetryRefusesABlockedTracker(Run run) {
    run.ask("replace_retry", run.offered(Role.BLOCKED)).refusedWith(403, 208);
  }

  @Rule(
      id = "replace_retry/219",
      needs = {"writes", "clone"},
      writes = true,
      quote = Quotes.CLONE,
      source = "tracker#replace_retry, Errors")
  void replaceRetryRefusesAClone(Run run) {
    run.ask("replace_retry", run.offered(Role.CLONE)).refusedWith(403, 219);
  }

  @Rule(
      id = "replace_retry/214",
      needs = {"writes", "no_gsm"},
      writes = true,
      quote = Quotes.NO_GSM,
      source = "tracker#replace_retry, Errors")
  void replaceRetryRefusesADeviceWithoutGsm(Run run) {
    run.ask("replace_retry", run.offered(Role.NO_GSM)).refusedWith(400, 214);
  }

  @Rule(
      id = "replace_retry/242",
      needs = {"writes", "connected"},
      writes = true,
      quote = Quotes.CONNECTED,
      source = "tracker#replace_retry, Errors")
  void replaceRetryRefusesAConnectedTracker(Run run) {
    run.ask("replace_retry", connected(run)).refusedWith(400, 242);
  }

  @Rule(
      id = "replace_retry/266",
      needs = {"writes", "registration.device"},
      writes = true,
      quote =
          "266 – Cannot perform action for the device in current status: if the old device is not"
              + " activated yet",
      source = "tracker#replace_retry, Errors")
  void replaceRetryRefusesATrackerThatNeverConnected(Run run) {
    run.ask("replace_retry", run.fresh()).refusedWith(403, 266);
  }

  @Rule(
      id = "replace_retry/retries",
      needs = {"writes", "just_replaced"},
      writes = true,
      quote = "Resends registration commands to the new device.",
      source = "tracker#replace_retry")
  void replaceRetryAnswersTheTracker(Run run) {
    int id = run.offered(Role.JUST_REPLACED);
    Map<Integer, JsonNode> before = Lists.now(run);
    Answer answer =
        run.call("replace_retry", id)
            .with("apn_name", "fast.tmobile.com")
            .with("apn_user", "tmobile")
            .with("apn_password", "tmobile")
            .send();
    answer.expect(
        answer.ok("/value/id").asInt() == id, "tracker " + id, answer.json().at("/value/id"));
    Lists.isAsRead(run, answer, answer.json().get("value"));
    Lists.onlyChanged(before, Lists.now(run), Set.of());
  }
}
